"""Does it learn?  Three tasks whose clue lies `delay` steps before its use, and networks trained on them for real.

    learner = Learner("lstm", TASKS["recall"], hidden_size=32, seed=0)
    for now in learner.training(delay=30, steps=400): print(now.loss)
    learner.score(delay=30), TASKS["recall"].baseline(30)         # held-out loss, and that of a guess without memory

`python -m rnn_core.memory` trains the grid of grid.json.
"""

from rnn_core.memory.learners import VARIANTS, Learner
from rnn_core.memory.tasks import TASKS, Task

__all__ = ["TASKS", "VARIANTS", "Learner", "Task"]
