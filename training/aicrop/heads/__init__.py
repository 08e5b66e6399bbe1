"""Training of the smart crop's second output, heads, on the features of its saliency network."""
