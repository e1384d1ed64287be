"""Chapter 7: how it learns, forward and then backward through time, step by step."""

import streamlit as st

from pages.common import links
from pages.common.bars import percent
from pages.common.theme import NETWORKS
from pages.views.home.learning import compute
from pages.views.home.shared import chapter, frames, sentence, words
from pages.views.home.shared.sentence import Sentence

QUESTION = chapter.Question("The network was wrong at the last word. Which use of its weights should be corrected?",
                            ("the one at the last word", "those at every word", "the one at the first word"), 2)


def show(state: links.Story) -> None:
    found = sentence.of(state, with_clue=True)
    st.markdown(f"To learn, it is told the right word, here *{found.answer}*. **Forward**, it reads and guesses. **Backward**, the error travels "
                "from the last word to the first, and says at each how the weights should change.")
    chapter.notices(found.notices)
    if not chapter.ask(state, QUESTION):
        st.html(words.strip(found.tokens, clue=found.clue, filled="?"))
        return
    lesson = compute.lesson(found.text, found.answer)
    frames.show(pictures(found, lesson), at=state.slide, label="Forward, backward, and one step", key="learning", on_rest=chapter.keep("slide"),
                ends=("first word", "learned"))
    chapter.conclude("There is one set of weights, so all the corrections are added up. This is called backpropagation through time.")
    chapter.computed(f"The plain RNN of chapter 2. Error: minus the logarithm of the probability of *{found.answer}*. Colours and the second bar: the length "
                     "of the error's slope along the hidden state, as a share of that at the last word. Then all of its "
                     f"{lesson.weights:,} weights take one small step against their slopes, of length {compute.RATE} at most, and it reads again. One step "
                     "on one sentence makes it say this word too often. Training takes thousands of steps on many sentences.",
                     lambda: rows(found, lesson), "Error signal by word")
    chapter.deeper("gradient_flow", "watch it flow back through all three cells", {"panel": links.WAVE})


def pictures(found: Sentence, lesson: compute.Lesson) -> list[frames.Frame]:
    T, chance = len(found.tokens), f"{found.answer} {percent(lesson.before)}"
    forward = [frame(found, lesson, k, 0, ("", 0.0), f"Forward: it has read “{found.tokens[k]}”, word {k + 1} of {T}.") for k in range(T)]
    wrong = frame(found, lesson, T - 1, 0, (chance, lesson.before),
                  f"It says “{lesson.expects}” and gives {found.answer} {percent(lesson.before)}. Now the error starts back.")
    back = [frame(found, lesson, T - 1, k, (chance, lesson.before),
                  f"Backward: {words.share(lesson.arrived[T - k])} of the error signal reaches “{found.tokens[T - k]}”, {k - 1} words back.")
            for k in range(1, T + 1)]
    learned = frame(found, lesson, T - 1, T, (f"{found.answer} {percent(lesson.after)}", lesson.after),
                    f"All weights took one small step. Reading again, it gives {found.answer} {percent(lesson.after)}.")
    return [*forward, wrong, *back, learned]


def frame(found: Sentence, lesson: compute.Lesson, reading: int, back: int, chance: tuple[str, float], say: str) -> frames.Frame:
    """`reading`: the word that is read; `back`: over how many words the error has come back."""
    T, place = len(found.tokens), len(found.tokens) - back if back else reading
    tokens = [frames.Word(token, " ".join([frames.CLUE] * (k == found.place) + [frames.UNREAD] * (k > reading) + [frames.NOW] * (k == place)),
                          lesson.arrived[k] if k >= T - back else 0.0) for k, token in enumerate(found.tokens)]
    signal = min(1.0, lesson.arrived[T - back]) if back else 0.0
    return frames.Frame(tokens, [frames.Bar("Answer", NETWORKS["rnn"][1], chance[1], chance[0] or "not yet"),
                                 frames.Bar("Error signal", "#B4552D", signal, words.share(lesson.arrived[T - back]) if back else "not yet")], say)


def rows(found: Sentence, lesson: compute.Lesson) -> list[dict[str, str]]:
    return [{"Word": token, "Error signal": words.share(share)} for token, share in zip(found.tokens, lesson.arrived, strict=True)]
