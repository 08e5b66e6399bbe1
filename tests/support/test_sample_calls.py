"""Every function has a request to try it with, in its own folder of the tests."""

import pytest

import functions

from .sample_calls import sample_call


@pytest.mark.parametrize("name", functions.names())
def test_every_function_has_one(name: str) -> None:
    assert sample_call(name).expected


def test_a_missing_one_is_named() -> None:
    with pytest.raises(LookupError, match=r"^write tests/functions/brightness/sample\.py: "):
        sample_call("brightness")
