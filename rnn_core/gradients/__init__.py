"""How much gradient arrives, and from how far: exact slopes of real networks, for every sequence length at once.

    from rnn_core import gradient_flow

    flow = gradient_flow("lstm", length=200, hidden_size=32, init="keras", forget_bias=1.0, seed=0)
    flow.norms                                        # (200,) ‖∂L/∂h_t‖, L = flow.readout · h_T
    flow.per_step, flow.half_life                     # the mean factor of a step back; the steps in which that halves it
    flow.of_prefixes("state")                         # log10 ‖∂L_n/∂s_t‖ for every length n and every step t

The state s is h, and (h, c) for the LSTM, its two halves moved independently.  Sizes are kept as logarithms: the way
back is rescaled by exact powers of two, so that nothing underflows that float64 can tell from 0.
"""

from rnn_core.gradients.measure import Flow, gradient_flow

__all__ = ["Flow", "gradient_flow"]
