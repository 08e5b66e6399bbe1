"""What talks HTTP to any vendor, and what stands between a vendor and our own engine. Knows no vendor's form."""
