"""What several parts of the code page use: the programs of a choice, and what they printed."""
