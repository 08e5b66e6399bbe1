"""In every file of deploy/, all that one call may wait for fits into the time that the platform gives it."""

import json
from typing import Any

import pytest
import yaml

from shared.config import Settings
from tests.deploy.test_manifests import DEPLOY, service_name, settings_of
from tests.support.function_process import FUNCTIONS

ENGINES = {
    "aicrop": "aicrop_seconds",
    "idphoto": "idphoto_seconds",
    "printed_text_ocr": "ocr_seconds",
    "qrcode": "qrcode_seconds",
    "superresolution": "superresolution_seconds",
}
VENDORS = {
    **dict.fromkeys(("aicrop", "media", "printed_text_ocr", "qrcode", "superresolution"), "vendor_seconds"),
    **dict.fromkeys(("idphoto", "idphoto_result"), "leqi_seconds"),
}
CALL_CONTAINER_S, ITS_REST_S = 15, 2
REST_S = 5
"""Reading the request, decoding, encoding, storing."""


def seconds_of(platform: str, function: str) -> int:
    """The time that a platform's file gives to a call."""
    name = service_name(function)
    if platform == "wechat-cloudrun":
        return CALL_CONTAINER_S
    if platform == "tencent-scf":
        return int(json.loads((DEPLOY / platform / f"{name}.json").read_text("utf-8"))["Timeout"])
    if platform.startswith("aliyun"):
        project: Any = yaml.safe_load((DEPLOY / platform / "s.yaml").read_text("utf-8"))
        return int(project["resources"][name]["props"]["timeout"])
    manifest: Any = yaml.safe_load((DEPLOY / platform / f"{name}.yaml").read_text("utf-8"))
    return int(manifest["spec"]["template"]["spec"]["timeoutSeconds"])


def settings(platform: str, function: str) -> Settings:
    given = settings_of(platform, function)
    return Settings.from_env({name: value for name, value in given.items() if "${" not in value})


def own(function: str, chosen: Settings) -> float:
    """What our own engine's answer takes at most."""
    if function not in ENGINES:
        return 0.0
    return chosen.fetch_seconds + chosen.queue_seconds + float(getattr(chosen, ENGINES[function]))


def vendors(function: str, chosen: Settings) -> float:
    """What the vendor's answer takes at most."""
    return float(getattr(chosen, VENDORS[function])) if function in VENDORS else 0.0


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("platform", sorted(path.name for path in DEPLOY.iterdir()))
def test_a_call_ends_before_the_platform_does(platform: str, function: str) -> None:
    chosen, given = settings(platform, function), seconds_of(platform, function)
    if platform == "wechat-cloudrun":  # too short for the vendor and then our engine: docs/deployment.md
        waits, rest = max(own(function, chosen), chosen.fetch_seconds + vendors(function, chosen)), ITS_REST_S
    else:
        waits, rest = own(function, chosen) + vendors(function, chosen), REST_S
    assert not waits or waits + rest <= given


@pytest.mark.parametrize("platform", sorted(path.name for path in DEPLOY.iterdir()))
def test_what_is_taken_can_be_enlarged_in_the_time_for_it(platform: str) -> None:
    """At three seconds a million pixels: docs/benchmarks.md."""
    chosen = settings(platform, "superresolution")
    assert chosen.superresolution_pixels * 3e-6 <= chosen.superresolution_seconds
