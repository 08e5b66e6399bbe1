"""What functions describe themselves with, in OpenAPI. What answers calls imports none of it: artifacts do without."""
