"""Both programs of a choice, line beside line."""
