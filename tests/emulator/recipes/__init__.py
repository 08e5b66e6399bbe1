"""Clients of every kind, as programs that anyone may copy, and the tests that run them."""
