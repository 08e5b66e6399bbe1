"""Training of the smart crop's saliency network."""
