"""Access tokens for the callers of this bundle, `/cgi-bin/token` and `/cgi-bin/stable_token`."""
