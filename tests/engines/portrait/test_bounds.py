"""What a standard asks for is read, and what a photo misses is said."""

from engines.portrait import Bounds
from engines.portrait.bounds import ANY, USUAL, Ratios, find_misses

ID_CARD = Bounds(eye=(0.469, None), top=(0.016, 0.048), face=(0.539, 0.617))
"""GA 461-2004: eyes 207 of 441 rows or more above the lower edge, 7 to 21 rows above hair, face 207 +- 14 of 358."""


def test_free_bounds_get_usual_values() -> None:
    assert ANY.usual == USUAL
    assert ID_CARD.asked[0] == (None, None)
    assert ID_CARD.asked[1] == (0.469, None)
    assert ID_CARD.usual[0] == USUAL[0]
    assert ID_CARD.usual[2] == (0.016, 0.048)


def test_usual_values_give_way_to_the_callers() -> None:
    assert Bounds(head=(0.8, None), eye=(None, 0.3)).usual[:2] == ((0.8, 0.8), (0.3, 0.3))


def test_only_the_callers_bounds_are_missed() -> None:
    ratios = Ratios(head=0.75, eye=0.4, top=0.05, face=0.5)
    assert find_misses(ratios, ANY) == ()
    (miss,) = find_misses(ratios, ID_CARD)[:1]
    assert miss == ("eye", 0.4, 0.469)


def test_half_a_pixel_is_no_miss() -> None:
    assert find_misses(Ratios(0.6, 0.468, 0.0485, 0.6), ID_CARD) == ()
