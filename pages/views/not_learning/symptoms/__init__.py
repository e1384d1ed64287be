"""A symptom, its picture, and the checks in their order."""
