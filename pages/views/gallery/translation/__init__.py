"""Many to many, unaligned: an encoder and a decoder translate."""
