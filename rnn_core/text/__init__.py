"""Models of text: the sentence completers and the character models, their data, and what can be read in them."""
