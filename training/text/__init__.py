"""The 8-bit networks of engines/text, made of published float ones."""
