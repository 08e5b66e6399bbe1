"""The record of: access tokens for callers."""

from shared.capability import Capability
from shared.wechat import Form

from .refusals import CODES

API = Capability(
    function="token",
    paths=("/cgi-bin/token", "/cgi-bin/stable_token"),
    wire=Form("token", "openapi.auth.getAccessToken", methods=(), images=False, codes=CODES),
    megabytes=128,
    seconds=5,
    needs=("signing_key", "client_id", "client_secret"),
    settings=("clients",),
    public=True,
)
