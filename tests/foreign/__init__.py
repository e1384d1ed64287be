"""Files of networks that others' frameworks wrote, and what these computed: made by make.py, read by tests/test_foreign.py."""
