"""One step of each recurrent cell, and its way back: the equations, one line of code to a line.

Two voices meet at every step.  The input says  u = W_ih x + b_ih,  the memory says  v = W_hh h + b_hh,
and a cell combines u, v and its old state, element by element:

    RNN    h' = tanh(u + v)                                         (Elman 1990)
    LSTM   i, f, o = σ(u + v),  g = tanh(u + v)                     (Hochreiter & Schmidhuber 1997,
           c' = f c + i g,  h' = o tanh(c')                          Gers, Schmidhuber & Cummins 2000)
    GRU    r, z = σ(u + v),  n = tanh(u_n + r v_n)                  (Cho et al. 2014; the reset after the
           h' = (1 - z) n + z h                                      product, as in cuDNN and torch.nn)
           n = tanh(u_n + W_hn (r h) + b_hn)                        (the paper's own form: reset_after=False)

tanh and σ may be any curves (general.py, rnn_core.nn.activations), for networks that Keras and ONNX made.

Shapes.  A column is one sequence of the batch: a state is (H, N), the gates of a step (rows * H, N), and a
block of T steps (T, rows * H, N).  So every gate is one contiguous slab, and one matrix serves the batch.

Speed, without a second set of equations:

*  u + v is one product: [W_hh  W_ih  b] times s = (h, x, 1).  Its transpose sends the slopes of h and x back
   in one product too, and one more, over all steps, the slope of the matrix itself (`joint`, `back`, `products`).
*  σ(a) = 1 / (1 + e), e = exp(-a): one exp serves all the sigmoids of a step, and where a gate would multiply,
   1 + e divides.  The sign of a is changed beforehand, on the rows of the matrix, where that is exact.
*  A trace keeps e, and the sum inside a tanh: near 1 a gate has lost the digits of 1 - σ(a) and of its slope, and
   a tanh near ±1 those of 1 - tanh².
*  Backward is linear in the incoming slope.  `slopes` prepares, for a block of steps at once, every factor
   that the run decides; what `backward` leaves to the loop over time is products with them and one matmul.
*  Everything is written into buffers made beforehand: the last positional argument of a ufunc is its `out`.
"""

from rnn_core.nn.cells.cell import Cell, Weights
from rnn_core.nn.cells.general import GeneralGRUCell, GeneralLSTMCell, GeneralOriginalGRUCell
from rnn_core.nn.cells.gru import GRUCell, OriginalGRUCell
from rnn_core.nn.cells.lstm import LSTMCell
from rnn_core.nn.cells.rnn import RNNCell

__all__ = ["Cell", "GRUCell", "GeneralGRUCell", "GeneralLSTMCell", "GeneralOriginalGRUCell", "LSTMCell", "OriginalGRUCell", "RNNCell", "Weights"]
