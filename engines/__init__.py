"""Engines: pixels in, dataclasses out, each named by what it computes. They know no vendor, no wire and no network."""
