// Brings every other length to length_slider.js, once: packed levels, unpacked where they are drawn.
//
// data = { stamp, longest, lengths, series: [[packed]] }; packed: base64 of zlib of
//   a step, in thousandths of a decade: int32
//   the longest length's levels, in thousandths of a decade, step by step: int32
//   how every row's distance from it, in such steps, changes, row by row, lag 0 first, four to a byte:
//     0 as before, 1 one more, 2 one less, 3 by the next of the
//   int32 at the end.  The smallest distance stands for 0, the largest for what lies beyond the precision.

const ZERO = -(2 ** 31), OVER = 2 ** 31 - 1;

export default function ({ data: [data] }) {
  const known = (globalThis.unrolledFlows ??= new Map());
  if (known.has(data.stamp)) return;
  const unpacked = Promise.all(data.series.map((packed) => Promise.all(packed.map((one) => table(one, data)))));
  known.set(data.stamp, unpacked.then((tables) => Object.assign(tables, { stamp: data.stamp })));
  while (known.size > 6) known.delete(known.keys().next().value);
  globalThis.dispatchEvent(new Event("unrolled-flow"));
}

async function table(packed, { longest, lengths }) {
  const stream = new Blob([octets(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const unzipped = await new Response(stream).arrayBuffer();
  const ends = lengths ?? Array.from({ length: longest }, (_, k) => k + 1), starts = new Map();
  const count = ends.reduce((a, b) => a + b, 0), [step] = new Int32Array(unzipped, 0, 1), base = new Int32Array(unzipped, 4, longest);
  const codes = new Uint8Array(unzipped, 4 * longest + 4, Math.ceil(count / 4)), rest = new Int32Array(unzipped.slice(4 * longest + 4 + codes.length));
  const levels = new Int32Array(count), apart = new Int32Array(1); // wraps around as the packing does
  let k = 0, next = 0;
  for (const n of ends) {
    starts.set(n, k);
    apart[0] = 0;
    for (let t = n - 1; t >= 0; t--, k++) {
      const code = (codes[k >> 2] >> (2 * (k & 3))) & 3;
      apart[0] += code === 3 ? rest[next++] : code === 2 ? -1 : code;
      levels[k] = apart[0] === ZERO || apart[0] === OVER ? apart[0] : base[t] + step * apart[0];
    }
  }
  return (n) => levels.subarray(starts.get(n), starts.get(n) + n);
}
