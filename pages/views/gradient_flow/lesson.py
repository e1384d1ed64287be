"""A lesson on vanishing gradients."""

from pages.common import links
from pages.common.lesson import Step

STEPS = (
    Step("Guess first", "An LSTM's line is hidden. Where do you expect it, beside the RNN's? Draw it, then look: with PyTorch's defaults it "
         "vanishes almost as fast.", links.GradientFlow(mode=links.GUESS, length=100, kept=())),
    Step("Open the forget gate", "The same networks with forget bias 3: one number, set before any training, and the gradient arrives.",
         links.GradientFlow(forget="3", length=100, seeds=5, kept=())),
    Step("It is not the cell's name", "A plain RNN with an orthogonal W_hh and quiet inputs carries further than a default LSTM.",
         links.GradientFlow(init="keras", scale=0.01, length=100, kept=())),
    Step("Two rules of thumb that fail", "ρ = 0.9, and the gradient grows first. Then look at the other case: ρ = 1.5, and it vanishes.",
         links.GradientFlow(panel=links.THEORY, case=links.NON_NORMAL)),
    Step("Fall off the cliff", "Gradient descent without and with clipping, on the loss of a single unit.",
         links.GradientFlow(panel=links.EXPLODING)),
    Step("Does it matter?", "The same cells, trained on tasks with a long delay: who learns?", links.GradientFlow(panel=links.LEARNING)),
)
