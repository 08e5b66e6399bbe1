"""The tables of docs/costs.md and its Chinese twin, computed from the tables of docs/benchmarks.md and a few prices."""
