"""PyTorch and Keras, side by side."""
