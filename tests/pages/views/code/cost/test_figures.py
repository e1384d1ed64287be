from pages.views.code.cost import figures
from rnn_core.frameworks.cost import measured


def test_the_figure_has_every_cell_of_every_framework():
    drawn = figures.training_times(measured())
    assert [trace.name for trace in drawn.data] == ["RNN", "GRU", "LSTM"]
    assert all(list(trace.x) == ["PyTorch", "TensorFlow", "NumPy"] and min(trace.y) > 0 for trace in drawn.data)
