"""Tests of the ID photos."""
