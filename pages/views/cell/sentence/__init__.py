"""The completers' cells on the visitor's sentence: what is left of a word."""
