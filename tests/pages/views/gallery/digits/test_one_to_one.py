"""One to one: the whole picture at once; shuffled alike, the same answer."""

import json

import numpy as np
import pytest

from pages.common import links
from pages.views.gallery.digits import compute, feedforward_programs, one_to_one
from rnn_core import zoo
from rnn_core.gallery import images
from tests.app import shown, visit


def drawing(at):
    return next(data for data in (json.loads(e.proto.json) for e in at.get("bidi_component")) if "nets" in data)["nets"][0]


def room(**query):
    return visit("pages/gallery.py", room=links.ONE_TO_ONE, **query)


def test_the_answer_is_the_networks_and_there_is_no_recurrence():
    at, (held, _) = room(digit_number=40), images.part("test")
    net, p = drawing(at), zoo.load_gallery("digits-feedforward").read(held[40][None])[0, 0]
    assert net["outputs"][0][0] == [str(p.argmax()), round(float(p.max()), 4)]
    assert not net["recurrent"] and net["reads"] == net["writes"] == [True] and len(net["edges"]) == 2
    assert "**No recurrence**" in shown(at)


def test_shuffled_pixels_are_shown_and_the_answer_stays():
    plain, other = drawing(room(digit_number=40)), drawing(room(digit_number=40, digit_shuffled="true"))
    assert plain["pictures"]["values"] != other["pictures"]["values"]
    for (digit, p), (again, q) in zip(plain["outputs"][0], other["outputs"][0], strict=True):
        assert digit == again and p == pytest.approx(q, abs=2e-4)
    assert "look at the picture it reads now" in shown(room(digit_shuffled="true"))


def test_the_page_tells_what_was_measured_on_shuffled_pixels():
    told = zoo.figures("digits-feedforward")["shuffled"]
    assert f"{told['accuracy']:.3f} ({told['low']:.3f}–{told['high']:.3f})" in shown(room())


def test_the_pytorch_lines_are_this_network():
    import torch

    made = {}
    exec(feedforward_programs.PYTORCH, made)
    twin, model = made["Whole"](), zoo.load_gallery("digits-feedforward")
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in model.params.items()})
    held, _ = images.part("test")
    np.testing.assert_allclose(torch.softmax(twin(torch.from_numpy(held[:9])), -1).detach().numpy(), model.read(held[:9])[0], atol=1e-5)
    assert compute.at_once(images.code(held[0]), False).states.shape == (1, 540)


def test_upside_down_every_network_is_measured_with_untouched_weights():
    """What order means is only told by what is measured alike: none of the four is trained or moved for it."""
    held, labels = images.part("test")
    said = shown(room())
    for name in one_to_one.ALL:
        right = (zoo.load_gallery(name).read(held[:, ::-1])[-1].argmax(-1) == labels).mean()
        figures = zoo.figures(name)["rows_backwards"]
        assert figures["accuracy"] == round(float(right), 4) and f"{right:.3f}" in said
        assert figures["low"] < zoo.figures("digits-feedforward")["rows_backwards"]["accuracy"] < figures["high"]  # “no differently”


def test_the_pad_says_that_what_it_shows_is_not_yet_shuffled():
    def pad(**query):
        return next(data for data in (json.loads(e.proto.json) for e in room(**query).get("bidi_component")) if "shown" in data)

    plain, shuffled = pad(digit_number=40), pad(digit_number=40, digit_shuffled="true")
    assert plain["seen"].startswith("what it gets: 8 × 8") and "that is read" in plain["label"]
    assert shuffled["shown"] == plain["shown"] and "in another order" in shuffled["seen"] and "before its pixels are shuffled" in shuffled["label"]


def test_the_shapes_do_not_speak_of_a_state_that_is_kept():
    at = room()
    at.session_state["gallery_shapes"] = True
    at.run()
    assert "<td>hidden layer</td><td>(1, 1, 540)</td><td>made anew for each input; nothing is kept</td>" in shown(at)
