"""Every test."""
