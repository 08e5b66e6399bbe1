"""Tests of the benchmark of codes: its pictures, its peers, and what its tables count."""
