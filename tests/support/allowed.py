"""What settings may be."""

CHOICES = {
    "BACKEND": ("local", "vendor", "relay"),
    "CARDS_BACKEND": ("local", "vendor", "relay"),
    "ACCESS": ("token", "platform"),
    "LOG_LEVEL": ("debug", "info", "warning", "error"),
    "HINT_LANGUAGE": ("auto", "en", "zh"),
    "LOG_FORMAT": ("json", "text"),
}
RANGES = {
    "PORT": (1, 65535),
    "MAX_IMAGE_BYTES": (1, 64 * 1024 * 1024),
    "MAX_PHOTO_BYTES": (1, 64 * 1024 * 1024),
    "MAX_IMAGE_PIXELS": (1, 500_000_000),
    "UPLOAD_SECONDS": (0.1, 600.0),
    "THREADS": (2, 512),
    "COMPUTE_THREADS": (1, 256),
    "QUEUE_SECONDS": (0.1, 300.0),
    "FETCH_SECONDS": (0.1, 60.0),
    "AICROP_SECONDS": (0.1, 60.0),
    "QRCODE_SECONDS": (0.05, 60.0),
    "OCR_SECONDS": (0.1, 120.0),
    "VENDOR_SECONDS": (0.1, 60.0),
    "SUPERRESOLUTION_PIXELS": (10_000, 100_000_000),
    "SUPERRESOLUTION_SECONDS": (0.1, 300.0),
    "LEQI_SECONDS": (0.1, 300.0),
    "IDPHOTO_SECONDS": (0.1, 300.0),
    "MAX_MEDIA_BYTES": (10_000, 64 * 1024 * 1024),
}
