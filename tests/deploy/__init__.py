"""Tests of what is deployed: artifacts, manifests, the image, starting and stopping."""
