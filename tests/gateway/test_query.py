"""In a query only the named fields change, whatever else stands in it, and however the HTTP client writes it."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st
from urllib3.util.url import _encode_target

from gateway.passing.query import replaced

GONE = ("access_token", "cloudbase_access_token")
_PIECES = st.sampled_from(
    [*GONE, "access%5ftoken", "a", "=", "&", "%", "%4", "%zz", "%E4%bd%A0", "+", "你", ";", "|", '"', "?", "/"]
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_all_other_fields_keep_their_values_and_order(query: str) -> None:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in GONE]
    sent = _encode_target("/path?" + replaced(query, {"access_token": "new"}, GONE)).partition("?")[2]
    assert parse_qsl(sent, keep_blank_values=True) == [("access_token", "new"), *kept]


def test_what_is_put_in_is_escaped() -> None:
    assert replaced("b=1", {"secret": "a&b=c d+é"}) == "secret=a%26b%3Dc%20d%2B%C3%A9&b=1"
