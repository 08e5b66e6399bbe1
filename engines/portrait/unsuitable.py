"""What an image is refused with."""


class UnsuitablePhoto(Exception):
    """The image is readable, but no ID photo can be made of it. The text says why, and what to send instead."""
