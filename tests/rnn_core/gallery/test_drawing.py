"""Drawings become pixels as the data's did: the box, the edge and the straightening, each seen in the data itself."""

import numpy as np
import pytest
import torch

from rnn_core.gallery import drawing, images
from rnn_core.train.everyday import inputs

SEVEN = "26,14 74,14 46,88"


@pytest.fixture(scope="module")
def everyday():
    return [drawing.strokes(text) for _, _, _, text in inputs("digits", "development")]


def left_ends(pictures):
    """In blocks, of the top and the bottom row of each picture."""
    return (pictures[:, 0] > 0).argmax(1), (pictures[:, -1] > 0).argmax(1)


def test_left_ends_stand_under_each_other_in_the_data_and_in_drawings(everyday):
    """What NIST's straightening leaves behind; without it the bar of a seven begins far to the left of its foot."""
    data, labels = images.in_order()
    for pictures, share in ((data, 0.97), (data[labels == 7], 0.97), (np.stack([drawing.picture(one) for one in everyday]), 0.97)):
        top, bottom = left_ends(pictures)
        assert (abs(top - bottom) <= 1).mean() >= share
    bent = drawing.counts(drawing.balanced(drawing.inked(drawing.strokes(SEVEN), drawing.PEN)))
    assert bent[-1].argmax() - (bent[0] > 0).argmax() >= 2


def test_drawings_fill_the_height_and_the_width_that_the_data_fill(everyday):
    data, _ = images.in_order()
    found = np.stack([drawing.picture(one) for one in everyday])
    for pictures in (data, found):
        assert (pictures.sum(2) > 0).all()  # every row has ink
        assert (pictures[:, :, 0] == 0).all(1).mean() > 0.95 and (pictures[:, :, 7] == 0).all(1).mean() > 0.6
    ink = [16 * pictures.sum((1, 2)) for pictures in (data, found)]
    assert abs(np.median(ink[0]) - np.median(ink[1])) < 25  # of 1,024


def test_place_and_size_do_not_matter(everyday):
    for one in everyday[:20]:
        np.testing.assert_array_equal(drawing.picture(one), drawing.picture([stroke / 4 + (512, 64) for stroke in one]))


def test_a_slant_is_set_upright():
    """How far a row's ink lies to the right for each row further down, before and after."""
    slanted = [stroke - np.outer(stroke[:, 1], (0.4, 0)) for stroke in drawing.strokes("40,10 40,90|60,10 60,90")]
    bitmap = drawing.inked(slanted, 0.1)
    slopes = [np.polyfit(range(32), of @ np.arange(32) / of.sum(1), 1)[0] for of in (bitmap, drawing.straightened(bitmap))]
    assert slopes[0] < -0.3 and abs(slopes[1]) < 0.03


def cross(bitmap, outside):
    """How many of a pixel and its four neighbours are ink, by torch."""
    kernel = torch.tensor([[0.0, 1, 0], [1, 1, 1], [0, 1, 0]])[None, None]
    padded = torch.nn.functional.pad(torch.from_numpy(bitmap.astype(np.float32))[None, None], (1, 1, 1, 1), value=outside)
    return torch.nn.functional.conv2d(padded, kernel)[0, 0].numpy()


def test_edges_move_by_one_pixel_of_the_cross():
    bitmap = np.random.default_rng(0).random((32, 32)) < 0.7
    np.testing.assert_array_equal(drawing.thicker(bitmap), cross(bitmap, 0) >= 1)
    np.testing.assert_array_equal(drawing.thinner(bitmap), cross(bitmap, 0) == 5)


@pytest.mark.parametrize("ink, moves", [(100, 2), (107, 2), (108, 1), (255, 1), (256, 0), (412, 0), (413, -1), (560, -1), (561, -2)])
def test_little_ink_grows_and_much_ink_shrinks(ink, moves):
    bitmap = np.zeros(1024, bool)
    bitmap[200 : 200 + ink] = True
    bitmap = bitmap.reshape(32, 32)
    wanted = bitmap
    for _ in range(abs(moves)):
        wanted = cross(wanted, 0) >= (1 if moves > 0 else 5)
    np.testing.assert_array_equal(drawing.balanced(bitmap), wanted)


def test_a_pen_leaves_its_width():
    """A stroke from side to side, 40 units long and 10 thick, in a box of 50 × 90: so many of 32 rows."""
    bitmap = drawing.inked([np.array([[0.0, 0], [40, 0]]), np.array([[0.0, 80], [40, 80]])], 10 / 80)
    assert bitmap[:, 16].sum() == 2 * round(32 * 10 / 90) and not bitmap[:, :6].any() and not bitmap[:, 26:].any()


def test_an_upright_stroke_a_dot_and_a_dash_are_one_block():
    blocks = [drawing.picture(drawing.strokes(text)) for text in ("50,10 50,90", "50,50", "10,50 90,50")]
    assert blocks[0][4].tolist() == [0, 0, 1, 1, 1, 1, 0, 0] and 0 < blocks[0][0, 2:6].min() < 0.6
    np.testing.assert_array_equal(blocks[0], blocks[2])
    assert np.abs(blocks[0] - blocks[1]).max() < 0.6  # a dot is round


def test_nothing_drawn_is_told():
    for nothing in ([], [[]]):
        with pytest.raises(ValueError, match="nothing is drawn"):
            drawing.picture(nothing)


def test_a_curve_goes_through_its_places_and_turns_sharply_at_a_double_one():
    (curve,) = drawing.strokes("~10,10 50,20 90,10 90,10 50,90")
    for place in ((10, 10), (50, 20), (90, 10), (50, 90)):
        assert (np.abs(curve - place).sum(1) < 1e-9).any()
    (line,), two = drawing.strokes("10,10 90,20"), drawing.strokes("1,2|3,4 5,6")
    assert line.tolist() == [[10, 10], [90, 20]] and [len(one) for one in two] == [1, 2]
    before, after = (np.diff(curve, axis=0)[k] for k in (2 * drawing.FINE - 1, 3 * drawing.FINE))
    assert np.cross([*before, 0], [*after, 0])[2] > 0.5 * np.hypot(*before) * np.hypot(*after)  # it turns there


def test_a_curve_through_a_parabola_is_the_parabola():
    places = np.array([(k, k * k) for k in range(5)], float)
    inner = drawing.curve(places)[drawing.FINE : 3 * drawing.FINE]
    np.testing.assert_allclose(inner[:, 1], inner[:, 0] ** 2, atol=1e-12)
    assert len(inner) == 16 and np.ptp(inner[:, 0]) > 1.8
