// Two programs side by side, their lines in rows that mean the same.  A line under the pointer, or chosen with a click,
// a tap or the arrow keys, lights up with its counterparts and says what it is about.
//
// data = { stamp, names: [left, right], sources: [text, text], rows: [[i | null, j | null]], chosen: topic,
//          lines: [[{ topics: [..], parts: [[kind, text]], match }], [...]],
//          topics: { name: { title, texts: [text, text], links: [[label, url]] } } }

const REST = 300; // ms without another choice until the server hears of it

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".pair");
  const known = instances.get(root);
  if (known && known.stamp === data.stamp) { known.setState = setStateValue; known.followTheme(); return; }
  instances.set(root, build(root, data, setStateValue, known));
  return () => clearTimeout(instances.get(root)?.resting);
}

function build(root, data, setState, before) {
  const self = { stamp: data.stamp, setState, resting: 0, shown: before ? before.shown : 0, topic: "" };
  const explanation = element("div", { class: "explanation", role: "region", "aria-label": "What the chosen line is about",
    "aria-live": "polite", tabindex: 0 });
  const cells = [[], []]; // per side: line number → its element
  const columns = [0, 1].map((side) => column(side));
  const heads = [0, 1].map((side) => head(side));
  const tabs = element("div", { class: "tabs", role: "group", "aria-label": "Which program" });
  tabs.append(...data.names.map((name, side) => button(name, () => show(side))));
  const bar = element("div", { class: "bar" }, tabs, element("span", { class: "key same" }, "same line"),
    element("span", { class: "key other" }, "same meaning, other words"), element("span", { class: "key alone" }, "nothing opposite"));
  root.replaceChildren(bar, element("div", { class: "columns" }, ...heads, ...columns), explanation);
  self.followTheme = () => {
    const [r, g, b] = getComputedStyle(root).color.match(/[\d.]+/g).map(Number);
    root.classList.toggle("dark", r + g + b > 384);
  };
  self.followTheme();
  show(self.shown);
  data.topics[data.chosen] ? highlight(data.chosen, 0) : hint();
  return self;

  function show(side) {
    self.shown = side;
    root.classList.toggle("pair1", side === 0);
    root.classList.toggle("pair2", side === 1);
    [...tabs.children].forEach((b, k) => b.setAttribute("aria-pressed", k === side));
  }

  function head(side) {
    const copy = button("Copy", async () => {
      const done = await copied(data.sources[side]);
      copy.textContent = done ? "Copied" : "Press Ctrl+C";
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    });
    return element("div", { class: `head ${side ? "right" : "left"}`, style: `grid-column:${side + 1}` }, data.names[side], copy);
  }

  async function copied(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* no secure context: the old way */ }
    const box = element("textarea", { style: "position:fixed;opacity:0" });
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }

  function column(side) {
    const made = element("div", { class: `column ${side ? "right" : "left"}`, role: "listbox", tabindex: 0,
      "aria-label": `${data.names[side]} program, line by line`, style: `grid-column:${side + 1};grid-row:2 / span ${data.rows.length}` });
    for (const row of data.rows) made.append(row[side] === null ? element("div", { class: "line gap", role: "presentation" }) : line(side, row[side]));
    let at = -1;
    const numbers = data.rows.map((row) => row[side]).filter((k) => k !== null && data.lines[side][k].topics[0]);
    const go = (place) => {
      at = Math.max(0, Math.min(numbers.length - 1, place));
      choose(side, numbers[at]);
      made.setAttribute("aria-activedescendant", cells[side][numbers[at]].id);
      cells[side][numbers[at]].scrollIntoView({ block: "nearest" });
    };
    onKeys(made, { ArrowDown: () => go(at + 1), ArrowUp: () => go(at - 1), Home: () => go(0), End: () => go(numbers.length - 1) });
    made.addEventListener("click", (e) => {
      const k = Number(e.target.closest(".line[data-k]")?.dataset.k ?? -1);
      if (k >= 0 && data.lines[side][k].topics[0] && getSelection().isCollapsed) { at = numbers.indexOf(k); choose(side, k); }
    });
    made.addEventListener("pointerover", (e) => {
      const k = Number(e.target.closest(".line[data-k]")?.dataset.k ?? -1);
      if (e.pointerType === "mouse" && !self.topic && k >= 0 && data.lines[side][k].topics[0]) highlight(data.lines[side][k].topics[0], side, k);
    });
    return made;
  }

  function line(side, k) {
    const { parts, match } = data.lines[side][k];
    const indent = parts.map((p) => p[1]).join("").match(/^ */)[0].length + 2; // a wrapped line goes on below its own beginning
    const code = element("code", { style: `padding-left:${indent}ch;text-indent:-${indent}ch` });
    for (const [kind, text] of parts) code.append(kind ? element("span", { class: kind }, text) : text);
    const made = element("div", { class: `line ${match}`, role: "option", "data-k": k, id: `l${side}-${k}`, "aria-selected": "false" },
      element("span", { class: "number" }, `${k + 1}`), code);
    cells[side][k] = made;
    return made;
  }

  function choose(side, k) {
    const topic = data.lines[side][k].topics[0];
    const again = self.topic === topic && cells[side][k].classList.contains("current");
    self.topic = again ? "" : topic;
    again ? hint() : highlight(topic, side, k);
    clearTimeout(self.resting);
    self.resting = setTimeout(() => self.setState("line", self.topic), REST);
  }

  function highlight(topic, side, k = -1) {
    if (k < 0) self.topic = topic;
    const about = k < 0 ? [topic] : data.lines[side][k].topics;
    for (const s of [0, 1])
      cells[s].forEach((cell, n) => {
        const lit = data.lines[s][n].topics.some((t) => t && about.includes(t));
        cell.classList.toggle("lit", lit);
        cell.classList.toggle("current", s === side && n === k);
        cell.setAttribute("aria-selected", lit);
      });
    explanation.replaceChildren(...about.filter((t) => data.topics[t]).map(paragraph), opposite(k < 0 ? self.shown : side, about));
  }

  // On a narrow screen only one program is in sight: the other one's lines come along.
  function opposite(side, about) {
    const lines = data.lines[1 - side].filter((l) => l.topics.some((t) => t && about.includes(t)));
    const text = lines.map((l) => l.parts.map((p) => p[1]).join("").trim()).join("\n");
    return element("pre", { class: "opposite", "aria-label": `${data.names[1 - side]}, the same` }, text || "nothing opposite");
  }

  function paragraph(topic) {
    const { title, texts, links } = data.topics[topic];
    const sources = element("p", { class: "links" });
    for (const [label, url] of links) sources.append(element("a", { href: url, target: "_blank", rel: "noopener" }, label));
    return element("section", {}, element("h2", {}, title), element("div", { class: "two" },
      ...[0, 1].map((s) => element("p", {}, element("b", {}, `${data.names[s]}: `), texts[s]))), sources);
  }

  function hint() {
    self.topic = "";
    for (const s of [0, 1]) cells[s].forEach((cell) => { cell.classList.remove("lit", "current"); cell.setAttribute("aria-selected", "false"); });
    explanation.replaceChildren(element("p", {}, "Point at a line, tap it, or go through them with the arrow keys: its counterpart lights up and is explained here."));
  }
}
