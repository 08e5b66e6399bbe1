"""How the networks that are our own were trained. Nothing here runs in a function."""
