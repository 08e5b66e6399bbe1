"""How often characters are in each language: what the engine guesses the charset of a code's bytes by."""
