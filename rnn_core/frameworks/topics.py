"""What each line of the programs is about: in PyTorch, in Keras, and where their documentation says so."""

from dataclasses import dataclass

from rnn_core.frameworks.data import TASKS, features, packs, state_count
from rnn_core.frameworks.options import KERAS_NAMES, NAMES, Options
from rnn_core.frameworks.program_lines import when

TORCH = "https://docs.pytorch.org/docs/stable/generated/"
KERAS = "https://keras.io/api/"
SUBCLASSED = ("generation", "sequence-to-sequence")  # the tasks whose Keras program has a class of its own


@dataclass(frozen=True)
class Topic:
    title: str
    pytorch: str
    keras: str
    links: tuple[tuple[str, str], ...] = ()


def topics(o: Options) -> dict[str, Topic]:
    """Every topic of this choice's programs, with its own sizes."""
    return _whole_program(o) | _recurrent(o) | _before_and_behind(o) | _states(o) | _learning(o)


def _layer_links(o: Options) -> tuple[tuple[str, str], ...]:
    page = {"rnn": "simple_rnn", "lstm": "lstm", "gru": "gru"}[o.cell]
    return ((f"torch.nn.{NAMES[o.cell]}", f"{TORCH}torch.nn.{NAMES[o.cell]}.html"),
            (f"keras.layers.{KERAS_NAMES[o.cell]}", f"{KERAS}layers/recurrent_layers/{page}/"))


def _whole_program(o: Options) -> dict[str, Topic]:
    same = "The same line in both programs: the data come from NumPy and the seed alone, so both learn from the same numbers."
    return {
        "about": Topic("The task", TASKS[o.task].about + ".", "The same."),
        "imports": Topic("Imports", "torch and torch.nn; DataLoader serves the batches.",
                         "Keras 3 is imported as keras; in TensorFlow 2.16 and later tf.keras is the same package."),
        "backend": Topic("Which engine", "PyTorch is its own engine.", "Keras 3 runs on TensorFlow, JAX or PyTorch; the choice is "
                         "read once, when keras is imported.", (("Keras 3 backends", "https://keras.io/keras_3/"),)),
        "seed": Topic("Seeds", "manual_seed fixes weights, dropout and shuffling; NumPy's generator makes the data.",
                      "set_random_seed fixes Python, NumPy and the backend. The same seed still draws other weights than PyTorch's.",
                      (("Reproducibility", "https://docs.pytorch.org/docs/stable/notes/randomness.html"),
                       ("set_random_seed", f"{KERAS}utils/python_utils/"))),
        "data": Topic("Data", same, same),
        "baseline": Topic("What it takes to guess", same, same),
        "scaling": Topic("Scaling", "Mean and spread come from the training part alone: nothing of the held-out part leaks in.", "The same."),
        "padding": Topic("Padding", "Sequences of different lengths share a rectangle: the rest is filled up on the right. -1 among the "
                         "answers marks steps that have none.", "The same."),
        "print": Topic("What it prints", "The mean loss of each epoch, then the held-out figures beside the baseline.",
                       "fit's history has the same means."),
        "class": Topic("The model", "A Module: layers are made in __init__ and called in forward.",
                       when(o.task in SUBCLASSED,
                            "A subclass of keras.Model, because states are carried on by hand: layers in __init__, the way through in call.",
                            when(o.given, "The functional form, because states come in beside the sequence.",
                                 "Sequential, because one input passes through one layer after the other.")),
                       (("nn.Module", f"{TORCH}torch.nn.Module.html"), ("keras.Model", f"{KERAS}models/model/"))),
        "init": Topic("Layers", "Made once, here; their weights are found because they are attributes.",
                      when(o.task in SUBCLASSED, "The same.", "No constructor: each layer is made where it stands in the model.")),
        "forward": Topic("The way through", f"Input: {_input(o)}, batch first.",
                         f"Input: {_input(o)}, batch first always. None in keras.Input leaves the length open."),
    }


def _input(o: Options) -> str:
    return "ids of shape (B, T)" if o.embedding else f"numbers of shape (B, T, {features(o)})"


def _recurrent(o: Options) -> dict[str, Topic]:
    biases = {"rnn": "PyTorch has two biases, Keras their sum", "lstm": "PyTorch has two biases, Keras their sum; gates i f g o in both",
              "gru": "gates r z n in PyTorch, z r h in Keras, two biases in both"}[o.cell]
    return {
        "recurrent": Topic("The recurrent layer", f"nn.{NAMES[o.cell]}(input_size={features(o)}, hidden_size={o.hidden_size}) returns "
                           f"the top layer's output of every step and the last {when(o.lstm, 'states (h_n, c_n)', 'state h_n')} of all layers. "
                           "batch_first=True is not the default.",
                           f"layers.{KERAS_NAMES[o.cell]}({o.hidden_size}): units only, the input size is seen. One layer each. Weights: {biases}.",
                           _layer_links(o)),
        "stacking": Topic("Stacking", f"num_layers={o.num_layers} in one module.",
                          "One layer object each; all but the last need return_sequences=True.", _layer_links(o)),
        "sequences": Topic("Every step or the last", "The output always has every step.", "return_sequences=True gives every step; "
                           "without it a layer gives the last step's output alone.", _layer_links(o)),
        "bidirectional": Topic("Both directions", f"bidirectional=True: output and head are {o.width} wide, forward first.",
                               f"Bidirectional wraps a layer and its reversed copy, merge_mode='concat': {o.width} wide, forward first.",
                               (("Bidirectional", f"{KERAS}layers/recurrent_layers/bidirectional/"),)),
        "dropout": Topic("Dropout", "dropout= of the module falls between its layers, not after the last; a new mask at every step.",
                         "A Dropout layer between the layers does the same. The layers' own dropout= is another thing: it falls on each "
                         "layer's input with one mask for all steps.",
                         (("Dropout", f"{KERAS}layers/regularization_layers/dropout/"),)),
    }


def _before_and_behind(o: Options) -> dict[str, Topic]:
    """What stands before and behind the recurrent layer."""
    return {
        "embedding": Topic("Embedding", "nn.Embedding starts from N(0, 1). padding_idx keeps that row at zero; it masks nothing.",
                           "Embedding starts from U(-0.05, 0.05). mask_zero=True sends a mask along.",
                           (("nn.Embedding", f"{TORCH}torch.nn.Embedding.html"), ("Embedding", f"{KERAS}layers/core_layers/embedding/"))),
        "masking": Topic("Padding, kept out", "pack_padded_sequence takes lengths (on the CPU); enforce_sorted=False spares sorting. "
                         "h_n is then the state after each row's last real step.",
                         when(o.given, "A mask of one's own, handed to every layer: as soon as initial_state is passed, "
                              "Keras 3 no longer hands on the mask of Embedding or Masking, and says nothing.",
                              "The mask comes with Embedding(mask_zero=True) or Masking and is handed on from layer to layer; a masked step "
                              "repeats the state before it."),
                         (("pack_padded_sequence", f"{TORCH}torch.nn.utils.rnn.pack_padded_sequence.html"),
                          ("Masking in Keras", "https://keras.io/guides/understanding_masking_and_padding/"))),
        "last": Topic("The last output", when(o.bidirectional, "h_n[-2] and h_n[-1]: the top layer's forward and backward end. "
                      "output[:, -1] would take the backward half after one step only.", "h_n[-1], the top layer's last state."
                      + when(packs(o), " output[:, -1] would be padding.")),
                      "What a layer without return_sequences returns" + when(o.bidirectional, ": the ends of both directions, side by side.", "."),
                      _layer_links(o)),
        "head": Topic("The head", f"nn.Linear({o.width}, {TASKS[o.task].outputs}) acts on the last axis.",
                      f"Dense({TASKS[o.task].outputs}) acts on the last axis; no softmax, the loss takes logits.",
                      (("nn.Linear", f"{TORCH}torch.nn.Linear.html"), ("Dense", f"{KERAS}layers/core_layers/dense/"))),
    }


def _states(o: Options) -> dict[str, Topic]:
    count = o.num_layers * o.directions
    return {
        "state": Topic("Initial states", f"Layers and directions first, whatever batch_first says: {when(o.lstm, 'h_0 and c_0 each ')}"
                       f"({count}, B, {o.hidden_size}).", f"A flat list for each layer, {state_count(o)} arrays of (B, {o.hidden_size}) in all: "
                       f"{when(o.lstm, 'h, c', 'h')}{when(o.bidirectional, ' forward, then backward')}.", _layer_links(o)),
        "carry": Topic("Carrying the state on", "The state that comes out goes in with the next step.",
                       "return_state=True returns [output, *states]; they go back in as initial_state.", _layer_links(o)),
        "bridge": Topic("From reader to writer", when(o.bidirectional, f"Forward and backward states of each layer are joined, so the "
                        f"decoder is {o.width} wide.", "The decoder starts where the encoder ended."),
                        when(o.bidirectional, "The same, from each layer's list " + when(o.lstm, "[h, c, h, c].", "[h, h]."), "The same.")),
        "decoder": Topic("The writer", "A second module that starts from the encoder's state.", "A second stack; initial_state is the bridge's.",
                         _layer_links(o)),
        "teacher": Topic("Teacher forcing", "While it learns, the decoder reads the right answer one step late.", "The same."),
        "generate": Topic("Writing by itself", "One step at a time: the most probable token goes in next.",
                          "The same, called eagerly; predict would cost a batch loop for every token."),
    }


def _learning(o: Options) -> dict[str, Topic]:
    per_step = TASKS[o.task].per_step
    return {
        "loss": Topic("The loss", when(TASKS[o.task].regression, "Mean squared error.", "CrossEntropyLoss takes logits"
                      + when(per_step, " and wants classes on axis 1: (B, C, T).", ".") + when(o.masked and per_step, " ignore_index leaves padding out.")),
                      when(TASKS[o.task].regression, "The same.", "from_logits=True: the default is False, for a model that ends in a softmax. "
                           "Classes stand on the last axis." + when(o.masked and per_step, " ignore_class leaves padding out.")),
                      (("CrossEntropyLoss", f"{TORCH}torch.nn.CrossEntropyLoss.html"),
                       ("SparseCategoricalCrossentropy", f"{KERAS}losses/probabilistic_losses/"))),
        "optimizer": Topic("Optimiser", "Adam, eps = 1e-8.", "Adam, epsilon = 1e-7.",
                           (("torch.optim.Adam", f"{TORCH}torch.optim.Adam.html"), ("Adam", f"{KERAS}optimizers/adam/"))),
        "clipping": Topic("Clipping", "clip_grad_norm_ bounds the norm over all parameters together.",
                          "global_clipnorm of the optimiser does the same; clipnorm would bound each variable by itself.",
                          (("clip_grad_norm_", f"{TORCH}torch.nn.utils.clip_grad_norm_.html"), ("Optimizers", f"{KERAS}optimizers/"))),
        "batches": Topic("Batches", "A DataLoader with shuffle=True.", "fit cuts batches and shuffles by default.",
                         (("DataLoader", "https://docs.pytorch.org/docs/stable/data.html"), ("fit", f"{KERAS}models/model_training_apis/"))),
        "compile": Topic("Loss and optimiser joined", "The loop calls both by name.", "compile hands both to fit.",
                         (("compile", f"{KERAS}models/model_training_apis/"),)),
        "fit": Topic("Training", "A loop of one's own.", "compile and fit.", (("fit", f"{KERAS}models/model_training_apis/"),)),
        "step": Topic("One step", "Slopes are added up until zero_grad: clear, backward, step.", "Inside fit."),
        "mode": Topic("Training or not", "train() and eval() switch dropout; no_grad saves memory.", "fit and predict switch by themselves."),
        "evaluate": Topic("Held out", "Once through the last 256 sequences.", "The same. The loss in one batch, so that it is one mean over all steps."),
    }
