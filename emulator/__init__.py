"""One local server with every function at the vendor's path, for trying and testing without a deployment."""
