"""The network without recurrence as a reader would write it in the two frameworks; the tests run both.  No Streamlit here."""

PYTORCH = '''import torch
from torch import nn


class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 540)
        self.head = nn.Linear(540, 10)

    def forward(self, pictures):                    # (N, 8, 8)
        h = torch.relu(self.hidden(pictures.flatten(1)))
        return self.head(h)                         # (N, 10) logits'''
KERAS = '''import keras
from keras import layers

model = keras.Sequential([
    keras.Input((8, 8)),
    layers.Flatten(),
    layers.Dense(540, activation="relu"),
    layers.Dense(10, activation="softmax"),
])'''
PROGRAMS = {"PyTorch": PYTORCH, "Keras": KERAS}
