import numpy as np

from pages.common import links, models
from pages.views.home.gates import compute
from rnn_core.text.vocabulary import tokenise

AFTER = tokenise(links.OWN).index("germany")


def test_left_alone_it_is_the_network_itself():
    lstm = models.completer("lstm")
    ids = np.array([0, *lstm.vocabulary.encode(tokenise(links.OWN))])[:, None]
    expected = lstm.in_float64().states(ids)[0][-1, 0]
    np.testing.assert_allclose(compute.final_state(lstm, links.OWN, None, AFTER), expected, atol=1e-12)


def test_a_gate_held_at_zero_leaves_what_a_state_cleared_at_every_word_leaves():
    """With f = 0 the cell state is i g alone: only h, through the other gates, still comes from before."""
    lstm = models.completer("lstm").in_float64()
    ids = [0, *lstm.vocabulary.encode(tokenise(links.OWN))]
    _, (h, c) = lstm.net(lstm.params["embedding.weight"][ids[: AFTER + 2]][:, None])
    for k in ids[AFTER + 2 :]:
        _, (h, c) = lstm.net(lstm.params["embedding.weight"][[k]][:, None], (h, np.zeros_like(c)))
    np.testing.assert_allclose(compute.final_state(lstm, links.OWN, 0.0, AFTER), h[0, 0], atol=1e-12)


def test_a_gate_held_low_loses_the_answer_and_the_networks_own_keep_it_as_the_page_says():
    chances = [p for p, _, _ in compute.answers(links.OWN, "german", AFTER)]
    by_gate = dict(zip(compute.HELD, chances, strict=True))
    assert by_gate[0.5] < 0.05 < by_gate[0.9] < by_gate[0.95] < by_gate[1.0] < by_gate[None]


def test_more_of_the_error_signal_reaches_the_clue_in_the_lstm():
    share = compute.arriving(links.OWN, len(tokenise(links.OWN)) - 1 - AFTER)
    assert share["lstm"] > 5 * share["rnn"] > 0
