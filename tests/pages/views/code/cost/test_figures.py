from pages.views.code.cost import figures
from rnn_core.frameworks.cost import measured


def test_the_figure_has_every_cell_of_every_framework():
    drawn = figures.training_times(measured())
    assert [trace.name for trace in drawn.data] == ["RNN", "GRU", "LSTM"]
    assert all(list(trace.x) == ["PyTorch", "TensorFlow", "NumPy"] and min(trace.y) > 0 for trace in drawn.data)


def test_the_whiskers_have_their_networks_colour_and_are_no_part_of_the_bar():
    """Plotly's own colour for them is nearly black: a dark page hides it."""
    for trace in figures.training_times(measured()).data:
        assert trace.error_y.color == trace.marker.color and trace.marker.opacity < 0.6 and not trace.error_y.thickness < 2
