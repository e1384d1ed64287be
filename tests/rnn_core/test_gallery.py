"""What all of the gallery's models have in common."""

import pytest

from rnn_core import zoo
from rnn_core.nn.safetensors import DamagedFile


def test_all_models_of_the_gallery_together_stay_below_25_mb():
    assert sum(zoo.path(name).stat().st_size for name in zoo.GALLERY) < 25e6


@pytest.mark.parametrize("name", zoo.GALLERY)
def test_a_model_knows_its_size_and_has_a_card_with_its_command_and_three_failures(name):
    model, told = zoo.load_gallery(name), zoo.figures(name)
    assert told["parameters"] == model.size == sum(p.size for p in model.params.values())
    assert f"python -m rnn_core.train {name}" in zoo.card(name)
    assert len(told["failures"]) >= 3


@pytest.mark.parametrize("name", zoo.GALLERY)
def test_another_familys_weights_are_refused(name, tmp_path):
    other = zoo.path("characters-gru").read_bytes()
    zoo.path(name, tmp_path).write_bytes(other)
    with pytest.raises(DamagedFile, match=f"python -m rnn_core.train {name}"):
        zoo.load_gallery(name, tmp_path)
