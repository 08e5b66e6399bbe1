"""Training of the network in functions/superresolution/engine: see README.md."""
