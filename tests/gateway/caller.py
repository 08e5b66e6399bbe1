"""What tests of the gateway send, and what they look for in answers."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support import SETTINGS
from tests.support.wechat_double.others import CODE

APPID, SECRET = "wx0123456789abcdef", "the-appsecret-of-the-tests"
PHONE = "/wxa/business/getuserphonenumber"
MINI_CODE = "/wxa/getwxacodeunlimit"
CHECK = "/wxa/img_sec_check"
SUBSCRIBE = "/cgi-bin/message/subscribe/send"
LOGIN = "/sns/jscode2session"
WEB_LOGIN = "/sns/oauth2/access_token"
OWN = {"appid": SETTINGS.client_id, "secret": SETTINGS.client_secret}
"""What a client of ours logs in with."""


def document(response: TestResponse) -> dict[str, Any]:
    """The JSON object that an answer is."""
    assert response.status_code == 200
    found = json.loads(response.data)
    assert isinstance(found, dict)
    return found


def code_of(response: TestResponse) -> int:
    """The errcode of an answer that is ours."""
    assert response.headers["Content-Type"] == "application/json"
    assert response.data.count(b"\n") == 0
    return int(document(response)["errcode"])


def phone(client: FlaskClient, token: str) -> TestResponse:
    """Ask for a phone number, which is there."""
    return client.post(f"{PHONE}?access_token={token}", json={"code": CODE})


def login(client: FlaskClient, path: str = LOGIN, **fields: str) -> TestResponse:
    """Log a user in whose code is good."""
    given = {**OWN, "js_code": CODE, "code": CODE, "grant_type": "authorization_code"} | fields
    return client.get(path, query_string={name: value for name, value in given.items() if value})
