"""That axe-core finds faults where ours would be; the pages themselves are looked at by test_fit.py, which has each of them on
every screen anyway."""

import pytest

from tests.e2e.axe import CONTRAST, violations

FAULTS = {
    "empty-table-header": "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    "color-contrast": '<p style="color:#999;background:#bbb">pale</p>',
    "label": '<input type="range">',
    "button-name": "<button></button>",
    "heading-order": "<h2>two</h2><h5>five</h5>",
    "aria-prohibited-attr": '<div aria-label="a name that nobody hears">text</div>',
    "svg-img-alt": '<svg role="img" width="9" height="9"><rect width="9" height="9"/></svg>',
    "scrollable-region-focusable": '<div style="height:3rem;overflow:auto">' + "long<br>" * 50 + "</div>",
    "nested-interactive": '<button>one<input type="checkbox" aria-label="two"></button>',
}


@pytest.mark.parametrize("hidden", [False, True], ids=["in a page", "in a component"])
def test_faults_are_found(page, hidden):
    """Also where a component keeps its elements to itself, and what has been scrolled away."""
    page.set_content("""<!doctype html><html lang=en><title>Faults</title><main data-testid=stMain style="height:9rem;overflow:auto" tabindex=0>
        <h1>Faults</h1><div style="height:60rem"></div><div id=held></div></main></html>""")
    page.evaluate("""([hidden, html]) => { const held = document.getElementById("held");
        (hidden ? held.attachShadow({ mode: "open" }) : held).innerHTML = html; }""", [hidden, "".join(FAULTS.values())])
    found = {kind.split(":")[0] for kind in violations(page)}
    assert found >= set(FAULTS), set(FAULTS) - found


@pytest.mark.parametrize("pale", ["color:#999", "background:#555", "opacity:0.3"])
def test_the_one_pale_word_among_many_that_are_otherwise_written_alike_is_found(page, pale):
    words = [f'<div style="{pale if k == 25 else ""}"><p>word {k}</p></div>' for k in range(40)]
    page.set_content(f"<!doctype html><html lang=en><title>Words</title><main data-testid=stMain>{''.join(words)}</main></html>")
    (found,) = violations(page, CONTRAST).values()
    assert len(found) == 1 and "word 25" in found[0]
