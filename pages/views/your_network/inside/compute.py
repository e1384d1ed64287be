"""Opens a network and runs it, for one visitor alone: what these keep belongs to a session, one network and a few runs, and ends with it."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st

from pages.common import links
from rnn_core.files import Network, Run, Written, converted, load_network
from rnn_core.files.checkup import Finding, checkup, slope_norms
from rnn_core.files.examples import EXAMPLES
from rnn_core.files.steps import read_steps

LARGEST = 64  # MB of a network's file
STEPS = 1000
WORK = 9 * 10**8  # steps times parameters: forward and back in half a second, and in under two where the weights outgrow the caches
session = partial(st.cache_resource, max_entries=1, scope="session", show_spinner=False)


@dataclass(frozen=True)
class Looked:
    """steps_asked: where fewer were run than were given.  slopes (steps,)."""

    run: Run
    values: dict[str, np.ndarray]  # states, then gates: (steps, units)
    slopes: np.ndarray
    findings: list[Finding]
    steps_asked: int


@session()
def opened(key: str, name: str, _data: bytes | None) -> Network:
    """The network of an uploaded file, `key`, or where `_data` is None the example of that name.  Raises Unreadable."""
    return load_network(EXAMPLES[key].read() if _data is None else _data, name=name)


@session()
def given(key: str, name: str, features: int, _data: bytes) -> np.ndarray:
    return read_steps(_data, name, features, STEPS)


def noise(state: links.YourNetwork, features: int) -> np.ndarray:
    """(noise_steps, features)"""
    normal = np.random.default_rng(state.noise_seed).normal(size=(state.noise_steps, features))
    return state.noise_mean + state.noise_deviation * normal


@session()
def looked(key: str, stack: str, source: str, _network: Network, _x: np.ndarray) -> Looked:
    """One run, back and forth.  `source` says where x is from.  Raises ValueError for numbers beyond the network's dtype."""
    parts = _network.stack(stack)
    steps = max(2, min(len(_x), WORK // sum(layer.parameters for layer in parts.layers)))
    with np.errstate(over="ignore", invalid="ignore"):
        run = parts.run(_x[:steps])
        values = run.states | run.gates
        _finite(values, run.output.dtype)
        slopes = slope_norms(run)
        return Looked(run, values, slopes, checkup(run, slopes), len(_x))


def _finite(values: dict[str, np.ndarray], dtype: np.dtype) -> None:
    broken = [int(np.argmin(fine)) for fine in (np.isfinite(value).all(1) for value in values.values()) if not fine.all()]
    if broken:
        raise ValueError(f"at step {min(broken) + 1} its states grow beyond what {dtype} can hold: they explode. Take fewer steps or smaller inputs")


@session()
def other_form(key: str, stack: str, _network: Network) -> Written:
    """The file for the other framework.  Raises Unreadable for what that cannot compute."""
    name = "converted.keras" if _network.framework == "pytorch" else "converted.safetensors"
    return converted(_network, name, stack=stack)
