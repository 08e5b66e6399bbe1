"""Tests of what the benchmark of cards counts."""
