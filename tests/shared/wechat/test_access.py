"""Who may call with a token of ours: the client's id goes on with the call, and one client can be shut out."""

from dataclasses import replace

import pytest

from shared import config, errors
from shared.call import Call, Credential
from shared.wechat import access, tokens
from tests.support import SETTINGS, SIGNING_KEY

CLIENTS = (("shop", "secret-of-the-shop"), ("store", "secret-of-the-store"))


def authorised(client: str, vendor_judges: bool = False) -> Call:
    token = tokens.issue(SIGNING_KEY, client)[0]
    return access.authorise(Call(token=Credential("access_token", token)), vendor_judges=vendor_judges)


@pytest.mark.parametrize("vendor_judges", [False, True])
class TestClients:
    def test_the_id_goes_on_with_the_call(self, vendor_judges: bool) -> None:
        call = authorised("仓库", vendor_judges)
        assert (call.client, call.admitted, call.token) == ("仓库", True, None)

    def test_any_where_clients_is_not_set(self, vendor_judges: bool) -> None:
        """Only the token function has to know them."""
        assert authorised("somebody", vendor_judges).client == "somebody"

    @pytest.mark.parametrize("client", ["shop", "store", "the-client"])
    def test_those_that_are_known(self, vendor_judges: bool, client: str) -> None:
        config.use(replace(SETTINGS, clients=CLIENTS))
        assert authorised(client, vendor_judges).client == client

    @pytest.mark.parametrize("access_", ["token", "platform"])
    def test_one_that_is_no_longer_known_is_shut_out(self, vendor_judges: bool, access_: config.Access) -> None:
        """Neither we nor, with another BACKEND, the vendor gets its call."""
        config.use(replace(SETTINGS, clients=CLIENTS[:1], access=access_))
        with pytest.raises(errors.InvalidToken) as caught:
            authorised("store", vendor_judges)
        assert "ask the operator" in str(caught.value.advice)


def test_none_without_a_token_of_ours() -> None:
    foreign = Call(token=Credential("access_token", "the-vendor-s-" * 6))
    assert access.authorise(foreign, vendor_judges=True).client == ""
    config.use(replace(SETTINGS, access="platform"))
    assert access.authorise(Call(), vendor_judges=False).client == ""
