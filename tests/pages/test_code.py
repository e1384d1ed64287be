"""The code page as a visitor with a link meets it."""

import json
import re

import pytest

from pages.common import links
from rnn_core.frameworks import Options, generate
from rnn_core.frameworks.pitfalls import pitfalls
from rnn_core.frameworks.topics import topics
from tests.app import shown
from tests.app import visit as opened

PARTS = (links.PROGRAMS, links.WEIGHTS, links.PITFALLS, links.BUGS, links.SNIPPETS, links.COST)


def visit(**query):
    at = opened("pages/code.py", **query)
    assert not at.exception, at.exception
    return at


def pair(at):
    """What the browser is given to draw."""
    (found,) = [c for c in at.get("bidi_component") if "sources" in c.proto.json]
    return json.loads(found.proto.json)[0]


def words(at):
    return "\n".join(m.value for m in [*at.markdown, *at.caption, *at.info, *at.header])


def code(at):
    return "\n".join(c.value for c in at.code)


def test_a_link_brings_both_programs_of_its_choice():
    at = visit(cell="GRU", program="tagging", num_layers=2, hidden_size=48, bidirectional="true", dropout=0.3, masked="true", program_seed=7)
    options = {"cell": "gru", "task": "tagging", "num_layers": 2, "hidden_size": 48, "bidirectional": True, "dropout": 0.3,
               "masked": True, "seed": 7}
    assert pair(at)["sources"] == [generate("pytorch", **options), generate("keras", **options)]


def test_every_line_that_is_drawn_is_a_line_of_the_program():
    found = pair(visit(program="sequence-to-sequence", initial_state="given"))
    for source, lines in zip(found["sources"], found["lines"], strict=True):
        assert "\n".join("".join(text for _, text in line["parts"]) for line in lines).strip() + "\n" == source
        assert {line["match"] for line in lines} == {"same", "other", "alone"}
        assert {topic for line in lines for topic in line["topics"]} - {""} <= set(found["topics"])


def lines_of(at):
    """Per side: each line's text, with its topics and its mark."""
    return [[("".join(text for _, text in line["parts"]), set(line["topics"]) - {""}, line["match"]) for line in side] for side in pair(at)["lines"]]


@pytest.mark.parametrize("query", [{}, {"program": "tagging", "masked": "true", "bidirectional": "true"}, {"program": "sequence-to-sequence"}])
def test_a_line_is_marked_alone_if_nothing_lights_up_opposite_and_only_then(query):
    both = lines_of(visit(**query))
    for side in (0, 1):
        opposite = set().union(*(about for _, about, _ in both[1 - side]))
        for text, about, mark in both[side]:
            assert (mark == "alone") == bool(text and not about & opposite), text


def test_a_counterpart_in_another_row_is_one_and_clipping_has_one():
    left, right = ({text.strip(): (topics, mark) for text, topics, mark in side} for side in lines_of(visit()))
    for text in ("import torch", "self.embedding = nn.Embedding(13, 16)", "self.lstm = nn.LSTM(16, 32, batch_first=True)",
                 "nn.utils.clip_grad_norm_(model.parameters(), 1.0)", "batches = DataLoader(train, batch_size=64, shuffle=True)"):
        assert left[text][1] == "other", text
    assert left["optimizer.step()"][1] == "other" and "clipping" in right["optimizer = keras.optimizers.Adam(0.01, global_clipnorm=1.0)"][0]
    assert left["model.train()"][1] == right['os.environ["KERAS_BACKEND"] = "tensorflow"  # before keras'][1] == "alone"


def test_choosing_another_cell_changes_both_programs():
    at = visit()
    assert "nn.LSTM" in pair(at)["sources"][0]
    at.segmented_control(key="cell").set_value("RNN").run()
    assert "nn.RNN" in pair(at)["sources"][0] and "layers.SimpleRNN" in pair(at)["sources"][1]
    at.toggle(key="bidirectional").set_value(True).run()
    assert "layers.Bidirectional(layers.SimpleRNN(32))" in pair(at)["sources"][1]


@pytest.mark.parametrize("query, why", [({"program": "generation", "bidirectional": "true"}, "cannot generate"),
                                        ({"program": "forecasting"}, "no ids"), ({"dropout": 0.5}, "no between")])
def test_a_choice_that_makes_no_sense_says_why_and_shows_the_nearest(query, why):
    at = visit(**query)
    assert why in words(at) and len(pair(at)["sources"]) == 2


@pytest.mark.parametrize("query", [
    {"cell": "gruu"}, {"cell": "lstm"}, {"num_layers": 99}, {"hidden_size": "1e9"}, {"hidden_size": 0}, {"dropout": "NaN"}, {"dropout": 1},
    {"bidirectional": "maybe"}, {"masked": "<script>"}, {"program": "<img src=x onerror=alert(1)>"}, {"program_seed": -1},
    {"initial_state": "learned"}, {"part": "all"}, {"trap": 1000}, {"bug": "x"}, {"nonsense": "1"}])
def test_a_spoiled_link_gives_a_working_page_and_a_plain_notice(query):
    at = visit(**query)
    assert pair(at)["sources"][0] == generate("pytorch")
    assert any(next(iter(query)) in notice.value for notice in at.info)
    assert not any("<script" in str(h.proto) or "<img" in str(h.proto) for h in at.get("html"))


@pytest.mark.parametrize("line", ["masking", "", "<b>", "x" * 500, "none"])
def test_a_line_in_the_link_is_only_ever_looked_up_and_one_that_is_not_known_is_named(line):
    at = visit(line=line)
    known = line in ("masking", "")
    assert pair(at)["chosen"] == (line if known else "")
    assert [("line=" in notice.value, "none of the names" in notice.value) for notice in at.info] == ([] if known else [(True, True)])
    assert ("line" in at.query_params) == (line in ("masking", ""))


@pytest.mark.parametrize("name, part, first", [("trap", links.PITFALLS, 0), ("bug", links.BUGS, 0)])
def test_a_difference_or_a_bug_that_is_not_there_is_named_and_leaves_the_link(name, part, first):
    count = len([t for t in pitfalls() if t.bug]) if name == "bug" else len(pitfalls())
    for value in (count, 99, 1000):
        at = visit(part=part, **{name: value})
        (notice,) = at.info
        assert f"{name}=“{value}”" in notice.value and f"from 0 to {count - 1}." in notice.value and f"shows “{first}”" in notice.value
        assert name not in at.query_params and at.query_params["part"] == part
    assert not visit(part=part, **{name: count - 1}).info


def test_what_a_line_can_be_about_is_what_the_programs_have():
    assert set(links.LINES) == set(topics(Options()))


def test_what_was_recorded_is_shown_with_where_and_when():
    at = visit(program="tagging", cell="GRU")
    assert shown(at).count("held out: loss") == 2 and "PyTorch 2." in words(at) and "rnn_core.frameworks.record" in words(at)
    assert "largest difference of any held-out answer" in "\n".join(str(h.proto) for h in at.get("html"))


def test_what_was_not_recorded_says_so_and_shows_the_nearest():
    at = visit(hidden_size=57, program_seed=123)
    assert any("have not been run by us" in link.proto.label and "hidden_size 32, seed 0" in link.proto.label for link in at.get("page_link"))
    assert shown(at).count("held out: loss") == 2
    assert "of the nearest choice's programs, which have hidden_size 32, seed 0; not of those above" in words(at)
    assert "exactly these programs" not in words(at) and "exactly these programs" in words(visit())


def test_without_the_frameworks_the_button_is_not_offered(monkeypatch):
    from rnn_core.frameworks import live_run

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert live_run.missing()
    at = visit()
    assert not [b for b in at.button if b.label == "Run both now"] and "no TensorFlow" in words(at)


@pytest.mark.parametrize("part, sentence", [
    (links.WEIGHTS, "How the weights are stored"), (links.PITFALLS, "raise no error"), (links.BUGS, "one line of it is wrong"),
    (links.SNIPPETS, "As one would write it now"), (links.COST, "Is the plain RNN enough?")])
@pytest.mark.parametrize("cell", ["RNN", "GRU"])
def test_every_part_is_drawn(part, sentence, cell):
    assert sentence in words(visit(part=part, cell=cell, num_layers=2, bidirectional="true"))


@pytest.mark.parametrize("part", PARTS)
def test_sections_follow_the_title_at_the_next_level(part):
    at = visit(part=part)
    assert not at.subheader and not re.findall(r"<h[13-6]", "".join(str(h.proto) for h in at.get("html")))
    assert part == links.BUGS or at.header


@pytest.mark.parametrize("part", PARTS)
def test_code_wraps_so_that_nobody_has_to_scroll_it(part):
    blocks = [block for block in visit(part=part, program="sequence-to-sequence").get("code") if not block.proto.wrap_lines]
    assert blocks == []


@pytest.mark.parametrize("part", PARTS)
def test_every_column_of_a_table_has_its_name(part):
    assert "scope=\\\"col\\\"></th>" not in "".join(str(h.proto) for h in visit(part=part).get("html"))


def test_the_cells_stand_in_their_order_whatever_a_link_s_notice_lists():
    at = visit()
    assert at.segmented_control(key="cell").options == ["RNN", "GRU", "LSTM"] and at.segmented_control(key="cell").value == "LSTM"


def test_the_video_is_introduced_before_it_is_spoken_of():
    first = visit(part=links.SNIPPETS).markdown[0].value
    assert first.startswith("A well-known kind of short explainer video") and "The video" not in words(visit(part=links.SNIPPETS))


def test_each_difference_has_its_link():
    for place in (0, len(pitfalls()) - 1):
        at = visit(part=links.PITFALLS, trap=place)
        assert pitfalls()[place].proof in [c.value + "\n" for c in at.code] + [c.value for c in at.code]
        assert pitfalls()[place].title in words(at)


def test_the_round_counts_first_answers_only():
    at = visit(part=links.BUGS, bug=0)
    pitfall = next(t for t in pitfalls() if t.bug)
    wrong = pitfall.bug.wrong
    at.radio(key="bug_line_0").set_value(0 if wrong else 1).run()
    assert any("That line is right" in w.value for w in at.warning) and "0 of 1" in words(at)
    at.radio(key="bug_line_0").set_value(wrong).run()
    assert any(pitfall.what in s.value for s in at.success) and "0 of 1" in words(at) and pitfall.bug.right.strip() in code(at)
    at.button(key="bug_arrow_forward").click().run()
    second = [t for t in pitfalls() if t.bug][1]
    at.radio(key="bug_line_1").set_value(second.bug.wrong).run()
    assert "1 of 2" in words(at)


def test_what_has_to_stand_before_a_bug_stands_beside_it():
    for place in (1, 11):
        assert [t.bug for t in pitfalls() if t.bug][place].given in code(visit(part=links.BUGS, bug=place))


def test_the_proof_of_this_choice_is_shown():
    at = visit(part=links.WEIGHTS, cell="GRU")
    assert "def order(rows):" in code(at) and 'torch_to_keras("gru"' in code(at)
    drawing = next(c for c in at.get("bidi_component") if "<svg" in c.proto.json)
    assert "z, r, h" in drawing.proto.json
