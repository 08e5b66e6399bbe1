"""Where along the free side of an image a crop goes, by profiles: how much lies in each slice across that side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .profiles import Profile, between, centroid, thickness
from .spans import Allowed, Span

CUT = 0.02
"""What an edge costs where the subject is thickest, in shares of the subject. CUT, PULL, FACE and ROOM: measured on
DUTS-TR's validation images, see docs/benchmarks.md; the other weights were chosen by eye, on other pictures."""
TOP = 0.1
"""What it costs to lose something above the crop rather than below, in shares of it, where no head is known: animals,
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
TIGHT = 0.08
"""What it costs to have an edge closer to a line of text than AIR, in shares of the subject: a line's box may end
within its letters. From .03 to .12 next to nothing changes on DUTS-TR's validation images, ECSSD and the editor's
table."""
AIR = 0.4
"""In shares of the line's extent."""
SPARE = 0.08
"""What a head of `heads` gets on either side where there is room, in shares of it: its box is good to about that
much."""
AROUND = 0.05
"""What that is worth, in shares of the subject."""
INNER = (0.1, 0.2, 0.3)
"""What is left out on either side of a head that does not fit, in shares of it, until the rest fits."""
ROOM = 0.1
"""What the room around the largest head is worth, in shares of the subject."""


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
class Wanted(Span):
    """A head; `worth`: what a crop that keeps it whole is worth more, in shares of the subject."""

    worth: float


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
    heads: Sequence[Wanted] = ()


def place(side: Side, length: int, extent: int) -> int:
    """The first pixel of the best crop of `extent` pixels out of `length`."""
    starts = np.arange(length - extent + 1.0)
    value = _worth(side, starts / length, (starts + extent) / length)
    for line in side.lines:
        value -= TIGHT * line.wider(AIR).sliced(starts, extent)
    allowed = np.ones(len(starts), bool)
    for choices in _wishes(side, starts, extent):
        kept_so = (allowed & choice for choice in choices)
        allowed = next((those for those in kept_so if those.any()), allowed)
    for person in side.people:
        if (allowed & person.face.held(starts, extent)).any():
            value += ROOM * person.weight * person.room.coverage(starts, extent)
        elif person is side.people[0]:
            value += FACE * person.face.coverage(starts, extent)
        else:
            value -= HALVED * person.weight * person.face.sliced(starts, extent)
    for head in side.heads:
        value += _kept(head, starts, extent)
    return int(starts[np.where(allowed, value, -np.inf).argmax()])


def _kept(head: Wanted, starts: Profile, extent: int) -> Profile:
    """What places are worth more that keep a head, with room around it, or of a high one its middle, with the eyes."""
    if head.end - head.start <= extent:
        room = head.wider(SPARE).within(starts[-1] + extent)
        return head.worth * head.held(starts, extent) + min(head.worth, AROUND) * room.held(starts, extent)
    inner = (head.wider(-share).held(starts, extent) for share in INNER)
    return head.worth * np.asarray(next((held for held in inner if held.any()), np.zeros(len(starts))), np.float64)


def _worth(side: Side, start: Profile, end: Profile) -> Profile:
    """What crops from `start` to `end`, in shares of the side, keep of what draws the eye, less what they cost."""
    value = between(side.profile, start, end)
    value -= CUT * thickness(side.profile, start) + CUT * thickness(side.profile, end)
    if side.upright and not (side.people or side.lines or side.heads):
        value -= TOP * between(side.profile, np.zeros_like(start), start)
    middle = (start + end) / 2
    return np.asarray(value - PULL * np.abs(middle - centroid(side.profile)) - 1e-6 * np.abs(middle - 0.5))


def _wishes(side: Side, starts: Profile, extent: int) -> Iterator[Iterator[Allowed]]:
    """What a crop is to do, the most important first: of several ways the first that can be had, as places.

    The faces of the main people are kept whole; of the first, where it does not fit, the features. Without people, text
    and codes the top of a figure is kept, where the neckline of clothes is and a drawn head. Then come codes,
    headlines, the main heads with their hair and hats, whole lines of text or none of them, the first one's shoulders,
    smaller people, and their hair.
    """
    main = [person for person in side.people if person.weight >= MUCH_SMALLER]
    smaller = side.people[len(main) :]
    for person in main:
        spans = [person.face, *(_features(person, extent) if person is main[0] else ())]
        yield (span.held(starts, extent) for span in spans)
    figure = side.figure if side.upright and not (side.people or side.lines or side.codes) else None
    if figure and figure.end - figure.start > extent:
        top = figure.start
        yield iter([Span(max(0.0, top - CROWN * extent), top).held(starts, extent)])
    yield from (iter([span.held(starts, extent)]) for span in [*side.codes, *side.headlines])
    for person in main:
        yield (span.held(starts, extent) for span in (person.head, Span(person.head.start, person.face.end)))
    fit = (line for line in side.lines if line.end - line.start <= extent)
    for line in fit:
        yield iter([~line.sliced(starts, extent)])
    later = [*(person.face for person in smaller), *(person.head for person in smaller)]
    shoulders = (person.shoulders for person in main[:1])
    yield from (iter([span.held(starts, extent)]) for span in [*shoulders, *later])


def _features(person: Person, extent: int) -> Iterator[Span]:
    """A face's features, the eyes of which have a margin to the edges."""
    if not person.features:
        return
    mouth, nose, eyes = person.features
    for some, share in ((mouth, MARGIN), (nose, MARGIN), (nose, MARGIN / 2), (eyes, MARGIN), (eyes, 0.0)):
        yield Span(min(some.start, eyes.start - share * extent), max(some.end, eyes.end + share * extent))
