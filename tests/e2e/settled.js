// Nothing is under way: drawn to the last line, the footer; the script has finished; nothing stands as a grey box until
// the browser has loaded the code that draws it; nothing has moved for three frames, so that a press begins and ends on
// one thing.  An error on the page is said at once.
() => {
    const find = (id) => document.querySelector(`[data-testid="${id}"]`), app = find("stApp"), main = find("stMain");
    const moving = () => document.getAnimations()
        .filter(a => a.playState === "running" && a.effect.getComputedTiming().endTime < Infinity);
    const waits = globalThis.runs?.asked ? "for a run to begin"
        : app?.dataset.testConnectionState !== "CONNECTED" ? "for the server"
        : app.dataset.testScriptState !== "notRunning" ? "for the script"
        : find("stException") ? ""
        : find("stSkeleton") ? "for code"
        : !main.textContent.includes("Every number here is computed") ? "for the footer"
        : moving().length ? `for ${moving().map(a => a.animationName ?? a.transitionProperty)} to move` : "";
    const before = globalThis.settling, high = waits ? null : main.scrollHeight;
    globalThis.settling = { waits, high, same: !waits && before?.high === high ? before.same + 1 : 0 };
    if (globalThis.settling.same < 3) return null;
    delete globalThis.settling;
    return { error: find("stException")?.innerText ?? "", beyond: main.scrollWidth - main.clientWidth };
}
