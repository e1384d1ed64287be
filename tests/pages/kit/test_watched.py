"""The scrubber's pictures under their right names, and their values as a table."""

from pages.kit import watched
from rnn_core import zoo
from rnn_core.attribution import watch

TEXT = "the color of the sky is"
RUNS = {kind: watch(zoo.load(f"completion-{kind}"), TEXT, "blue") for kind in ("window", "rnn", "gru", "lstm")}


def test_the_window_net_has_no_state_and_none_is_named():
    names = [[heat["name"] for heat in panel["heats"]] for panel in watched.words(RUNS)["panels"]]
    assert names == [["hidden layer"], ["state h"], ["state h", "gate r", "gate z", "gate n"],
                     ["state h", "cell c", "gate i", "gate f", "gate g", "gate o"]]
