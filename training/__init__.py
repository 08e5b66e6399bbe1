"""How the networks that are our own were trained, and what else was counted. Nothing here runs in a function."""
