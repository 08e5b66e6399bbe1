"""Back end "local": links to photos in the store, and the photos that such links name."""

from typing import Any
from urllib.parse import quote

from shared import errors
from shared.backend import Answer, File
from shared.bilingual import Bilingual
from shared.call import Call
from shared.kept import storage
from shared.leqi import links

SHELVES = {shelf.folder: shelf for shelf in (storage.RESULT, storage.RESULT_WM)}


def get(call: Call) -> Answer:
    """The photo of a signed link; else links to the photo without a watermark, and to its print sheet."""
    if links.SIGNATURE in call.document:
        return _photo(str(call.document[links.PICTURE]))
    name = call.document.get("file_name")
    if not isinstance(name, str):
        raise errors.MissingMediaId(
            Bilingual(
                "file_name is missing: send a name out of final_pic_name",
                "缺少 file_name：请发送 final_pic_name 中的名称",
            )
        )
    return _links(name)


def _photo(picture: str) -> File:
    folder, _, name = picture.partition("/")
    name = name.removesuffix(".jpg")
    try:
        content = SHELVES[folder].get(name)
    except (KeyError, errors.UnknownMedia):
        raise errors.UnknownMedia(
            Bilingual("this photo is not kept any more: make it again", "这张照片已不再保存：请重新制作")
        ) from None
    return File(content, "image/jpeg", f"{quote(name)}.jpg", disposition="inline")


def _links(name: str) -> dict[str, Any]:
    shelf = storage.RESULT
    if not shelf.has(name):
        raise errors.UnknownMedia(
            Bilingual(
                "file_name is unknown or older than 7 days: make the photo again",
                "file_name 不存在，或已超过 7 天：请重新制作照片",
            )
        )
    photo, sheet = (links.link(f"{shelf.folder}/{one}.jpg", shelf.left(name)) for one in (name, f"{name}_print"))
    return {"code": 200, "file_name": photo, "file_name_list": sheet}
