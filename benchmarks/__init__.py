"""What is measured, each by one command: `python -m benchmarks core`, `python -m benchmarks playground`."""
