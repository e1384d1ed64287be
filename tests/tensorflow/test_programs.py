"""A covering set of the generated programs runs in both frameworks, and with the same weights they answer alike."""

import re

import pytest

from rnn_core.frameworks import Options, generate, live_run
from rnn_core.frameworks.options import covering
from rnn_core.frameworks.verify import CLOSE, run, verify


@pytest.mark.parametrize("o", covering(), ids=[f"{k}-{o.cell}-{o.task}" for k, o in enumerate(covering())])
def test_both_programs_run_learn_and_agree_after_the_weights_are_carried_over(o):
    outcome = verify(o)
    assert outcome.difference <= CLOSE * max(1.0, outcome.largest)
    assert outcome.loss["pytorch"] == pytest.approx(outcome.loss["keras"], rel=2e-5, abs=2e-6)
    for text in outcome.printed.values():
        losses = [float(loss) for loss in re.findall(r"epoch \d+: loss ([\d.]+)", text)]
        assert losses[-1] < losses[0] and "held out" in text


@pytest.mark.parametrize("o", [Options(cell="gru", task="tagging", bidirectional=True, masked=True, num_layers=2, initial_state="given"),
                               Options(cell="lstm", task="sequence-to-sequence", bidirectional=True, masked=True, embedding=False)],
                         ids=lambda o: o.cell)
def test_the_joint_program_prints_the_proof(o):
    printed = run(generate("both", **vars(o)))[1]
    assert printed.count("held out") == 2
    assert float(printed.rsplit(": ", 1)[1]) < 2e-5


def test_a_wrong_gate_order_would_be_seen(monkeypatch):
    from rnn_core.frameworks import convert

    monkeypatch.setitem(convert.ORDER, "gru", (0, 1, 2))
    assert verify(Options(cell="gru", task="tagging", hidden_size=16)).difference > 0.1


def test_they_run_in_a_process_of_their_own_as_the_button_does():
    *_, text = live_run.run(Options(cell="rnn", task="tagging", hidden_size=16))
    assert text.count("held out") == 2 and "largest difference after carrying the weights over" in text, text
