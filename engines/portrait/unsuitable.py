"""What an image is refused with."""

from shared.bilingual import Bilingual


class Refusal(ValueError):
    """`reason` is a sentence for whoever can cure it."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsuitablePhoto(Refusal):
    """The image is readable, but no ID photo can be made of it. The reason says what to send instead."""
