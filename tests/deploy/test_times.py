"""In every file of deploy/, all that one call may wait for fits into the time that the platform gives it."""

import json
from collections.abc import Iterable

import pytest

import functions
from scripts.packager.target import GATEWAY
from shared.capability import Capability
from shared.config import Settings
from tests.deploy.manifests import DEPLOY, PLATFORMS, document, service_name, settings_of
from tests.support.function_process import FUNCTIONS

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
        project = document(DEPLOY / platform / "s.yaml")
        return int(project["resources"][name]["props"]["timeout"])
    manifest = document(DEPLOY / platform / f"{name}.yaml")
    return int(manifest["spec"]["template"]["spec"]["timeoutSeconds"])


def settings(platform: str, function: str) -> Settings:
    given = settings_of(platform, function)
    return Settings.from_env({name: value for name, value in given.items() if "${" not in value})


def seconds_in(chosen: Settings, names: Iterable[str]) -> float:
    """The sum of those settings that are times to wait."""
    return sum(float(getattr(chosen, name)) for name in names if name.endswith("_seconds"))


def download(record: Capability, chosen: Settings) -> float:
    """What the download of an image takes at most."""
    return chosen.fetch_seconds if "fetch_seconds" in record.reads else 0.0


def own(record: Capability, chosen: Settings) -> float:
    """What our own engine's answer takes at most, after the download and its turn."""
    engine = seconds_in(chosen, record.settings)
    return download(record, chosen) + chosen.queue_seconds + engine if engine else 0.0


def vendors(record: Capability, chosen: Settings) -> float:
    """What the vendor's answer takes at most."""
    return seconds_in(chosen, record.wire.vendor_settings) if record.vendor else 0.0


@pytest.mark.parametrize("deployed", ["alone", GATEWAY])
@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_call_ends_before_the_platform_does(platform: str, function: str, deployed: str) -> None:
    where = GATEWAY if deployed == GATEWAY else function
    chosen, given = settings(platform, where), seconds_of(platform, where)
    record = functions.record(function)
    if platform == "wechat-cloudrun":  # too short for the vendor and then our engine: docs/deployment.md
        waits, rest = max(own(record, chosen), download(record, chosen) + vendors(record, chosen)), ITS_REST_S
    else:
        waits, rest = own(record, chosen) + vendors(record, chosen), REST_S
    assert not waits or waits + rest <= given, f"functions/{function}/api.py: seconds are too few"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_is_taken_can_be_enlarged_in_the_time_for_it(platform: str) -> None:
    """At three seconds a million pixels: docs/benchmarks.md."""
    chosen = settings(platform, "superresolution")
    assert chosen.superresolution_pixels * 3e-6 <= chosen.superresolution_seconds
