"""axe-core on a live page: what it finds, as (rule, kind of element), with the page's own elements for a message."""

from axe_playwright_python.base import AXE_SCRIPT

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast"]  # all that depends on the theme
# Nearly all of axe's time goes into the contrast of hundreds of texts that are written alike.  Once one has passed, others of its
# colour, size and weight pass unseen in the same look if all that they stand in has the same grounds.
ALIKE = """() => {
    const contrast = axe._audit.checks["color-contrast"], judge = contrast.evaluate;
    const plain = "rgba(0, 0, 0, 0) none 1 none normal", grounds = globalThis.grounds = new Map(), passed = globalThis.passed = new Set();
    function ground(element) {
        if (!element) return "";
        if (!grounds.has(element)) {
            const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element);
            const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join(" ");
            grounds.set(element, ground(element.parentElement ?? element.getRootNode().host) + (own === plain ? "" : `/${own}`));
        }
        return grounds.get(element);
    }
    contrast.evaluate = function (element, ...more) {
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
        const look = [color, fontSize, fontWeight, textShadow, ground(element)].join();
        const passes = passed.has(look) || judge.call(this, element, ...more);
        if (passes === true) passed.add(look);
        return passes;
    };
}"""
# axe judges the colours only of what has not been scrolled away, so that while it looks, the page does not scroll in its frame.
# Streamlit's code blocks, whose hundreds of coloured words take most of the time, fail on a bare page too and are hidden from it;
# and a long table's further rows, which are made like its first.
# An element's kind is Streamlit's element that holds it, or its tag in a component of ours.  A name on an element without a
# role, which screen readers do not read, is only doubtful to axe when the element holds text.
LOOK = """async rules => {
    const frame = [], hiding = document.createElement("style");
    hiding.textContent = "[data-testid=stCode], tbody tr:nth-child(n+12) { visibility: hidden !important; }";
    document.head.append(hiding);
    for (let e = document.querySelector("[data-testid=stMain]"); e; e = e.parentElement) frame.push([e, e.style.overflow]);
    const place = element => element.getRootNode() instanceof ShadowRoot ? `${element.localName} in a component`
        : element.closest("[data-testid]:not([data-testid=stMarkdownContainer])")?.dataset.testid ?? element.localName;
    frame.forEach(([e]) => { e.style.overflow = "visible"; });
    grounds.clear();
    passed.clear();
    const { violations, incomplete } = await axe.run(
        { runOnly: rules, resultTypes: ["violations", "incomplete"], elementRef: true, selectors: false, preload: false });
    frame.forEach(([e, overflow]) => { e.style.overflow = overflow; });
    hiding.remove();
    return [...violations, ...incomplete.filter(({ id }) => id === "aria-prohibited-attr")].flatMap(({ id, nodes }) =>
        nodes.map(({ element, html, any, all, none }) => ({ kind: `${id}: ${place(element)}`, html: html.slice(0, 200),
            why: [...any, ...all, ...none].map(check => check.message).join(" ") })));
}"""


def violations(page, rules: list[str] = STANDARDS) -> dict[str, list[str]]:
    """Every kind of violation in sight, with the elements that it is found on and why."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(ALIKE)
    found: dict[str, list[str]] = {}
    for one in page.evaluate(LOOK, rules):
        found.setdefault(one["kind"], []).append(f"{one['html']} {one['why']}")
    return found
