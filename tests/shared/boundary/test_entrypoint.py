"""What a function needs in order to start, by its kind and its back end."""

from dataclasses import replace
from typing import Any

import pytest

from shared import config
from shared.capability import Capability
from shared.config import Settings
from shared.wechat import Form, senders
from tests.support import some_capability

BARE = Settings()
NOBODY: Any = lambda: None  # noqa: E731


def started(chosen: Settings, *backends: str, **options: Any) -> str:
    """The sentence with which the process ends, or nothing if it starts."""
    config.use(chosen)
    vendor = None if backends == ("local",) else NOBODY
    try:
        config.start(some_capability(Form("none", "openapi"), vendor=vendor, **options).required)
    except SystemExit as end:
        return str(end.code)
    return ""


def test_a_key_for_tokens() -> None:
    sentence = started(BARE)
    assert sentence.startswith("cannot start: SIGNING_KEY is not set: ")
    assert "ACCESS=platform" in sentence
    assert started(replace(BARE, signing_key="k")) == ""


def test_no_key_where_the_platform_knows_its_callers() -> None:
    assert started(replace(BARE, access="platform")) == ""


def test_no_key_for_all_the_world() -> None:
    assert started(BARE, public=True) == ""


@pytest.mark.parametrize("backend", ["local", "relay"])
def test_a_store_for_what_is_kept(backend: Any) -> None:
    chosen = replace(BARE, backend=backend, access="platform")
    assert started(chosen, needs=("store_url",)).startswith("cannot start: STORE_URL is not set: ")
    assert started(replace(chosen, store_url="file:///x"), needs=("store_url",)) == ""


def test_no_store_where_the_vendor_keeps_everything() -> None:
    assert started(replace(BARE, backend="vendor", access="platform"), needs=("store_url",)) == ""


def test_a_function_without_a_vendor_needs_its_own_whatever_backend_says() -> None:
    chosen = replace(BARE, backend="vendor", access="platform")
    assert "CLIENT_ID" in started(chosen, "local", needs=("client_id",))


def test_pictures_of_documents_go_to_the_vendor_only_if_that_is_said_of_them() -> None:
    form = Form("idcard", "openapi.ocr.idcard")
    capability = Capability(
        "idcard", ("/cv/ocr/idcard",), form, 512, 30, vendor=senders.upload(), backend="cards_backend"
    )
    assert capability.chosen(replace(BARE, backend="relay")) == "local"
    assert capability.chosen(replace(BARE, cards_backend="relay")) == "relay"
    assert "backend" not in capability.reads
