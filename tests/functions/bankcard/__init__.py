"""Bankcard."""
