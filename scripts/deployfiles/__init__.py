"""serverless.yml and the platforms' deployment files, written from the functions' records."""
