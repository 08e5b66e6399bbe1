"""Tests of the benchmark of super-resolution."""
