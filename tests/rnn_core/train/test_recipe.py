"""What the cards say of beginnings, optimisers and recurrent parameters is what the trainings do."""

from collections import Counter

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gallery.word_vectors import Words
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import averaged, training, warmup_cosine
from rnn_core.train import cards, entities, recipe, sentiment
from rnn_core.train.__main__ import family_of, kept
from rnn_core.train.recipe import RECIPES, Recipe

NAMES = zoo.CHARACTERS + zoo.GALLERY
SAID = {"rnn": "W_hh orthogonal", "gru": "update bias 1", "lstm": "forget bias 1"}


@pytest.fixture
def few_words(monkeypatch):
    """The vocabulary of sentences that are not shipped plays no part here."""
    for module in (sentiment, entities):
        monkeypatch.setattr(module, "words", lambda: Words.of(Counter(), always=["good", "bad"]))


def recurrent_layers(model):
    return [model.parts[half] for half in ("encoder.rnn", "decoder.rnn")] if hasattr(model, "source") else [model.rnn]


def began_as_said(layer, cell, gain):
    """W_hh W_hhᵀ = gain² I; or the sum of the two biases of the gate that keeps the state."""
    H, params = layer.hidden_size, layer.params
    for way in ("l0", "l0_reverse") if layer.bidirectional else ("l0",):
        W, gate = params[f"weight_hh_{way}"], (params[f"bias_ih_{way}"] + params[f"bias_hh_{way}"]).reshape(-1, H)
        if cell == "rnn":
            np.testing.assert_allclose(W @ W.T, gain**2 * np.eye(H), atol=1e-5)
        else:
            np.testing.assert_array_equal(gate[1], 1)  # torch.nn's order: r, z, n and i, f, g, o
            assert not np.allclose(W @ W.T, W[0] @ W[0] * np.eye(len(W)), atol=1e-2)


@pytest.mark.parametrize("name", NAMES)
def test_a_training_begins_as_the_card_says(name, few_words):
    told, kind = zoo.figures(name), name.split("-")[1]
    cell = recipe.cell_of(told)
    if cell in SAID:
        for layer in recurrent_layers(family_of(name).new(kind, 0)):
            began_as_said(layer, cell, RECIPES[name.split("-")[0]].gain)
    if name in NAMES:
        assert f"**Begins** {f'with {SAID[cell]}' if cell in SAID else 'without'}" in zoo.card(name)
        assert (" × 0.9" in zoo.card(name)) == (cell == "rnn" and name.startswith(("sentiment", "entities")))


class Bowl:
    """One weight that should become 3."""

    def __init__(self):
        self.params = {"w": np.ones(1)}

    def loss_and_grads(self, batch):
        off = self.params["w"] - 3
        return float((off**2).sum()), {"w": 2 * off}


def end_of(run, model):
    assert [now.step for now in run][-1] == 40
    return model.params["w"]


def test_a_training_runs_as_the_card_says():
    plain, mine = Bowl(), Bowl()
    spelled = training(plain, [None] * 40, Adam(plain.params, lr=0.01), steps=40, clip=1.0, schedule=warmup_cosine(0.05, 0.05))
    assert end_of(spelled, plain) == end_of(Recipe().run(mine, [None] * 40, lr=0.01, steps=40), mine)
    assert Recipe().optimiser() == ("Adam, gradients clipped at norm 1; the learning rate rises over the first 5 % of the steps, "
                                    "then falls along half a cosine to 5 %")


def test_decay_and_means_are_said_where_they_are_used():
    plain, mine = Bowl(), Bowl()
    adam = Adam(plain.params, lr=0.01, weight_decay=0.01)
    spelled = training(plain, [None] * 40, adam, steps=40, schedule=warmup_cosine(end=0.1))
    found = RECIPES["entities"]
    assert end_of(averaged(plain, spelled, 0.3), plain) == end_of(found.run(mine, [None] * 40, lr=0.01, steps=40), mine)
    assert found.optimiser().startswith("AdamW (weight decay 0.01)") and found.optimiser().endswith(
        "to 10 %; kept are the weights' means over the last 30 % of the steps")


@pytest.mark.parametrize("name", NAMES)
def test_every_family_is_trained_by_its_recipe(name, monkeypatch):
    monkeypatch.setattr(Recipe, "run", lambda self, model, batches, **how: (self, how))
    monkeypatch.setattr(sentiment, "Batches", lambda model, seed: [])  # its sentences are not shipped
    found, how = family_of(name).run(kept(name, zoo.FOLDER), 0.01, 0, 5)
    assert found is RECIPES[name.split("-")[0]] and how == {"lr": 0.01, "steps": 5}


@pytest.mark.parametrize("name", NAMES)
def test_the_recurrent_parameters_are_those_of_torchs_layers(name):
    told, model = zoo.figures(name), kept(name, zoo.FOLDER)
    layers = [] if not told["recurrent"] else recurrent_layers(model)
    made = [getattr(torch.nn, type(layer).__name__)(layer.input_size, layer.hidden_size, bidirectional=layer.bidirectional)
            for layer in layers]
    assert told["recurrent"] == sum(p.numel() for module in made for p in module.parameters()) == recipe.recurrent(model.params)
    share = f"{told['recurrent']:,} of {told['parameters']:,}" if made else f"none of {told['parameters']:,}"
    assert f"**Recurrent parameters**: {share}" in zoo.card(name)


def test_two_ways_have_twice_the_recurrent_parameters_of_one():
    for cell in ("rnn", "gru"):
        one, two = (zoo.figures(f"entities-{kind}") for kind in (cell, f"bi{cell}"))
        assert two["recurrent"] == 2 * one["recurrent"] and "twice those of the one-way network" in zoo.card(two["name"])
        assert "twice" not in recipe.stated(one)[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_card_is_what_its_figures_give(name):
    told = zoo.figures(name)
    assert zoo.card(name) == (family_of(name).card(told) if name in zoo.GALLERY else cards.render(told))


def test_figures_from_before_the_count_make_a_card_without_the_line():
    assert recipe.stated({"name": "numbers-gru", "cell": "gru", "parameters": 9}) == []


@pytest.mark.parametrize("name, best_of", [("characters-gru", "best of three seeds, which in validation reached 1.702 to 1.861"),
                                           ("series-lstm", "best of four seeds, which in validation reached "),
                                           ("digits-lstm", "best of three seeds, which in validation reached 0.114 to 0.115"),
                                           ("music-rnn", "")])
def test_the_range_of_seeds_stands_beside_the_interval_where_there_are_three(name, best_of):
    """Two say little of how far trainings lie apart."""
    assert (best_of in zoo.card(name)) and ("best of" in zoo.card(name)) == bool(best_of)
    assert recipe.range_over_seeds({"search": {"seeds": {"0": 2.0, "1": None, "2": 1.5}}}) == ""
    three = {"search": {"seeds": {"0": 2.0, "1": 3.0, "2": 1.0}}}
    assert "three seeds, which in validation reached 1.0 to 3.0:" in recipe.range_over_seeds(three, 1)
