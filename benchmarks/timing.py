"""Timing what a visitor sees: from a key press or a click to the first frame in which every probe says something else."""

import statistics
from collections.abc import Callable

TIMED = """async ([probe, key]) => {
  const read = eval(probe), before = read(), event = key ? 'keydown' : 'click';
  const start = await new Promise(r => document.addEventListener(event,
    e => { if (!key || e.key === key) r(performance.now()) }, {once: true, capture: true}));
  for (;;) {
    await new Promise(r => requestAnimationFrame(r));
    const now = read();
    if (now.length && now.length === before.length && now.every((v, k) => v && v !== before[k])) return performance.now() - start;
    if (performance.now() - start > 30000) throw new Error('the picture never changed');
  }
}"""


def timed(page, probe: str, act: Callable[[], None], key: str = "", settle: int = 300) -> float:
    """Milliseconds from `act`, which presses `key` or, without one, clicks, to a picture of which every part has changed.

    probe: JavaScript of a function that gives the parts, texts or numbers; settle: ms of rest afterwards.
    """
    page.evaluate("([probe, key]) => { window.__timed = (" + TIMED + ")([probe, key]) }", [probe, key])
    act()
    took = page.evaluate("() => window.__timed")
    page.wait_for_timeout(settle)
    return took


def quantile(values: list[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]
