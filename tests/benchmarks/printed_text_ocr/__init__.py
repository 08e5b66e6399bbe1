"""Tests of the benchmark of printed text: what its sets hold, and how lines are compared."""
