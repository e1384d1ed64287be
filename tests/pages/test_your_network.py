"""The page on a network of one's own as a visitor sees it."""

import io
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch

from pages.views.your_network.inside.compute import LARGEST
from tests import app

PAGE = "pages/your_network.py"
FILES = Path(__file__).parents[1] / "foreign" / "files"


def brought(at, key, name, data):
    at.file_uploader(key=key).set_value((name, data, "application/octet-stream"))
    return at.run()


@pytest.mark.parametrize("example, words", [("forecaster", "LSTM"), ("digit reader", "GRU"), ("two layers", "lstm_3")])
def test_an_example_opens_with_its_layers_its_pictures_and_a_check_up(example, words):
    at = app.visit(PAGE, your_example=example)
    assert not at.exception and not at.error and words in app.shown(at)
    assert len(at.get("plotly_chart")) == 3 and [h.value for h in at.header][-1] == "Check-up"


def test_an_uploaded_network_is_opened_in_place_of_the_example():
    at = brought(app.visit(PAGE), "your_file_given", "torch-lstm.pt", (FILES / "torch-lstm.pt").read_bytes())
    assert not at.exception and not at.error and "lstm_l1" in app.shown(at)
    assert "lstm_l1, reverse: forget gate f" in at.selectbox(key="your_look_picked").options


def test_states_that_explode_are_told_with_the_step_and_the_page_goes_on():
    weights = {"weight_ih_l0": np.ones((4, 2)), "weight_hh_l0": 9 * np.eye(4), "bias_ih_l0": np.ones(4), "bias_hh_l0": np.ones(4)}
    module = torch.nn.RNN(2, 4, nonlinearity="relu")
    module.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    stream = io.BytesIO()
    torch.save(module, stream)
    at = brought(app.visit(PAGE), "your_file_given", "explodes.pt", stream.getvalue())
    assert not at.exception and "they explode" in at.error[0].value and len(at.get("page_link")) == 1


def test_of_parts_that_are_not_joined_one_is_chosen():
    at = brought(app.visit(PAGE, your_stack="lstm"), "your_file_given", "two.safetensors", (FILES / "torch-two.safetensors").read_bytes())
    assert not at.exception and len(at.selectbox(key="your_stack_picked").options) == 2


@pytest.mark.parametrize("name, data", [("renamed.h5", b"this is a text, and no model at all\n" * 20), ("*cut*.pt", b"PK\x03\x04" + b"\0" * 50),
                                        ("empty.npz", b"")])
def test_a_bad_file_is_named_in_one_line_and_the_page_goes_on(name, data):
    at = brought(app.visit(PAGE), "your_file_given", name, data)
    assert not at.exception and len(at.error) == 1 and "\n" not in at.error[0].value and "*cut*" not in at.error[0].value
    assert len(at.get("plotly_chart")) == 3


def test_an_input_with_other_columns_is_told_and_noise_is_read_instead():
    at = brought(app.visit(PAGE), "your_input_given", "x.csv", b"1,2\n3,4\n")
    assert not at.exception and "2 columns" in at.error[0].value and len(at.get("plotly_chart")) == 3


def test_an_input_is_read_step_by_step():
    at = brought(app.visit(PAGE), "your_input_given", "x.csv", "\n".join(map(str, np.linspace(-1, 1, 37))).encode())
    assert not at.exception and not at.error and "over 37 steps" in app.shown(at)


def test_a_link_brings_back_the_noise_and_what_was_looked_at():
    at = app.visit(PAGE, noise_steps=20, noise_mean=5, your_look="rnn.f")
    assert not at.exception and at.selectbox(key="your_look_picked").value == "rnn.f" and "over 20 steps" in app.shown(at)


def test_a_link_out_of_bounds_gives_the_page_and_a_notice():
    at = app.visit(PAGE, noise_steps=5000, your_look="<b>nothing</b>", your_stack="**no**")
    assert not at.exception and "noise_steps" in at.info[0].value and at.selectbox(key="your_look_picked").value == "rnn.h"


@pytest.mark.parametrize("example, ending, words", [("two layers", ".safetensors", "torch"), ("forecaster", ".keras", "keras")])
def test_the_other_frameworks_file_is_made_when_it_is_asked_for(example, ending, words):
    at = app.visit(PAGE, your_example=example)
    assert not at.get("download_button")
    at.session_state["your_file"] = True
    at.run()
    assert not at.exception and ending in at.get("download_button")[0].proto.label and words in at.code[-1].value


def test_what_the_page_says_of_a_files_size_is_what_the_server_takes():
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == LARGEST and f"Up to {LARGEST} MB" in app.captions(app.visit(PAGE))
