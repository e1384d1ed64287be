"""A task, and the steps that read and write are the visitor's to choose."""
