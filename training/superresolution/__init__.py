"""Training of the network in engines/superresolution: see README.md."""
