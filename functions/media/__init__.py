"""Temporary media."""
