"""Where along the free side of an image a crop goes, by profiles: how much lies in each slice across that side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .profiles import Profile, between, centroid, thickness

Allowed = NDArray[np.bool_]

MOST = 2000
"""Places that are tried; a longer way is tried in steps."""
CUT = 0.02
"""What an edge costs where the subject is thickest, in shares of the subject. CUT, PULL, FACE and ROOM: measured on
DUTS-TR's validation images, see docs/benchmarks.md; the other weights were chosen by eye, on other pictures."""
TOP = 0.1
"""What it costs to lose something above the crop rather than below, in shares of it, where no face is known: animals,
people from behind and clothes have there what matters."""
CROWN = 0.04
"""The room above a figure that is higher than the crop, in shares of the crop."""
PULL = 0.05
"""What it costs to have the subject's centre of gravity a whole side away from the crop's middle."""
FACE = 0.5
"""What the largest face is worth where it does not fit, in shares of the subject."""
HALVED = 0.1
"""What it costs to cut through a face as large as the largest, in shares of the subject."""
MARGIN = 0.2
"""Between the eyes of a face that does not fit and the edge above them, in shares of the crop."""
MUCH_SMALLER = 0.7
"""A head of less than this share of the largest one's side is let in when that one's shoulders are."""
TIGHT = 0.03
"""What it costs to have an edge closer to a line of text than AIR, in shares of the line's extent."""
AIR = 0.4
GIVEN_UP = 0.03
"""What a crop is worth less at most for keeping one of `heads` whole, in shares of the subject: with more, bodies are
lost, see training/aicrop/heads."""
SPARE = 0.15
"""What such a head gets on either side where there is room, in shares of it: its box is good to about that much."""
INNER = (0.1, 0.2, 0.3)
"""What is left out on either side of a head that does not fit, in shares of it, until the rest fits."""
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


@dataclass(frozen=True)
class Side:
    """What lies along the free side.

    `profile`: what draws the eye, from end to end. `people`, the most important first; `codes`, to be kept whole;
    `lines` of text, in or out; those of `headlines` rather in. `upright`: the side runs from top to bottom. `figure`:
    what stands on a plain ground. `heads` of people, animals and drawn figures as the network sees them, with hats.
    """

    profile: Profile
    people: Sequence[Person] = ()
    lines: Sequence[Span] = ()
    codes: Sequence[Span] = ()
    upright: bool = False
    figure: Span | None = None
    headlines: Sequence[Span] = ()
    heads: Sequence[Span] = ()


def place(side: Side, length: int, extent: int) -> int:
    """The first pixel of the best crop of `extent` pixels out of `length`."""
    starts = np.linspace(0, length - extent, min(length - extent + 1, MOST)).round()
    starts = starts[np.diff(starts, prepend=-1) > 0]
    value = _worth(side, starts / length, (starts + extent) / length)
    for line in side.lines:
        value -= TIGHT * _slices(_wider(line, AIR), starts, extent)
    allowed = np.ones(len(starts), bool)
    for choices in _wishes(side, starts, extent):
        kept_so = (allowed & choice for choice in choices)
        allowed = next((those for those in kept_so if those.any()), allowed)
    for person in side.people:
        if (allowed & _holds(person.face, starts, extent)).any():
            value += ROOM * person.weight * _coverage(person.room, starts, extent)
        elif person is side.people[0]:
            value += FACE * _coverage(person.face, starts, extent)
        else:
            value -= HALVED * person.weight * _slices(person.face, starts, extent)
    for head in side.heads:
        for span in _of_head(head, length, extent):
            held = allowed & _holds(span, starts, extent)
            if held.any() and value[held].max() >= value[allowed].max() - GIVEN_UP:
                allowed = held
                break
    return int(starts[np.where(allowed, value, -np.inf).argmax()])


def _of_head(head: Span, length: int, extent: int) -> Iterator[Span]:
    """What is kept of a head: with room around it, the head, or its middle, where the eyes are, if it does not fit."""
    wider = _wider(head, SPARE)
    yield Span(max(wider.start, 0.0), min(wider.end, float(length)))
    yield head
    if head.end - head.start > extent:
        yield from (_wider(head, -share) for share in INNER)


def _worth(side: Side, start: Profile, end: Profile) -> Profile:
    """What crops from `start` to `end`, in shares of the side, keep of what draws the eye, less what they cost."""
    value = between(side.profile, start, end)
    value -= CUT * thickness(side.profile, start) + CUT * thickness(side.profile, end)
    if side.upright and not side.people and not side.lines:
        value -= TOP * between(side.profile, np.zeros_like(start), start)
    middle = (start + end) / 2
    return np.asarray(value - PULL * np.abs(middle - centroid(side.profile)) - 1e-6 * np.abs(middle - 0.5))


def _wishes(side: Side, starts: Profile, extent: int) -> Iterator[Iterator[Allowed]]:
    """What a crop is to do, the most important first: of several ways the first that can be had, as places.

    The faces of the main people are kept whole; of the first, where it does not fit, the features. Without people, text
    and codes the top of a figure is kept, where the neckline of clothes is and a drawn head. Then come codes, the main
    heads with their hair, lines of text, the first one's shoulders, smaller people, and their hair.
    """
    main = [person for person in side.people if person.weight >= MUCH_SMALLER]
    smaller = side.people[len(main) :]
    for person in main:
        spans = [person.face, *(_features(person, extent) if person is main[0] else ())]
        yield (_holds(span, starts, extent) for span in spans)
    figure = side.figure if side.upright and not (side.people or side.lines or side.codes) else None
    if figure and figure.end - figure.start > extent:
        top = figure.start
        yield iter([_holds(Span(max(0.0, top - CROWN * extent), top), starts, extent)])
    whole = [*side.codes, *(person.head for person in main)]
    yield from (iter([_holds(span, starts, extent)]) for span in whole)
    fit = (line for line in side.lines if line.end - line.start <= extent)
    for line in fit:
        out = ~_slices(line, starts, extent)
        yield iter([_holds(line, starts, extent), out] if line in side.headlines else [out])
    later = [*(person.face for person in smaller), *(person.head for person in smaller)]
    shoulders = (person.shoulders for person in main[:1])
    yield from (iter([_holds(span, starts, extent)]) for span in [*shoulders, *later])


def _features(person: Person, extent: int) -> Iterator[Span]:
    """A face's features, the eyes of which have a margin to the edges."""
    if not person.features:
        return
    mouth, nose, eyes = person.features
    for some, share in ((mouth, MARGIN), (nose, MARGIN), (nose, MARGIN / 2), (eyes, MARGIN), (eyes, 0.0)):
        yield Span(min(some.start, eyes.start - share * extent), max(some.end, eyes.end + share * extent))


def _holds(span: Span, starts: Profile, extent: int) -> Allowed:
    return (starts <= span.start) & (starts + extent >= span.end)


def _slices(span: Span, starts: Profile, extent: int) -> Allowed:
    """Whether an edge of the crop goes through a span."""
    ends = starts + extent
    return ((starts > span.start) & (starts < span.end)) | ((ends > span.start) & (ends < span.end))


def _wider(span: Span, share: float) -> Span:
    margin = share * (span.end - span.start)
    return Span(span.start - margin, span.end + margin)


def _coverage(span: Span, starts: Profile, extent: int) -> Profile:
    common = np.minimum(span.end, starts + extent) - np.maximum(span.start, starts)
    return np.asarray(np.clip(common / (span.end - span.start), 0, 1))
