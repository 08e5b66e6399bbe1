"""deploy/: the files follow the records, platforms take them, and functions start with the settings in them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import functions
from gateway.record import OWN
from scripts.deployfiles import cli, function
from scripts.packager.target import GATEWAY
from shared import leqi
from shared.config import Settings
from tests.deploy.manifests import DEPLOY, DEPLOYED, PLATFORMS, document, record_of, service_name, settings_of
from tests.support import ROOT
from tests.support.function_process import FUNCTIONS, environment, refusal

CHECK = ROOT / "scripts" / "knative" / "check"
CONTAINER = "spec.template.spec.containers.0"


def test_the_files_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "deploy-files"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("function", DEPLOYED)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_setting_in_them_is_one_that_the_function_reads(platform: str, function: str) -> None:
    named = {name.upper() for name in record_of(function).reads}
    settings = settings_of(platform, function)
    assert set(settings) - named == set(), f"the record of {function} names no such setting"
    Settings.from_env({name: value for name, value in settings.items() if "${" not in value})


@pytest.mark.parametrize("function", DEPLOYED)
def test_what_they_ask_of_the_operator_is_what_the_function_cannot_start_without(function: str, tmp_path: Path) -> None:
    """As Cloud Run's files name each setting; none of them, and the function names the first."""
    asked = [name for name, value in settings_of("cloud-run", function).items() if "${" in value]
    empty = dict.fromkeys(asked, "")
    start = ["functions_framework", "--target", function, "--source", f"functions/{function}/main.py"]
    command = [sys.executable, "-m", *(["gateway"] if function == GATEWAY else start)]
    said = refusal(command, ROOT, environment(tmp_path, PYTHONPATH=".", **empty))
    assert said.startswith(f"cannot start: {asked[0]} is not set")
    assert len(said.splitlines()) == 1, "a sentence, and no trace"


def described(folder: Path, **given: Any) -> dict[str, function.Function]:
    """The functions as they are with such a settings.yml."""
    chosen = folder / "settings.yml"
    chosen.write_text(yaml.safe_dump(given), "utf-8")
    return {one.name: one for one in function.described(chosen)}


def test_a_secret_that_a_file_holds_is_not_asked_for(tmp_path: Path) -> None:
    files = {"SIGNING_KEY_FILE": "/run/secrets/signing-key", "CLIENTS_FILE": "/run/secrets/clients"}
    token = described(tmp_path, all=files)["token"]
    assert token.asked == ()
    assert token.settings == files


def test_a_setting_for_all_goes_to_those_that_read_it(tmp_path: Path) -> None:
    given = described(tmp_path, all={"BACKEND": "relay", "LEQI_SECONDS": 20}, qrcode={"BACKEND": "local"})
    assert given["token"].settings == {"BACKEND": "relay"}
    assert given["idphoto"].settings == {"BACKEND": "relay", "LEQI_SECONDS": "20"}
    assert given["qrcode"].settings == {"BACKEND": "local"}


def test_a_setting_whose_name_ends_as_that_of_a_secrets_file(tmp_path: Path) -> None:
    qrcode = described(tmp_path, qrcode={"WECHAT_TOKEN_FILE": "/t", "WECHAT_SECRET_FILE": "/s"})["qrcode"]
    assert qrcode.settings == {"WECHAT_TOKEN_FILE": "/t", "WECHAT_SECRET_FILE": "/s"}


def test_with_the_vendor_alone_no_store_is_asked_for(tmp_path: Path) -> None:
    media = described(tmp_path, media={"BACKEND": "vendor"})["media"]
    assert media.asked == ("SIGNING_KEY",)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        *(({"all": {name: "x"}}, f"all: there is no setting {name}") for name in ("PORT_FILE", "SIGNING_KEYS_FILE")),
        ({"qrcode": {"WECHAT_APPID_FILE": "x"}}, "qrcode: there is no setting WECHAT_APPID_FILE"),
        ({"token": {"OCR_SECONDS": 5}}, "token: functions/token/api.py names no OCR_SECONDS"),
        ({"qr-code": {"BACKEND": "local"}}, "qr-code: there is no such function"),
        ({"all": {"BACKEND": "engine"}}, "aicrop: BACKEND must be one of local, vendor, relay, not 'engine'"),
    ],
)
def test_a_wrong_setting_of_a_deployment_is_named(given: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(function.DeploymentError, match=f"^{re.escape(complaint)}$"):
        cli.files(described(tmp_path, **given).values(), function.described_gateway(tmp_path / "settings.yml"))


class TestGateway:
    """The gateway's own part of settings.yml, and its record."""

    def described(self, folder: Path, **given: Any) -> function.Function:
        (folder / "settings.yml").write_text(yaml.safe_dump(given), "utf-8")
        return function.described_gateway(folder / "settings.yml")

    def test_it_takes_what_is_for_all_and_its_own(self, tmp_path: Path) -> None:
        made = self.described(tmp_path, all={"BACKEND": "relay", "OCR_SECONDS": 9}, gateway={"PRELOAD": 1})
        assert made.settings == {"BACKEND": "relay", "OCR_SECONDS": "9", "PRELOAD": "1"}
        assert {name.upper() for name in OWN} <= {name.upper() for name in made.record.reads}

    def test_one_for_some_functions_asks_only_for_what_those_need(self, tmp_path: Path) -> None:
        made = self.described(tmp_path, gateway={"FUNCTIONS": "qrcode,token"})
        assert made.record.paths == ("/cv/img/qrcode", "/cgi-bin/token", "/cgi-bin/stable_token")
        assert made.asked == ("SIGNING_KEY", "CLIENT_ID", "CLIENT_SECRET")
        assert made.methods == ["GET", "POST"]

    def test_one_that_passes_calls_on_asks_for_the_account(self, tmp_path: Path) -> None:
        made = self.described(tmp_path, gateway={"FUNCTIONS": "token", "PASS_ON": "/cgi-bin,/sns"})
        assert {"WECHAT_APPID", "WECHAT_SECRET"} <= set(made.asked)

    @pytest.mark.parametrize(
        ("given", "complaint"),
        [
            ({"FUNCTIONS": "qr-code"}, "gateway: FUNCTIONS must list functions among "),
            ({"BACKEND": "engine"}, "gateway: BACKEND must be one of local, vendor, relay, not 'engine'"),
            ({"PORTS": 80}, "gateway: there is no setting PORTS"),
        ],
    )
    def test_a_wrong_setting_is_named(self, given: dict[str, Any], complaint: str, tmp_path: Path) -> None:
        with pytest.raises(function.DeploymentError, match=f"^{re.escape(complaint)}"):
            _ = self.described(tmp_path, gateway=given).asked

    def test_what_it_needs_fits_every_platform(self) -> None:
        """SCF has at most 3072 MB, WeChat CloudRun 900 s; each takes its memory in steps of its own."""
        made = function.described_gateway()
        assert made.record.megabytes <= 3072
        assert not made.light
        assert made.record.seconds == max(record_of(name).seconds for name in FUNCTIONS)


def test_what_is_packed_with_a_function_is_what_it_imports() -> None:
    entries = {one.name: one for one in function.described()}
    assert entries["token"].light
    assert {"engines/codes", "shared/images", "shared/wechat"} <= set(entries["qrcode"].rooms)
    with_leqi = {name for name, one in entries.items() if "shared/leqi" in one.rooms}
    assert with_leqi == {name for name in FUNCTIONS if isinstance(functions.record(name).wire, leqi.Form)}


def test_an_empty_file_of_settings_is_one_without_any(tmp_path: Path) -> None:
    chosen = tmp_path / "settings.yml"
    chosen.write_text("all:\n")
    assert [one.settings for one in function.described(chosen)] == [{} for _ in FUNCTIONS]
    chosen.write_text("# none\n")
    assert [one.settings for one in function.described(chosen)] == [{} for _ in FUNCTIONS]


@pytest.mark.parametrize("platform", ["knative", "cloud-run"])
def test_probes_ask_for_health_and_not_for_a_picture(platform: str) -> None:
    for name in map(service_name, DEPLOYED):
        manifest = document(DEPLOY / platform / f"{name}.yaml")
        container = manifest["spec"]["template"]["spec"]["containers"][0]
        assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
        first, path = "readinessProbe" if platform == "knative" else "startupProbe", "/healthz"
        assert container[first]["httpGet"]["path"] == path


def copy(folder: Path) -> Path:
    """The manifests."""
    target = folder / "deploy"
    for platform in ("knative", "cloud-run"):
        shutil.copytree(DEPLOY / platform, target / platform)
    (target / "one-host").mkdir()
    shutil.copy(DEPLOY / "one-host" / "knative.yaml", target / "one-host")
    return target


def put(path: Path, place: str, value: Any) -> None:
    """Have a manifest hold a value at a place."""
    manifest = yaml.safe_load(path.read_text("utf-8"))
    *parents, last = (int(step) if step.isdecimal() else step for step in place.split("."))
    inner = manifest
    for step in parents:
        inner = inner[step]
    inner[last] = value
    path.write_text(yaml.safe_dump(manifest), "utf-8")


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("npm") is None:
        pytest.skip("Node.js is not installed")
    return subprocess.run([CHECK, folder], capture_output=True, text=True, check=False)


def test_the_knative_manifests_are_right(tmp_path: Path) -> None:
    done = check(copy(tmp_path))
    assert (done.returncode, done.stdout) == (0, "deploy: the Knative manifests are right\n")


def test_a_broken_manifest_is_rejected(tmp_path: Path) -> None:
    """Each fault in a manifest of its own, and all are looked at by one call, as each takes a second."""
    faults = [
        ("spec.template.spec.containerConcurrency", "eight", "must be integer"),
        (f"{CONTAINER}.livenessProb", {}, "must NOT have additional properties"),
        (f"{CONTAINER}.readinessProbe.httpGet.port", 80, "must be equal to constant"),
        (f"{CONTAINER}.resources.limits.memory", "1 GB", "must match pattern"),
        (f"{CONTAINER}.env", [{"name": "PORT", "value": "80"}], "must NOT be valid"),
        ("metadata.name", "printed_text_ocr", "must match pattern"),
        ("spec.template.metadata.annotations", {"autoscaling.knative.dev/maxscale": "1"}, "is not known"),
        ("metadata.annotations", {"run.googleapis.com/invoker-iam-disabled": "true"}, "is not known on this platform"),
    ]
    folder = copy(tmp_path)
    files = [f"knative/{service_name(name)}.yaml" for name in FUNCTIONS[: len(faults)]]
    for file, (place, value, _) in zip(files, faults, strict=True):
        put(folder / file, place, value)
    done = check(folder)
    assert done.returncode == 1
    for file, (_, _, complaint) in zip(files, faults, strict=True):
        assert any(f"{file}: " in line and complaint in line for line in done.stderr.splitlines()), (file, complaint)


def test_a_field_that_cloud_run_does_not_take_is_rejected_there(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    shutil.copy(folder / "knative" / "token.yaml", folder / "cloud-run" / "token.yaml")
    done = check(folder)
    assert done.returncode == 1
    assert "cloud-run/token.yaml: envFrom is not known on this platform" in done.stderr


def test_a_broken_route_of_one_host_is_rejected(tmp_path: Path) -> None:
    """Each fault in a route of its own, and one call for all, as above."""
    faults = [
        ("type: Exact", "type: Exactly", "must be equal to one of the allowed values"),
        ("kind: HTTPRoute\nmetadata", "kind: HttpRoute\nmetadata", "HttpRoute is not known"),
        ("port: 80\n", "port: eighty\n", "must be integer"),
        ("k8s.io/v1\n", "k8s.io/v2\n", "data/apiVersion must be equal to one of the allowed values"),
    ]
    file = copy(tmp_path) / "one-host" / "knative.yaml"
    grant, *routes = file.read_text("utf-8").split("\n---\n")
    for place, (right, wrong, _) in enumerate(faults):
        assert right in routes[place]
        routes[place] = routes[place].replace(right, wrong, 1)
    file.write_text("\n---\n".join([grant, *routes]))
    done = check(tmp_path / "deploy")
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if "one-host/knative.yaml: " in line]
    for line, (_, _, complaint) in zip(said, faults, strict=True):
        assert complaint in line


@pytest.mark.parametrize("function", DEPLOYED)
def test_cloud_run_lets_callers_without_a_google_account_in(function: str) -> None:
    """It answers 403 by itself otherwise, and refuses less than 512 MiB in its second generation."""
    manifest = document(DEPLOY / "cloud-run" / f"{service_name(function)}.yaml")
    assert manifest["metadata"]["annotations"] == {"run.googleapis.com/invoker-iam-disabled": "true"}
    template = manifest["spec"]["template"]
    memory = int(template["spec"]["containers"][0]["resources"]["limits"]["memory"].removesuffix("Mi"))
    generation = template["metadata"]["annotations"].get("run.googleapis.com/execution-environment")
    assert generation == ("gen1" if memory < 512 else None)


def test_placeholders_are_filled_in_as_the_guide_says() -> None:
    envsubst = shutil.which("envsubst")
    if envsubst is None:
        pytest.skip("gettext's envsubst is not installed")
    text = (DEPLOY / "cloud-run" / "media.yaml").read_text("utf-8")
    names = set(re.findall(r"\$\{(\w+)\}", text))
    variables = {**os.environ, **dict.fromkeys(names, "here")}
    done = subprocess.run([envsubst], input=text, capture_output=True, text=True, check=True, env=variables)
    assert "here/media:here" in done.stdout
    assert "$" not in done.stdout
