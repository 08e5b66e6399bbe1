"""One folder, one deployable function, one vendor endpoint."""
