"""What the package promises at its door, and the parts that need neither framework."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rnn_core.frameworks import PROGRAMS, Options, generate, keras_to_torch, torch_to_keras
from rnn_core.frameworks import cost as costs
from rnn_core.frameworks import exactness as exact
from rnn_core.frameworks.data import TASKS, data, packs
from rnn_core.frameworks.joint_program import program as joint
from rnn_core.frameworks.options import covering
from rnn_core.frameworks.topics import topics

ROOT = Path(__file__).parents[2]


def test_it_is_used_as_the_readme_says():
    text = generate("keras", cell="lstm", task="tagging", bidirectional=True, masked=True)
    assert "layers.Bidirectional(layers.LSTM(32, return_sequences=True))" in text and "mask_zero=True" in text
    assert generate("keras", cell="lstm", task="tagging", bidirectional=True, masked=True) == text
    rng = np.random.default_rng(0)
    weights = [rng.normal(size=shape) for shape in ((3, 16), (4, 16), (16,))]
    back = torch_to_keras("lstm", keras_to_torch("lstm", weights))
    assert all(np.array_equal(a, b) for a, b in zip(weights, back, strict=True))


@pytest.mark.parametrize("framework", ["jax", "", "Keras"])
def test_an_unknown_framework_is_named(framework):
    with pytest.raises(ValueError, match="framework must be one of pytorch, keras, both"):
        generate(framework)


def test_nothing_heavy_is_loaded_by_generating_and_converting():
    code = f"""
import sys
sys.modules.update(dict.fromkeys(("torch", "keras", "tensorflow", "h5py", "streamlit")))
from rnn_core.frameworks import generate, live, record, traps, snippets, topics, notebook, verify, files, cost, exactness
for name in {list(PROGRAMS)}: print(len(generate(name, cell="gru", masked=True, num_layers=2)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(done.stdout.split()) == 3


def test_both_programs_have_the_same_data_to_the_letter():
    for o in covering():
        shared = "\n".join(line.text for line in data(o))
        for framework in ("pytorch", "keras"):
            assert shared.strip() in generate(framework, **vars(o))


def test_the_keras_program_is_keras_3_and_says_its_engine_first():
    for o in covering():
        text = generate("keras", **vars(o))
        assert text.index('os.environ["KERAS_BACKEND"]') < text.index("import keras")
        assert "input_shape" not in text and "tf." not in text
        assert ("from_logits=True" in text) != TASKS[o.task].regression
        assert ("mask=mask" in text) == (packs(o) and o.initial_state == "given")
        assert text.count(f"layers.{'SimpleRNN' if o.cell == 'rnn' else o.cell.upper()}(") == o.num_layers * (1 + (o.task == "sequence-to-sequence"))


def test_topics_tell_this_choices_own_sizes():
    o = Options(cell="gru", task="tagging", num_layers=2, bidirectional=True, hidden_size=40, initial_state="given")
    found = topics(o)
    assert "(4, B, 40)" in found["state"].pytorch and "80 wide" in found["bidirectional"].keras and "z r h" in found["recurrent"].keras
    assert all(url.startswith("https://") for t in found.values() for _, url in t.links)


def test_the_joint_program_is_both_with_the_proof_behind():
    for o in covering():
        text = "\n".join(line.text for line in joint(o))
        assert text.index("import torch") < text.index("kept = ") < text.index("import keras") < text.index("model.set_weights(weights)")
        compile(text, "joint", "exec")
        assert ("def order(rows)" in text) == (o.cell == "gru")


def test_the_measured_exactness_keeps_the_promise():
    measured = exact.measured()
    assert measured["configurations"] == len(list(exact.configurations())) == 72
    for cell in measured["largest"].values():
        assert max(cell["float32"].values()) <= 1e-6 and max(cell["float64"].values()) <= 1e-12
    assert {"torch", "tensorflow", "keras"} <= set(measured["about"]["versions"])


def test_the_cost_table_is_whole_and_counts_parameters_right():
    measured = costs.measured()
    assert {(row["framework"], row["cell"]) for row in measured["cost"]} == {(f, c) for f in costs.FRAMEWORKS for c in ("rnn", "lstm", "gru")}
    for row in measured["cost"]:
        gates, biases = {"rnn": 1, "lstm": 4, "gru": 3}[row["cell"]], 2 if row["framework"] != "TensorFlow" or row["cell"] == "gru" else 1
        size = costs.SIZE
        assert row["parameters"] == gates * (2 * size * size + biases * size)
        assert row["read_range"][0] <= row["read"] <= row["read_range"][1] and row["memory"] > 0
    assert len(measured["results"]) == 15 and all(len(r["figures"]) == costs.SEEDS for r in measured["results"])
    assert {"machine", "date", "versions", "load"} <= set(measured["about"])


def test_numpys_cost_is_measured_on_the_real_core():
    parameters, read, train = costs.numpy_runs("gru")
    x = np.zeros((1, 3, costs.SIZE), np.float32)
    read(x)
    train(x)
    assert parameters == 99072 and costs.peak_memory() > 1e6


def test_the_recorded_file_is_one_entry_a_line_so_that_changes_can_be_read():
    text = (ROOT / "rnn_core/frameworks/recorded.json").read_text()
    assert text.count("\n") == len(json.loads(text)["runs"]) + 3
