"""What the sentiment networks reach on sentences held out, beside what needs no network; and the card that says so."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from rnn_core.gallery.naive_bayes import NaiveBayes
from rnn_core.gallery.sentiment import MOST_WORDS, Rated, Sentiment
from rnn_core.gallery.word_vectors import split
from rnn_core.train import cards, sentiment_data
from rnn_core.train.evaluation import share_right
from rnn_core.train.recipe import recurrent, stated
from rnn_core.train.sentiment_data import Sentence

NOT = re.compile(r"\b(not|no|never|nothing|nor|cannot|without|hardly|barely|\w+n['’]t)\b", re.I)
UNSEEN_FRAMES = ("this film is not {}", "I would not call it {}")  # rated.FRAMES has neither
SMOOTHINGS = (0.25, 0.5, 1.0)
SAID = ("good", "bad", "not good", "not bad", "not bad at all", "it isn't a bad film", "never boring", "hardly funny", "not only good but great")


def read_all(model: Sentiment, texts: Sequence[str]) -> np.ndarray:
    """(N,) how probable "positive" is, of each text; a text without words is one half."""
    rows = [model.encode(split(text, MOST_WORDS)) for text in texts]
    p = np.full(len(rows), 0.5)
    order = sorted((k for k, row in enumerate(rows) if row), key=lambda k: len(rows[k]))
    for start in range(0, len(order), 256):
        some = order[start : start + 256]
        batch = Rated(model.seen([rows[k] for k in some]), np.array([len(rows[k]) for k in some]), np.zeros(len(some)))
        p[some] = model.shares(batch)
    return p


@lru_cache(maxsize=2)
def bayes(longest: int) -> NaiveBayes:
    """Of what the networks learn from, the clear sentences, the lexicon and its negated words; smoothed as the validation
    part likes it best."""
    labelled = [(one.text, one.good) for one in sentiment_data.clearly_rated("training")]
    labelled += [(word, rating > 0) for word, rating in sentiment_data.lexicon().items() if abs(rating) >= sentiment_data.CLEAR]
    validation = [(one.text, one.good) for one in sentiment_data.clearly_rated("validation")]
    more = [(frame.format(word), rating < 0) for word, rating in sentiment_data.negations("training") for frame in sentiment_data.FRAMES[:1]]
    counted = [NaiveBayes(data, longest=longest) for data in (labelled, labelled + more)]
    tried = [one.smoothed(s) for s in SMOOTHINGS for one in counted]
    return max(tried, key=lambda one: one.right(validation))


def by_lexicon(text: str) -> bool:
    """The sum of the ratings of its words."""
    return sum(sentiment_data.lexicon().get(token.key, 0.0) for token in split(text)) > 0


@lru_cache(maxsize=1)
def baselines() -> dict[str, np.ndarray]:
    """Name → (N,) of bool: right on each clear sentence of the test part."""
    clear = sentiment_data.clearly_rated("test")
    good = np.array([one.good for one in clear])
    most = sum(one.good for one in sentiment_data.clearly_rated("training")) * 2 > len(sentiment_data.clearly_rated("training"))
    return {"always the more frequent verdict": good == most,
            "sum of the lexicon's ratings": np.array([by_lexicon(one.text) for one in clear]) == good,
            "naive Bayes, single words": np.array([bayes(1).odds(one.text) > 0 for one in clear]) == good,
            "naive Bayes, words and pairs": np.array([bayes(2).odds(one.text) > 0 for one in clear]) == good}


def negated(model: Sentiment) -> dict[str, Any]:
    """Words never trained after a "not": of those it judges rightly alone, how many "not" turns round; and naive Bayes."""
    words = [one for part in ("validation", "test") for one in sentiment_data.negations(part)]
    good = np.array([rating > 0 for _, rating in words])
    alone = (read_all(model, [word for word, _ in words]) > 0.5) == good
    found: dict[str, Any] = {"words": len(words), "alone": int(alone.sum())}
    for label, some in (("trained frames", sentiment_data.FRAMES[:4]), ("other frames", UNSEEN_FRAMES)):
        for kind, which in (("good", good & alone), ("bad", ~good & alone)):
            texts = [frame.format(words[k][0]) for frame in some for k in np.flatnonzero(which)]
            turned = int(((read_all(model, texts) > 0.5) != (kind == "good")).sum())
            by_counting = sum((bayes(2).odds(text) > 0) != (kind == "good") for text in texts)
            found[f"{label}, {kind} words"] = share_right(turned, len(texts)) | {"bayes": round(by_counting / len(texts), 4)}
    return found


def failures(sentences: tuple[Sentence, ...], p: np.ndarray, count: int = 6) -> list[dict[str, Any]]:
    """Sentences of the test part on which it is surest and wrong, of eight to twenty words."""
    wrong = [k for k, one in enumerate(sentences) if (p[k] > 0.5) != one.good and 8 <= len(split(one.text)) <= 20]
    worst = sorted(wrong, key=lambda k: (-abs(p[k] - 0.5), sentences[k].text))[:count]
    return [{"text": sentences[k].text, "rating": round(sentences[k].rating, 2), "positive": round(float(p[k]), 3), "source": sentences[k].source}
            for k in worst]


def figures(name: str, model: Sentiment) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    clear = sentiment_data.clearly_rated("test")
    p = read_all(model, [one.text for one in clear])
    right = (p > 0.5) == np.array([one.good for one in clear])
    counting = baselines()["naive Bayes, words and pairs"]
    sources = np.array([one.source for one in clear])
    turning = np.array([bool(NOT.search(one.text)) for one in clear])
    return {
        "name": name, "cell": model.cell, "parameters": model.size, "recurrent": recurrent(model.params),
        "hidden_size": model.hidden_size, "words": len(model.words),
        "not_bad": sum("not bad" in " ".join(token.key for token in split(one.text)) for one in sentiment_data.sentences("training")),
        "sentences": {part: len(sentiment_data.clearly_rated(part)) for part in ("training", "validation", "test")},
        "held_out": share_right(int(right.sum()), len(clear)),
        "baselines": {label: share_right(int(found.sum()), len(clear)) for label, found in baselines().items()},
        "only_network": int((right & ~counting).sum()), "only_bayes": int((~right & counting).sum()),
        "sources": {source: share_right(int(right[sources == source].sum()), int((sources == source).sum())) for source in sentiment_data.SOURCES},
        "with_negation": share_right(int(right[turning].sum()), int(turning.sum())) | {
            "bayes": share_right(int(counting[turning].sum()), int(turning.sum()))},
        "negated": negated(model), "failures": failures(clear, p),
        "said": {text: round(float(model.read(text).p[-1]), 3) for text in SAID}}


def _row(label: str, row: dict[str, Any]) -> str:
    return f"| {label} | {row['accuracy']:.3f} | {row['low']:.3f}-{row['high']:.3f} | {row['n']:,} |"


def card(f: dict[str, Any]) -> str:
    n, not_ = f["sentences"], f["negated"]
    turned = {key: row for key, row in not_.items() if isinstance(row, dict)}
    better = "above" if f["held_out"]["accuracy"] > f["baselines"]["naive Bayes, words and pairs"]["accuracy"] else "not above"
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads a sentence word by word and says after the last whether it praises or not: {cards.WHAT[f['cell']]} over word vectors of "
        f"48 numbers (a row for each of {f['words']:,} words, and the mean of 4,096 rows shared by stretches of three and four letters, "
        f"so that unknown words are not quite strangers). {f['parameters']:,} parameters, hidden size {f['hidden_size']}, stored as float16.",
        "", cards.rebuild(f, "64 texts"), "", *stated(f),
        "**Data**: movie and product reviews, sentence by sentence, and tweets, each with the mean rating of twenty readers, and a lexicon of "
        "7,502 rated words: from vaderSentiment 0.5 (MIT licence; Hutto & Gilbert, VADER, ICWSM 2014). The training command fetches it; it is not "
        f"repeated here. Sentences rated within ±0.5 are no verdict and not counted: {n['training']:,} for training (there the doubtful ones are "
        f"used, too, with a target near one half), {n['validation']:,} for validation, {n['test']:,} for the test. Beside them the lexicon's words "
        "are learnt as texts of one word, and its common words once after a “not”, rated −0.74 of themselves, the factor that the lexicon's "
        "authors measured; a fifth of these words is held out from that.", "",
        cards.chosen(f, "accuracy on the validation part, with the same effort for all three cells"), "",
        "## Held-out accuracy", "", "With 95 % intervals (Wilson).", "", "| method | accuracy | interval | n |", "|---|---|---|---|",
        _row("**this network**", f["held_out"]), *(_row(label, row) for label, row in f["baselines"].items()),
        *(_row(f"this network, {source}", row) for source, row in f["sources"].items()),
        _row("this network, sentences with a negation", f["with_negation"]),
        _row("naive Bayes, the same sentences", f["with_negation"]["bayes"]), "",
        f"It is {better} naive Bayes, which counts words and pairs of words: {f['only_network']} test sentences are right with the network only, "
        f"{f['only_bayes']} with naive Bayes only. Naive Bayes learnt from the same sentences and lexicon.", "",
        "Published on the movie sentences with their original labels (fresh or rotten, no readers' ratings, none left out, so not quite comparable): "
        "naive Bayes and SVM combined .794 (Wang & Manning 2012), a convolutional network with word vectors from 100 billion words .815 (Kim 2014).", "",
        "## Not", "",
        f"“Not bad” stands in {f['not_bad']} of the training sentences: too few to learn it from. {not_['words']} words of the lexicon that were never trained after a “not”; alone it judges {not_['alone']} of them rightly. "
        "How many of these does “not” turn round?", "", "| frames | turned | interval | naive Bayes turns |", "|---|---|---|---|",
        *(f"| {label} | {row['accuracy']:.3f} | {row['low']:.3f}-{row['high']:.3f} | {row['bayes']:.3f} |" for label, row in turned.items()), "",
        "## What it gets wrong", "",
        *(f"- “{row['text']}” ({row['source']}): readers {row['rating']:+.2f}, the network {row['positive']:.3f} positive" for row in f["failures"]), "",
        "It knows no irony, and of the world nothing; its readers were crowd workers of 2014 (Amazon Mechanical Turk).", ""])
