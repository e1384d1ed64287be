import numpy as np
import torch

from pages.common import models
from pages.views.home.learning import compute
from pages.views.home.learning.view import pictures
from pages.views.home.shared.sentence import Sentence
from rnn_core.torch_models import twin

TEXT, ANSWER = "i grew up in germany , so i 'm fluent in", "german"


def test_the_error_signal_is_torchs():
    pupil = models.completer("rnn").in_float64()
    ids, target = np.array([0, *pupil.vocabulary.encode(TEXT.split())])[:, None], pupil.vocabulary.ids[ANSWER]
    net, p = twin(pupil.net).double(), {name: torch.tensor(value) for name, value in pupil.params.items()}
    h, states = torch.zeros(1, 1, net.hidden_size, dtype=torch.float64), []
    for k in ids[:, 0]:
        _, h = net(p["embedding.weight"][k][None, None], h)
        h.retain_grad()
        states.append(h)
    logits = (h[0] @ p["projection.weight"].T + p["projection.bias"]) @ p["embedding.weight"].T + p["decoder.bias"]
    torch.nn.functional.cross_entropy(logits, torch.tensor([target])).backward()
    expected = [float(state.grad.norm()) for state in states]
    np.testing.assert_allclose(compute.error_signal(pupil, ids, target), expected, rtol=1e-9)


def test_one_step_makes_the_answer_more_probable_and_the_model_stays_as_it_was():
    before = models.completer("rnn").params["net.weight_hh_l0"].copy()
    lesson = compute.lesson(TEXT, ANSWER)
    assert lesson.after > lesson.before > 0 and lesson.arrived[-1] == 1 and lesson.weights == 368_064
    np.testing.assert_array_equal(models.completer("rnn").params["net.weight_hh_l0"], before)


def test_the_pictures_go_forward_then_back_and_end_with_what_was_learned():
    found = Sentence(TEXT, tuple(TEXT.split()), "germany", 4, ANSWER, [])
    shown, T = pictures(found, compute.lesson(TEXT, ANSWER)), len(found.tokens)
    assert len(shown) == 2 * T + 2
    assert [next(k for k, word in enumerate(frame.words) if "now" in word.kinds) for frame in shown[:-1]] == [*range(T), T - 1, *reversed(range(T))]
    assert "reaches “i”, 10 words back" in shown[-2].say and "reaches “in”, 0 words back" in shown[T + 1].say
    assert all(len(sentence.split()) <= 30 for frame in shown for sentence in frame.say.split(". "))
