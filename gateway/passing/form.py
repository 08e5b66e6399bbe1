"""The form of a call that is passed on: only who calls is read of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import Headers

from shared import errors, forms
from shared.backend import Answer, Passed
from shared.bilingual import Bilingual
from shared.call import Call
from shared.wechat import Form
from shared.wechat.errcodes import number_of
from shared.wechat.request import without_token

BODY_BYTES = 20 << 20
"""Of a request: WeChat takes files of 10 MB at most, such as videos for messages."""


@dataclass(frozen=True)
class Passage(Call):
    """A call as it came: its raw query, its body and what that is. Its fields are those of the query."""

    query: str = field(default="", repr=False)
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""

    def size(self) -> int:
        """The bytes of the body."""
        return len(self.body)


class PassageForm(Form):
    """WeChat's form, in which nothing is read of the body. A shared/wire.Wire."""

    def body_limit(self) -> int:
        """Bytes."""
        return BODY_BYTES

    def read(self, method: str, path: str, query: str, headers: Headers, body: bytes) -> Passage:
        """The call in a request. Raises InvalidData."""
        if "\ufffd" in query:
            raise errors.InvalidData(
                Bilingual("the query is not UTF-8: write other bytes as %XX", "查询参数不是 UTF-8：其他字节请写成 %XX")
            )
        fields = {name: value.strip() for name, value in forms.merge(forms.urlencoded(query)).items()}
        token, public = without_token(fields)
        content_type = headers.get("Content-Type", "")
        return Passage(method, path, public, token=token, query=query, body=body, content_type=content_type)

    def cloud_form(self, body: bytes) -> bool:
        """Never: cloud calls are read by the functions that take them."""
        del body
        return False

    def code(self, answer: Answer) -> int:
        """The errcode, for the log."""
        known: Mapping[str, Any] | Answer = answer.document if isinstance(answer, Passed) else answer
        return number_of(known) if isinstance(known, Mapping) else 0
