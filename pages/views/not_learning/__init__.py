"""My network does not learn: by symptom, what to check first."""
