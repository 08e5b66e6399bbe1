"""What an image is refused with."""

from shared.bilingual import Bilingual


class UnsuitablePhoto(Exception):
    """The image is readable, but no ID photo can be made of it. `reason` says why, and what to send instead."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason)
        self.reason = reason
