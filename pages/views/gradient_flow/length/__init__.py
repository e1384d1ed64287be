"""The length slider: gradient against steps back."""
