// Before any other script of a page: what it asks of the server is known from its messages.  Components and sliders ask
// some time after the visitor's move, and what they show changes at once: looking at the page is not enough.
// Called with the numbers of two fields of Streamlit's messages: a run is asked for; a run begins.
(rerun, session) => {
    const runs = globalThis.runs = { asked: false, begun: 0 };
    function kind(bytes) { // the numbers of the fields of a protobuf message
        const found = [];
        for (let k = 0; k < bytes.length;) {
            const varint = () => {
                let value = 0, unit = 1, byte;
                do { byte = bytes[k++]; value += (byte & 127) * unit; unit *= 128; } while (byte & 128);
                return value;
            };
            const tag = varint(), type = tag % 8;
            found.push(Math.floor(tag / 8));
            if (type === 0) varint();
            else { const long = type === 2 ? varint() : type === 1 ? 8 : 4; k += long; }
        }
        return found;
    }
    const heard = new WeakSet(), send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (what) {
        if (!heard.has(this)) this.addEventListener("message", ({ data }) => {
            if (kind(new Uint8Array(data)).includes(session)) { runs.asked = false; runs.begun++; }
        });
        heard.add(this);
        const bytes = new Uint8Array(what.buffer ?? what, what.byteOffset ?? 0, what.byteLength);
        if (kind(bytes).includes(rerun)) runs.asked = true;
        return send.call(this, what);
    };
}
