"""The kinds of documents: how each is laid out, and how its fields are read."""
