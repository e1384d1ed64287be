"""A digit in sentences: when an answer settles; and the few lines of PyTorch are the network that the page shows."""

import numpy as np
import pytest

from pages.common import links
from pages.views.gallery.digits import compute, text
from rnn_core import zoo
from rnn_core.gallery import drawing, images
from rnn_core.gallery.runs import Run
from rnn_core.gallery.topologies import ONE_TO_ONE
from tests.app import captions, visit

DRAWN = "006eg50002ggg70002fgf200006gf70000ea6g3001g30g7000abbf30003eg600"


def test_the_row_at_which_an_answer_settles_is_right():
    runs = compute.by_rows(DRAWN)
    told = text.settling(runs)
    for cell, name in (("rnn", "RNN"), ("gru", "GRU"), ("lstm", "LSTM")):
        said = [best[0][0] for best in runs[cell].outputs]
        first = next(t for t in range(8) if set(said[t:]) == {said[-1]})
        assert f"{name} says {said[-1]} from row {first + 1} on" in told
    assert told in captions(visit("pages/gallery.py", room=links.SEQUENCES, digit_drawn=DRAWN))


def test_the_pytorch_lines_are_this_network():
    import torch

    made = {}
    exec(text.PYTORCH, made)
    twin, model = made["Whole"](), zoo.load_gallery("digits-feedforward")
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in model.params.items()})
    held, _ = images.part("test")
    np.testing.assert_allclose(torch.softmax(twin(torch.from_numpy(held[:9])), -1).detach().numpy(), model.read(held[:9])[0], atol=1e-5)
    assert compute.at_once(images.code(held[0]), False).states.shape == (1, 860)


def said(*best):
    """A run that ends with these digits and probabilities."""
    return Run(ONE_TO_ONE, ("64 pixels",), (best,), np.zeros((1, 2)))


SURE, WAVERS = said(("4", 0.9), ("9", 0.05)), said(("4", 0.6), ("9", 0.3))


@pytest.mark.parametrize("code, runs, told", [
    ("g" + "0" * 63, {"gru": SURE}, "hardly any ink"),
    (text.BLOCK, {"gru": SURE}, "An upright stroke, a dot and a dash"),
    (DRAWN, {"gru": WAVERS, "lstm": SURE}, "The GRU wavers between 4 and 9. Take the answer for a guess."),
    (DRAWN, {"gru": WAVERS, "lstm": WAVERS}, "The GRU wavers between 4 and 9; the LSTM wavers between 4 and 9."),
    (DRAWN, {"gru": SURE, "lstm": said(("9", 0.8), ("4", 0.1))}, "The networks disagree"),
    (DRAWN, {"gru": SURE, "lstm": SURE}, "")])
def test_what_nobody_should_conclude_is_said(code, runs, told):
    assert text.doubt(code, runs).startswith(told) if told.startswith("The ") else told in text.doubt(code, runs)
    assert bool(text.doubt(code, runs)) == bool(told)


def test_the_block_is_what_a_dash_becomes_too_and_no_held_out_digit_is_doubted_for_its_ink():
    assert images.code(drawing.picture([[(0.2, 0.5), (0.8, 0.5)]])) == text.BLOCK
    assert images.part("training", "validation", "test")[0].sum((1, 2)).min() > 2 * text.LITTLE


def test_a_doubt_stands_at_the_answers(monkeypatch):
    for room in (links.SEQUENCES, links.ONE_TO_ONE):
        assert any("hardly any ink" in info.value for info in visit("pages/gallery.py", room=room, digit_drawn="g" + "0" * 63).info)
        assert text.PREPARED in captions(visit("pages/gallery.py", room=room))


def test_the_tables_of_changed_pictures_and_drawings_are_the_cards():
    figures = {f"digits-{kind}": zoo.figures(f"digits-{kind}") for kind in ("feedforward", "gru")}
    rows, drawn = text.condition_rows(figures), text.drawn_rows(figures)
    assert [row["Pictures"] for row in rows[:-1]] == [row["what"] for row in figures["digits-gru"]["conditions"]]
    assert rows[1]["GRU"].startswith(f"{figures['digits-gru']['conditions'][1]['accuracy']:.3f} (")
    final = figures["digits-feedforward"]["everyday"]["final"]
    assert rows[-1]["Feed-forward"].startswith(f"{final[-1]['accuracy']:.3f}")
    assert [row["Feed-forward"] for row in drawn] == [f"{row['right']} of {row['n']}" for row in final]


def test_where_the_networks_part_is_the_row_with_the_widest_gap():
    figures = {name: {"conditions": [{"what": "a", "accuracy": 0.9}, {"what": "moved", "accuracy": share}]}
               for name, share in (("digits-rnn", 0.5), ("digits-gru", 0.95))}
    assert text.where_they_part(figures).endswith("furthest apart on pictures moved: RNN 0.500, GRU 0.950.")
