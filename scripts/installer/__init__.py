"""Make .venv: say what is coming, install what is missing, show how far it is, and end with one sentence if it fails."""
