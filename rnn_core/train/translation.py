"""How the two translators of sentences are trained: alike but for the attention.

Three learning rates for a quarter of the steps, two seeds in full with the best; BLEU of the validation sentences
chooses.  The outcome is kept in search-translation.json.
"""

from functools import partial
from typing import Any

from rnn_core.gallery.translation import Translator
from rnn_core.train import translators

STEPS, RATES, SEEDS, BETTER = 3600, translators.RATES, translators.SEEDS, max
KINDS = ("plain", "attention")
CELL, EMBEDDING, HIDDEN = "gru", 64, 160


def new(kind: str, seed: int) -> Translator:
    return translators.new("translation", CELL, seed, attention=kind == "attention", embedding_dim=EMBEDDING, hidden_size=HIDDEN)


run = partial(translators.run, "translation")


def score(model: Translator) -> float:
    return translators.scored("translation", model)["bleu"]


# --- what a model reaches -----------------------------------------------------------------------------------

BINS = ((1, 6), (7, 9), (10, 13), (14, 18), (19, 26))  # words read, the full stop counted
figures = partial(translators.reached, "translation", bins=BINS)


def card(f: dict[str, Any]) -> str:
    return translators.card(f, what="an English sentence and writes it in French", rows=f"{translators.ROWS} sentences", data=(
        f"{f['trained_pairs']:,} pairs for training, 500 for validation, 1,000 for the test, no English sentence twice; plans drawn "
        "from this project's own list of words (rnn_core/train/data/_lexicon.py) and spoken in both languages by pyrealb 3.3.1 (Guy "
        "Lapalme; code Apache 2.0, lexicon CC BY-SA 4.0). Made sentences, not found ones: grammatical, often silly."),
        chosen="BLEU of the validation sentences, with the same effort for both", longer="sentence", published=(
            "these sentences are this project's own, and no one else has published on them. On real newspaper sentences (WMT'14, English to "
            "French), a thousand times as much data, the same step from one context vector to attention took BLEU from 17.8 to 26.8 "
            "(Bahdanau, Cho & Bengio 2015, all sentences, their RNNencdec-50 and RNNsearch-50); such figures cannot be compared with ours. "
            "A first attempt of this project on a smaller grammar (GRU with attention, 90 s) had 65.1."),
        more="", limits=(
            f"It knows {f['words'][0]} English word forms and {f['words'][1]} French ones, of one grammar: up to 26 words, three tenses, "
            "negation, questions, relative clauses, two clauses joined. “You” is always vous, what happened is passé composé. “Read” and “cut” look alike in present and "
            "past: where nothing else tells the time both French forms are right, and the one that is not in the data counts as a fault; "
            "such faults are not listed above."))
