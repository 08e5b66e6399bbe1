"""How GS1's element strings are spelt for people: each application identifier in parentheses."""

SEPARATOR = "\x1d"
FIXED = {
    **dict.fromkeys(("00",), 18),
    **dict.fromkeys(("01", "02", "03"), 14),
    "04": 16,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 6),
    "20": 2,
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 6),
    "41": 13,
}
"""First two digits of an identifier -> characters of its element, where no separator follows (GS1 General
Specifications, 7.8.5)."""
IDENTIFIERS = {
    **dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"), 4),
}
"""First two digits of an identifier -> its digits, where these are not two."""


def spelled(elements: str) -> str:
    """Return an element string with its identifiers in parentheses and without separators, as ZXing (Java) does.

    What is no element string comes back as it is.
    """
    parts, rest = [], elements
    while rest:
        prefix = rest[:2]
        digits = IDENTIFIERS.get(prefix, 2)
        identifier, rest = rest[:digits], rest[digits:]
        value = rest[: FIXED[prefix]] if prefix in FIXED else rest.split(SEPARATOR, 1)[0]
        if len(identifier) < digits or not identifier.isdigit() or not value:
            return elements
        parts.append(f"({identifier}){value}")
        rest = rest[len(value) :].removeprefix(SEPARATOR)
    return "".join(parts)
