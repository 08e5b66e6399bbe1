"""Platenum."""
