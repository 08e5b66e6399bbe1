"""Make .venv: say what is coming, show how far it is, and end with one sentence if it cannot be had."""
