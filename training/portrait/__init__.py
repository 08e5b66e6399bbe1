"""Training of the ID photo's matting network. Needs PyTorch, which nothing else here does."""
