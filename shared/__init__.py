"""What every function shares: settings, errors, one call, wire forms, tokens, the boundary. Knows no function."""
