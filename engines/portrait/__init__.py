"""Vision and drawing of ID photos on RGB images. Knows nothing of HTTP, files but its models, or settings."""
