"""What decoding costs: memory and processor time of every format and mode, against what shared/decode_memory says."""
