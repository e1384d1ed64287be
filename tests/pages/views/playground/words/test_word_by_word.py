"""What the scrubber is given: the runs themselves."""

import base64
import json

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.text.attribution import watch
from tests.app import shown, visit

SENTENCE = "i grew up in germany so i speak fluent"


def data(at):
    return json.loads(at.get("bidi_component")[0].proto.json)[0]


def test_every_number_is_the_runs():
    told = data(visit(sentence=SENTENCE, look="word by word", step=3))
    assert told["steps"] == ["start", *SENTENCE.split()] and told["step"] == 3 and told["answer"] == "german"
    for panel, kind in zip(told["panels"], ("window", "rnn", "gru", "lstm"), strict=True):
        run = watch(zoo.load(f"completion-{kind}"), SENTENCE, "german")
        np.testing.assert_allclose(panel["line"], run.probability, atol=5e-5)
        assert [[w for w, _ in best] for best in panel["tops"]] == [[w for w, _ in best] for best in run.best]
        assert len(panel["heats"]) == len(run.signals) == {"window": 1, "rnn": 1, "gru": 4, "lstm": 6}[kind]
        for heat, values in zip(panel["heats"], run.signals.values(), strict=True):
            read = np.frombuffer(base64.b64decode(heat["values"]), np.int8).reshape(values.shape) * (heat["scale"] / 127)
            np.testing.assert_allclose(read, values, atol=heat["scale"] / 250)
            assert heat["scale"] >= 1 and heat["rows"] == values.shape[1]


def test_the_answer_can_be_another_word():
    told = data(visit(sentence=SENTENCE, look="word by word", answer="French"))
    assert told["answer"] == "french"
    assert told["panels"][3]["line"][-1] == pytest.approx(zoo.load("completion-lstm").read(SENTENCE).probability("french"), abs=1e-4)


def test_the_table_has_a_row_a_word():
    at = visit(sentence=SENTENCE, look="word by word")
    at.session_state["steps_table"] = True
    at.run()
    assert shown(at).count("<tr>") == 1 + 1 + len(SENTENCE.split())


def test_every_units_value_can_be_read_without_a_mouse():
    at = visit(sentence=SENTENCE, look="word by word", step=5)
    at.session_state["units_table"] = True
    at.run()
    run = watch(zoo.load("completion-lstm"), SENTENCE, "german")
    assert "Unit by unit **after “germany” (5 of 9)**" in shown(at) and "<th scope=\"col\">LSTM, gate f</th>" in shown(at).replace('\\"', '"')
    assert f"<td>{run.signals['c'][5][127]:+.3f}</td>" in shown(at)
