"""How a line that was read is written."""

from engines.text.letters import Letter
from engines.text.spelling import normalise


def spelled(read: str) -> str:
    return "".join(letter.text for letter in normalise([Letter(each, 1.0, 0.0) for each in read]))
