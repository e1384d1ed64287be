// Back, Next and where one is; arrow keys and a swipe do the same.  The chapter's link is kept in this browser alone.
//
// data = { chapter, titles: [text], query: { name: value } }

const KEPT = "unrolled-story", FAR = 60, LEVEL = 45; // px that a swipe is long at least, and off its line at most

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pager"), known = instances.get(root);
  const self = known ?? listen(root);
  const before = self.data?.chapter;
  Object.assign(self, { data, tell: setTriggerValue });
  instances.set(root, self);
  draw(root, self, before === undefined ? remembered() : null);
  if (before !== undefined && before !== data.chapter) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  if (data.chapter > 1 || data.query.chosen || data.query.sky_word) keep(data.query);
  return known ? undefined : () => { self.stop(); instances.delete(root); };
}

/** What the last visit left, if it was beyond the first chapter; storage may be denied, or hold anything. */
function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT));
    return Number(found?.chapter) > 1 ? found : null;
  } catch {
    return null;
  }
}

function keep(query) {
  try { localStorage.setItem(KEPT, JSON.stringify(query)); } catch { /* a private window: nothing is kept */ }
}

function draw(root, self, offer) {
  const { chapter, titles } = self.data, last = titles.length;
  const turn = (text, name, to) => {
    const made = button(text, () => go(self, to));
    made.setAttribute("aria-label", name);
    made.disabled = to < 1 || to > last;
    return made;
  };
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, ...titles.map((_, k) => element("i", { class: k < chapter ? "done" : "" })));
  const place = element("span", { class: "place" }, element("span", { "aria-live": "polite" }, `${chapter} of ${last}`), dots);
  const next = turn("Next ›", `Next: ${titles[chapter] ?? "there is no other chapter"}`, chapter + 1);
  next.className = "next";
  const row = element("div", { class: "row" }, turn("‹ Back", `Back: ${titles[chapter - 2] ?? "this is the first chapter"}`, chapter - 1), place, next);
  const stays = [...root.children].filter((child) => child.className === "offer" && chapter === 1);
  root.replaceChildren(...(offer && chapter === 1 ? [resume(self, offer)] : stays), row);
}

function resume(self, offer) {
  const to = Math.min(Number(offer.chapter), self.data.titles.length);
  const made = button(`Go on at chapter ${to}: ${self.data.titles[to - 1]}`, () => self.tell("resume", offer));
  made.className = "offer";
  return made;
}

function go(self, chapter) {
  if (chapter < 1 || chapter > self.data.titles.length || chapter === self.asked) return;
  self.asked = chapter;
  setTimeout(() => { self.asked = 0; }, 400);
  self.tell("chapter", chapter);
}

/** Keys and swipes that belong to something else: a field, a slider, whatever scrolls sideways. */
const taken = (event) => event.composedPath().some((node) => node.matches?.(
  'input, textarea, select, summary, [contenteditable="true"], [role="slider"], [role="tab"], [role="radio"], [data-swipes]')
  || (node.scrollWidth > node.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(node).overflowX)));

function listen(root) {
  const self = {}, over = new AbortController(), how = { signal: over.signal, passive: true };
  let from = null;
  document.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && !event.defaultPrevented && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) && !taken(event)) go(self, self.data.chapter + by);
  }, how);
  document.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 && !taken(event) ? event.touches[0] : null;
  }, how);
  document.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0], dx = from ? to.clientX - from.clientX : 0;
    if (Math.abs(dx) > FAR && Math.abs(to.clientY - from.clientY) < LEVEL) go(self, self.data.chapter + (dx < 0 ? 1 : -1));
    from = null;
  }, how);
  self.stop = () => over.abort();
  return self;
}
