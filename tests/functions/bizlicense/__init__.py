"""Bizlicense."""
