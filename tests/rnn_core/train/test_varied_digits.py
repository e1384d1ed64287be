"""How training varies pictures, each way by itself, against torch.nn.functional where that has it."""

import itertools

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from rnn_core.gallery import images
from rnn_core.train import varied_digits as v


@pytest.fixture(scope="module")
def pictures():
    return images.part("validation")[0][:40]


def test_varied_pictures_are_pictures_repeat_with_their_seed_and_differ(pictures):
    first, again = (v.varied(pictures, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert first.dtype == np.float32 and first.shape == pictures.shape and first.min() >= 0 and first.max() <= 1
    assert (np.abs(first - pictures).max((1, 2)) > 0.1).all()
    black = ((first == 0) | (first == 1)).all((1, 2)).mean()
    assert 0.05 < black < 0.5


def test_every_kind_of_variation_happens(monkeypatch, pictures):
    seen = {}
    for name in ("moved", "repenned", "darkened", "inked"):
        real = getattr(v, name)
        monkeypatch.setattr(v, name, lambda p, *how, real=real, name=name: seen.setdefault(name, how) and real(p, *how))
    v.varied(np.repeat(pictures, 20, 0), np.random.default_rng(0))
    down, across = seen["moved"]
    assert set(down) == set(across) == {-2, -1, 0, 1, 2} and set(seen["repenned"][0]) == set(v.EDGES)
    by, _ = seen["darkened"]
    assert by.min() < -0.4 and by.max() > 0.8 and 0.4 < (by == 0).mean() < 0.8
    assert ((seen["inked"][0] >= 0.25) & (seen["inked"][0] <= 0.65)).all()


@pytest.mark.parametrize("down, across", [(1, 0), (-2, 0), (0, 2), (2, -1), (0, 0)])
def test_what_moves_over_the_edge_is_cut_off(pictures, down, across):
    wanted = np.roll(pictures, (down, across), (1, 2))
    for axis, by in ((1, down), (2, across)):
        gone = [slice(None)] * 3
        gone[axis] = slice(None, by) if by > 0 else slice(8 + by, None)
        wanted[tuple(gone)] = 0
    np.testing.assert_array_equal(v.moved(pictures, down, across), wanted)


@pytest.mark.parametrize("size", [0.6, 0.75, 1.0, 1.3])
def test_sizes_are_those_of_torchs_grid(pictures, size):
    """Two places a pixel and direction, a quarter of a pixel off its middle; outside is paper."""
    places = torch.linspace(-1 + 1 / 16, 1 - 1 / 16, 16, dtype=torch.float64) / size
    grid = torch.stack(torch.meshgrid(places, places, indexing="xy"), -1)[None].expand(len(pictures), -1, -1, -1)
    fine = F.grid_sample(torch.from_numpy(pictures).double()[:, None], grid, align_corners=False)
    np.testing.assert_allclose(v.resized(pictures, size), F.avg_pool2d(fine, 2)[:, 0].numpy(), atol=1e-6)


def test_the_bitmap_is_torchs_enlargement(pictures):
    fine = F.interpolate(torch.from_numpy(pictures).double()[:, None], scale_factor=4, mode="bilinear", align_corners=False)
    np.testing.assert_array_equal(v.bitmap(pictures.astype(np.float64)), fine[:, 0].numpy() >= 0.5)
    np.testing.assert_allclose(v.repenned(pictures, 0), F.avg_pool2d((fine >= 0.5).double(), 4)[:, 0].numpy(), atol=1e-6)


def test_pens_make_strokes_thicker_and_thinner(pictures):
    ink = [v.repenned(pictures, edge).sum((1, 2)) for edge in v.EDGES]
    assert all((more > less).all() for less, more in itertools.pairwise(ink))
    one_by_one = np.concatenate([v.repenned(pictures[k : k + 1], v.EDGES[k % 4]) for k in range(8)])
    np.testing.assert_array_equal(v.repenned(pictures[:8], np.array(v.EDGES * 2)), one_by_one)


def test_darkest_and_lightest_around_are_torchs(pictures):
    given = F.pad(torch.from_numpy(pictures)[:, None], (1, 1, 1, 1))
    upright, flat = (F.max_pool2d(given, shape, 1)[:, 0].numpy() for shape in ((3, 1), (1, 3)))
    cross = np.maximum(upright[:, :, 1:-1], flat[:, 1:-1])
    np.testing.assert_array_equal(v.darkened(pictures, 1.0), cross)
    np.testing.assert_array_equal(v.darkened(pictures, 1.0, False), F.max_pool2d(given, 2, 1)[:, 0].numpy()[:, 1:, 1:])
    np.testing.assert_allclose(v.darkened(pictures, 0.5), (pictures + cross) / 2, atol=1e-6)
    lightest = -np.maximum(*(F.max_pool2d(-given, shape, 1)[:, 0].numpy()[cut] for shape, cut in (
        ((3, 1), np.s_[:, :, 1:-1]), ((1, 3), np.s_[:, 1:-1]))))
    np.testing.assert_allclose(v.darkened(pictures, -0.5), (pictures + lightest) / 2, atol=1e-6)


def test_ink_and_paper_only(pictures):
    assert set(np.unique(v.inked(pictures))) == {0, 1} and (v.inked(pictures) == (pictures >= 0.5)).all()
