"""What decoding costs: memory and processor time of all formats, against what shared/images/memory_cost.py says."""
