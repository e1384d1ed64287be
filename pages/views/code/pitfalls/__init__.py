"""What trips people, with proofs."""
