"""One inch on blue."""

import base64

from functions.idphoto.api import API
from tests.support import ROOT
from tests.support.sample_calls import LEQI_HEADERS, SampleCall, request


def call() -> SampleCall:
    portrait = base64.b64encode((ROOT / "emulator" / "samples" / API.sample).read_bytes()).decode()
    colours = [{"start_color": 4427483, "enc_color": 4427483, "color_name": "blue"}]
    wishes = {"file": portrait, "spec_id": 1, "background_color": colours, "fair_level": 0}
    return request(b'"code":200', "POST", json=wishes, headers=LEQI_HEADERS)
