"""Drivinglicense."""
