"""What the hidden state holds."""
