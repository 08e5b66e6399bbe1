"""Idcard."""
