"""What functions share that read cards and other documents: texts by name, absent where they are not certain."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.capability import Capability

from .codes import IMAGE
from .images import ImageFunction
from .parts import Description, Json, closed, ref
from .words import Words

_CORNERS = {"left_top": (40, 40), "right_top": (920, 40), "right_bottom": (920, 640), "left_bottom": (40, 640)}
_POSITION = {"pos": {name: {"x": x, "y": y} for name, (x, y) in _CORNERS.items()}}
_READ_NOT_VERIFIED = Words(
    " What is not certain is absent. It is read, not verified.", "没有把握的字段不返回。只识读，不核验真伪。"
)
_NOT_CERTAIN = Words(
    "The image shows no such document, or nothing of it is certain.", "图片里没有这种证件，或没有一个字段有把握。"
)
_TYPE = Words(
    "Taken, as the vendor's older documents have it, `photo` or `scan`; our engine needs no hint.",
    "原厂旧文档里的 `photo` 或 `scan`，照收；自带引擎用不着。",
)


@dataclass(frozen=True)
class CardFunction:
    """One function that reads `fields`, by name and description; `always` are never absent.

    `shows` is what a picture must show. With `positions`, which are names of corners, the image's size is told too.
    """

    api: Capability
    name: str
    summary: Words
    description: Words
    fields: Mapping[str, Words]
    example: Mapping[str, str]
    shows: str
    always: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()

    def describe(self) -> Description:
        """What the document says of it."""
        answer = self._answer()
        hint = f"send a picture that shows {self.shows}, whole, sharp and without reflections"
        return ImageFunction(
            self.api,
            name=self.name,
            summary=self.summary,
            description=self.description
            + Words(
                " What is not certain is absent. It is read, not verified.",
                "没有把握的字段不返回。只识读，不核验真伪。",
            ),
            answer=answer,
            example={"errcode": 0, "errmsg": "ok", **self.example, **self._placed()},
            when={**IMAGE, 101001: _NOT_CERTAIN},
            failure=(101001, f"certificate not found hint: [{hint}]"),
            extra=(("type", _TYPE, {"type": "string"}),),
            lacks=Words(
                "There was no time for all of the picture: fields may be missing.", "时限内没看完整张图，可能缺字段。"
            ),
            optional=tuple(field for field in answer if field not in (*self.always, "img_size")),
            schemas={"CardPosition": closed({"pos": ref("Corners")})} if self.positions else {},
        ).describe()

    def _answer(self) -> Json:
        """The schemas of an answer's fields."""
        texts: Json = {field: {"type": "string", "description": words} for field, words in self.fields.items()}
        if not self.positions:
            return texts
        return {**texts, **dict.fromkeys(self.positions, ref("CardPosition")), "img_size": ref("ImageSize")}

    def _placed(self) -> Json:
        """What the example says of where things stand: the first position, and the image's size."""
        return {self.positions[0]: _POSITION, "img_size": {"w": 960, "h": 680}} if self.positions else {}
