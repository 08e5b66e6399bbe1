"""What functions share that read cards and other documents: texts by name, absent where they are not certain."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.capability import Capability

from .codes import IMAGE
from .images import ImageFunction
from .parts import Description, Json, closed, ref

_CORNERS = {"left_top": (40, 40), "right_top": (920, 40), "right_bottom": (920, 640), "left_bottom": (40, 640)}
_POSITION = {"pos": {name: {"x": x, "y": y} for name, (x, y) in _CORNERS.items()}}
_TYPE = "Taken, as the vendor's older documents have it, `photo` or `scan`; our engine needs no hint."


@dataclass(frozen=True)
class CardFunction:
    """One function that reads `fields`, by name and description; `always` are never absent.

    `shows` is what a picture must show. With `positions`, which are names of corners, the image's size is told too.
    """

    api: Capability
    name: str
    summary: str
    description: str
    fields: Mapping[str, str]
    example: Mapping[str, str]
    shows: str
    always: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()

    def describe(self) -> Description:
        """What the document says of it."""
        answer: Json = {field: {"type": "string", "description": words} for field, words in self.fields.items()}
        placed: Json = {}
        if self.positions:
            answer |= {position: ref("CardPosition") for position in self.positions} | {"img_size": ref("ImageSize")}
            placed = {self.positions[0]: _POSITION, "img_size": {"w": 960, "h": 680}}
        hint = f"send a picture that shows {self.shows}, whole, sharp and without reflections"
        return ImageFunction(
            self.api,
            name=self.name,
            summary=self.summary,
            description=f"{self.description} What is not certain is absent. It is read, not verified.",
            answer=answer,
            example={"errcode": 0, "errmsg": "ok", **self.example, **placed},
            when={**IMAGE, 101001: "The image shows no such document, or nothing of it is certain."},
            failure=(101001, f"certificate not found hint: [{hint}]"),
            extra=(("type", _TYPE, {"type": "string"}),),
            lacks="There was no time for all of the picture: fields may be missing.",
            optional=tuple(field for field in answer if field not in (*self.always, "img_size")),
            schemas={"CardPosition": closed({"pos": ref("Corners")})} if self.positions else {},
        ).describe()
