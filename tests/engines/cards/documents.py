"""Cards from lines written by hand: the labels of a template in their places, and values beside them."""

from collections.abc import Collection, Sequence

import numpy as np

from engines.cards.document import Document, Fields
from engines.cards.documents import business, driver, idcard, vehicle
from engines.cards.pieces import pieces
from engines.cards.search import search
from engines.cards.sheet import Sheet
from engines.cards.template import Template
from engines.text import Engine
from shared.clock import NEVER, Budget
from tests.support.lines import Print, seen

from .written import Told

VIEW = np.array(((9.8, -0.6, 200.0), (0.5, 9.9, 60.0), (0.0003, 0.0001, 1.0)))
"""Ten pixels a millimetre, tilted."""
NOTHING = Told().engine
"""What reads nothing a second time."""
ENDLESS = Budget(NEVER)
DARK = np.zeros((1200, 1500, 3), np.uint8)
"""No light hides anything."""
DOCUMENTS: tuple[Document, ...] = (
    idcard.FRONT,
    idcard.BACK,
    driver.LICENCE,
    vehicle.MAIN,
    vehicle.SECOND,
    business.LYING,
    business.STANDING,
)


def labels(template: Template, without: Collection[str] = ()) -> list[Print]:
    """The labels of a template, each a line, except some."""
    found = []
    for text, (left, y), (right, _), _ in template.labels:
        if text not in without:
            pitch = (right - left) / (len(text) - 1)
            found.append(Print(text, left - 1.2, y, 2.4, pitch))
    return found


def read(
    prints: Sequence[Print], size: tuple[int, int] = (1200, 1500), engine: Engine = NOTHING, budget: Budget = ENDLESS
) -> list[tuple[Document, Fields]]:
    """The documents that lines show, and their fields; `size` is the picture's, `engine` reads rows again."""
    templates = {id(document.template): document for document in DOCUMENTS}
    found = search(pieces(seen(prints, VIEW)), [document.template for document in DOCUMENTS])
    read = [
        (templates[id(frame.template)], Sheet(DARK[: size[0], : size[1]], frame, rest, engine, budget))
        for frame, rest in found
    ]
    return [(document, document.read(sheet)) for document, sheet in read]
