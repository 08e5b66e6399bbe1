"""Sentences of errors that tests raise themselves."""

from shared.bilingual import Bilingual


def said(text: str) -> Bilingual:
    """The text in either language."""
    return Bilingual(text, text)
