"""How far one text is from another."""


def distance(text: str, other: str) -> int:
    """Characters to change, add or take away to make one text another (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, character in enumerate(text, 1):
        now = [row]
        for place, wanted in enumerate(other, 1):
            now.append(min(before[place] + 1, now[-1] + 1, before[place - 1] + (character != wanted)))
        before = now
    return before[-1]
