"""Forty pictures of the kinds that users send, by every method, on sheets to judge by eye without the names."""
