"""The platforms' deployment files, written from serverless.yml, where memory, time and settings stand once."""
