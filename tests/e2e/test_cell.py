"""The opened cell in a real browser: it computes what rnn_core does, lights what depends on a change, and asks no server while moved."""

import numpy as np
import pytest
from playwright.sync_api import expect

from pages.common.links import InsideCell
from pages.views.cell.by_hand import compute
from pages.views.cell.shared.cells import flat
from rnn_core.nn.equations import STEPS, lines, parameter_names, source
from tests.e2e.conftest import AT_REST, idle, listen, says, sent, visit, visiting

EXACT = 1e-12


def drawn(cell, units, seed=0):
    """A state whose weights are drawn, so that everything that may change does."""
    shapes, rng = compute.first_weights(cell, units), np.random.default_rng(seed)
    weights = {name: np.round(rng.normal(0, 1, value.shape), 3) for name, value in shapes.items()}
    return InsideCell(opened=cell, units=units, hand_w=flat(weights), hand_x=(0.7, -1.3, 0.4, 2.0), hand_step=2, predicted="most of it")


def steps(page):
    """Every name of every step with its value, as the browser has computed it."""
    return page.locator(".hand-cell").evaluate("node => node.steps")


def lit(page):
    return set(page.locator(".hand-cell .node.lit").evaluate_all("all => all.map(node => node.dataset.name)"))


def close(found, wanted):
    """The largest difference of any number of any step."""
    return max(float(np.abs(np.array(step[name]) - value).max()) for step, known in zip(found, wanted, strict=True) for name, value in known.items())


def moved(before, after):
    """For each step the names whose numbers are not the same to the last bit."""
    return [{name for name in known if known[name] != later[name]} for known, later in zip(before, after, strict=True)]


def slide(page, label, key="ArrowRight"):
    handle = page.get_by_label(label, exact=True)
    handle.focus()
    handle.press(key)


@pytest.mark.parametrize("cell", ["RNN", "GRU", "LSTM"])
def test_the_browser_computes_what_rnn_core_does_and_just_what_depends_on_a_change_lights_up(base, page, cell):
    state = drawn(cell, 2)
    visit(page, f"{base}/{state.link()}")
    before = steps(page)
    assert close(before, compute.run(state)) < EXACT
    targets = [line.target for line in lines(STEPS[cell.lower()])]
    line = lines(STEPS[cell.lower()])[0]
    page.locator(f'.node[data-name="{line.target}"]').press("Enter")
    slide(page, "Input x of step 2")
    after = steps(page)
    changed = moved(before, after)
    assert changed[0] == set() and "x" in changed[1] and changed[1] == lit(page), "x moves what comes of it, from its step on"
    assert all("x" not in names and "h" in names for names in changed[2:])
    # The last gate's weight moves nothing before that gate at the first step, where no state has heard of it.
    page.locator(".hand-cell .step").first.click()
    gate = {"RNN": "a", "GRU": "n", "LSTM": "o"}[cell]
    page.locator(f'.node[data-name="{gate}"]').press("Enter")
    before, bias = steps(page), {"RNN": "b_h", "GRU": "b_xn", "LSTM": "b_o"}[cell]
    slide(page, f"{bias}, unit 1")
    changed = moved(before, steps(page))
    assert changed[0] - {bias} == lit(page), "just these are not the same to the last bit"
    assert gate in lit(page) and not lit(page) & set(targets[:targets.index(gate)])


def test_operation_by_operation_equation_numbers_and_the_running_line_go_together(base, page):
    visit(page, f"{base}/cell")
    page.get_by_role("button", name="most of it").click()
    expect(page.locator(".told")).to_contain_text("You said: most of it. The LSTM holds 0.935")
    listen(page)
    following, running = page.get_by_role("button", name="Next"), page.locator("pre .running")
    code = source(STEPS["lstm"]).splitlines()
    for line in lines(STEPS["lstm"]):
        expect(running).to_have_text(code[line.number], use_inner_text=True)
        assert page.locator(".node.now").get_attribute("data-name") == line.target
        following.click()
    expect(page.locator(".place")).to_have_text("Step 2 of 6, operation 1 of 8")
    expect(page.locator(".numbers")).to_have_text("ft = σ(0·0 + 1·0.738 + 4) = σ(4.738) = 0.9913")
    says(page, hand_step=2, hand_op=None, predicted="most of it")
    assert min(sent(page)) >= AT_REST
    page.get_by_role("button", name="Fill in the number").click()
    expect(page.locator(".numbers")).to_contain_text("= ?")
    answer = page.get_by_label("The number that is missing")
    answer.fill("0.9")
    answer.press("Enter")
    expect(page.locator(".verdict")).to_have_text("Not yet. σ(a) = 1 / (1 + e⁻ᵃ)")
    answer.fill("0.99")
    answer.press("Enter")
    expect(page.locator(".verdict")).to_have_text("Right: 0.9913.")
    page.locator(".symbol").nth(1).focus()
    expect(page.locator(".meaning")).to_contain_text("how strongly the input speaks here. Shape (1, 1).")


def test_gates_are_held_by_hand_in_the_drawing_and_by_keys_and_the_link_brings_it_back(base, browser, page):
    visit(page, f"{base}/{InsideCell(predicted='about half').link()}")
    box = page.locator('.node[data-name="f"] rect').first.bounding_box()
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(middle, box["y"] + box["height"], steps=4)
    page.mouse.up()
    assert [known["f"] for known in steps(page)] == [[0]] * 6
    expect(page.locator(".numbers")).to_contain_text("held by hand")
    slide(page, "Gate f, held by hand")
    assert steps(page)[3]["f"] == [0.01]
    page.get_by_role("button", name="count").click()
    assert np.allclose(steps(page)[-1]["c_new"], 4 * np.tanh(3))
    says(page, hand_held="1.0 1.0 1.0", hand_x="1.0 0.0 1.0 1.0 0.0 1.0")
    idle(page)
    with visiting(browser, "phone", "dark") as other:
        visit(other, page.url)
        assert close(steps(other), compute.run(InsideCell(hand_held=(1.0, 1.0, 1.0), hand_x=(1.0, 0.0, 1.0, 1.0, 0.0, 1.0)))) < EXACT
        assert other.locator(".hand-cell svg").bounding_box()["y"] < 500  # the picture stands on the first screen
        small = other.locator(".hand-cell").evaluate("""node => [...node.querySelectorAll("button:not(.symbol), input")].filter(one => one.checkVisibility())
            .map(one => one.getBoundingClientRect()).filter(box => box.height < 43.5).length""")
        assert not small
    page.get_by_role("button", name="start again").click()
    says(page, hand_held=None, hand_x=None)


def test_a_trained_cell_is_a_film_that_asks_no_server_and_goes_on_by_hand(base, page):
    visit(page, f"{base}/{InsideCell(inside='train a tiny one', toy_rounds=100).link()}")
    film = page.locator(".training-film")
    rail = film.locator(".rail input")
    rail.focus()
    listen(page)
    said = []
    for _ in range(3):
        rail.press("ArrowLeft")
        said.append(film.locator(".status").inner_text())
    assert len(set(said)) == 3
    says(page, toy_at=97)
    assert min(sent(page)) >= AT_REST
    idle(page)
    rail.press("End")
    says(page, toy_at=100)
    idle(page)
    wanted = film.evaluate("node => node.run.map(known => known.h_new[0])")
    page.get_by_text("Next: open this very cell").click()
    expect(page.locator(".hand-cell svg")).to_be_visible()
    idle(page)
    assert [known["h_new"][0] for known in steps(page)] == pytest.approx(wanted, abs=EXACT)
    assert set(parameter_names(STEPS["lstm"])) <= steps(page)[0].keys()


def test_what_is_left_of_a_word_is_scrubbed_and_another_word_is_followed(base, page):
    from pages.views.cell.sentence.compute import follow

    visit(page, f"{base}/{InsideCell(inside='on your sentence').link()}")
    lstm = page.locator(".carried-words section").nth(2)
    tokens = tuple(page.locator(".carried-words .words button").all_inner_texts())
    run = follow.__wrapped__(tokens, 5)[0]["lstm"]
    expect(lstm.locator(".big")).to_have_text(f"{100 * run.share(run.direct)[-1]:.0f} % let through by the gates")
    expect(lstm.locator(".said b")).to_contain_text("german (")
    listen(page)
    page.locator(".carried-words .words button").nth(9).click()
    expect(page.locator(".carried-words .status")).to_contain_text("After “to” (10 of")
    expect(lstm.locator(".big")).to_have_text(f"{100 * run.share(run.direct)[5]:.0f} % let through by the gates")
    says(page, follow_at=10)
    assert min(sent(page)) >= AT_REST
    idle(page)
    page.get_by_role("button", name="Follow “to” instead").click()
    says(page, follow=10, follow_at=None)
    expect(page.locator(".carried-words .status")).to_contain_text("what is left of “to”?")
