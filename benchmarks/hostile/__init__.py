"""What hostile and tireless clients do to a running service: a fuzz of raw requests, slow attacks, a soak."""
