"""Where the two descents go."""

from pages.views.gradient_flow.exploding import compute, text


def test_the_sentence_says_how_the_descents_go():
    def sentence(clip):
        return text.descents(compute.descents(4.25, -3.0, 0.3, clip), clip)

    assert "that step has the same direction" in sentence(0.5)
    early = compute.descents(4.25, -3.0, 0.3, 0.01)
    clipped = early.norms["norm clipped at 0.01"]
    assert "every step from 0 on" in sentence(0.01) and f"the largest gradient on the clipped one is {clipped.max():.3g}" in sentence(0.01)
    assert "never exceeds" in text.descents(compute.descents(2.0, 0.0, 0.01, 5.0), 5.0)
