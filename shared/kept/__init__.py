"""What is kept for a later call, and the names under which it is."""
