"""The loop, and the loop unrolled."""
