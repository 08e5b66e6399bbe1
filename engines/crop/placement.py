"""Where along the free side of an image a crop goes, by profiles: how much lies in each slice across that side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Profile = NDArray[np.float64]

MOST = 2000
"""Places that are tried; a longer way is tried in steps."""
CUT = 0.02
"""What an edge costs where the subject is thickest, in shares of the subject. All weights: measured on DUTS-TR's
validation images, see docs/benchmarks.md."""
PULL = 0.05
"""What it costs to have the subject's centre of gravity a whole side away from the crop's middle."""
FACE = 0.5
"""What the largest face is worth that does not fit together with larger ones, in shares of the subject."""
MARGIN = 0.2
"""Between the eyes of a face that does not fit and the edge above them, in shares of the crop."""
MUCH_SMALLER = 0.7
"""A head of less than this share of the largest one's side is let in when that one's shoulders are."""
TIGHT = 0.03
"""What it costs to have an edge closer to a line of text than AIR, in shares of the line's extent."""
AIR = 0.4
ROOM = 0.1
"""What the room around the largest head is worth, in shares of the subject."""


@dataclass(frozen=True)
class Span:
    """From where to where something reaches along the free side, in pixels."""

    start: float
    end: float


@dataclass(frozen=True)
class Person:
    """What a person takes of the free side, and what it is worth, 1 for the largest head.

    `room`: the head with some room above; `head`: with its hair; `face` alone; `shoulders`: what is kept rather than
    much smaller people; `features`: eyes to mouth, eyes and nose, the eyes, or nothing where they are not known.
    """

    room: Span
    head: Span
    face: Span
    shoulders: Span
    features: tuple[Span, ...]
    weight: float


def place(
    profile: Profile,
    people: Sequence[Person],
    length: int,
    extent: int,
    lines: Sequence[Span] = (),
    codes: Sequence[Span] = (),
) -> int:
    """The first pixel of the best crop of `extent` pixels out of `length`.

    `profile` covers the side from end to end. `people` come with the most important first: each one's face is kept
    whole if it fits together with those before it, and then each one's head. Of the first one's face, where it does not
    fit, the features are kept.
    """
    starts = np.linspace(0, length - extent, min(length - extent + 1, MOST)).round()
    starts = starts[np.diff(starts, prepend=-1) > 0]
    value = _kept(profile, starts / length, (starts + extent) / length)
    value -= CUT * _thickness(profile, starts / length) + CUT * _thickness(profile, (starts + extent) / length)
    middle = (starts + extent / 2) / length
    value -= PULL * np.abs(middle - _centroid(profile)) + 1e-6 * np.abs(middle - 0.5)
    allowed = np.ones(len(starts), bool)
    for spans in _wishes(people, extent):
        holds = (allowed & _holds(span, starts, extent) for span in spans)
        allowed = next((whole for whole in holds if whole.any()), allowed)
    for code in codes:
        whole = allowed & _holds(code, starts, extent)
        allowed = whole if whole.any() else allowed
    for line in lines:
        if line.end - line.start <= extent:
            clear = allowed & ~_slices(line, starts, extent)
            allowed = clear if clear.any() else allowed
            value -= TIGHT * _slices(_wider(line, AIR), starts, extent)
    for person in people:
        if (allowed & _holds(person.face, starts, extent)).any():
            value += ROOM * person.weight * _coverage(person.room, starts, extent)
        else:
            value += FACE * person.weight * _coverage(person.face, starts, extent)
    return int(starts[np.where(allowed, value, -np.inf).argmax()])


def _wishes(people: Sequence[Person], extent: int) -> Iterator[tuple[Span, ...]]:
    """What is to lie in a crop, the most important first; of several spans the first that fits."""
    main = [person for person in people if person.weight >= MUCH_SMALLER]
    for number, person in enumerate(main):
        yield (person.face, *(_features(person, extent) if number == 0 else ()))
    if people:
        yield (people[0].head,)
        yield (people[0].shoulders,)
    for person in people[len(main) :]:
        yield (person.face,)
    for person in people[1:]:
        yield (person.head,)


def _features(person: Person, extent: int) -> Iterator[Span]:
    """A face's features, the eyes of which have a margin to the edges."""
    if not person.features:
        return
    mouth, nose, eyes = person.features
    for some, share in ((mouth, MARGIN), (nose, MARGIN), (nose, MARGIN / 2), (eyes, MARGIN), (eyes, 0.0)):
        yield Span(min(some.start, eyes.start - share * extent), max(some.end, eyes.end + share * extent))


def kept(profile: Profile, start: int, extent: int, length: int) -> float:
    """The share of the profile that a crop keeps."""
    return float(_kept(profile, np.array([start / length]), np.array([(start + extent) / length]))[0])


def _kept(profile: Profile, start: Profile, end: Profile) -> Profile:
    edges = np.linspace(0, 1, len(profile) + 1)
    cumulated = np.concatenate([[0.0], np.cumsum(profile)]) / profile.sum()
    return np.asarray(np.interp(end, edges, cumulated) - np.interp(start, edges, cumulated))


def _thickness(profile: Profile, place: Profile) -> Profile:
    """The profile at an edge of the crop, 1 where it is highest; nothing is cut at the edge of the image."""
    centres = (np.arange(len(profile)) + 0.5) / len(profile)
    inside = (place > 0) & (place < 1)
    return np.asarray(np.where(inside, np.interp(place, centres, profile / profile.max()), 0.0))


def _centroid(profile: Profile) -> float:
    return float((np.arange(len(profile)) + 0.5) @ profile / profile.sum() / len(profile))


def _holds(span: Span, starts: Profile, extent: int) -> NDArray[np.bool_]:
    return (starts <= span.start) & (starts + extent >= span.end)


def _slices(span: Span, starts: Profile, extent: int) -> NDArray[np.bool_]:
    """Whether an edge of the crop goes through a span."""
    ends = starts + extent
    return ((starts > span.start) & (starts < span.end)) | ((ends > span.start) & (ends < span.end))


def _wider(span: Span, share: float) -> Span:
    margin = share * (span.end - span.start)
    return Span(span.start - margin, span.end + margin)


def _coverage(span: Span, starts: Profile, extent: int) -> Profile:
    common = np.minimum(span.end, starts + extent) - np.maximum(span.start, starts)
    return np.asarray(np.clip(common / (span.end - span.start), 0, 1))
