"""compose.yaml and what belongs to it: what it gives to the gateway, what it asks for, and Caddy in front."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

import functions
from gateway.record import record
from shared.config import Settings
from tests.deploy.proxies import echo, running
from tests.support import ROOT, free_port
from tests.support.function_process import FUNCTIONS, PATIENCE_S

VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
CADDYFILE = ROOT / "deploy" / "compose" / "Caddyfile"


def required() -> set[str]:
    """The variables without which nothing is started."""
    return {name for name, kind, _ in VARIABLE.findall((ROOT / "compose.yaml").read_text("utf-8")) if kind == "?"}


def environment(**given: str) -> dict[str, str]:
    """What the gateway is given where .env says this."""
    raw = SERVICES["gateway"]["environment"]
    filled = {
        name: VARIABLE.sub(lambda found: given.get(found[1]) or found[3] or "", text) for name, text in raw.items()
    }
    return {**given, **filled}


class TestGateway:
    """What the gateway is given."""

    FILLED = dict.fromkeys(required(), "0123456789abcdef")

    def test_it_starts_with_what_is_asked_for(self) -> None:
        chosen = Settings.from_env(environment(**self.FILLED))
        record(FUNCTIONS).check(chosen)
        assert chosen.public_base_url == "https://localhost"
        assert chosen.store_endpoint == "http://store:7070"

    def test_all_that_is_asked_for_is_needed(self) -> None:
        known = {name.upper() for name in record(FUNCTIONS).reads}
        assert required() <= known
        needed = {name.upper() for name in record(FUNCTIONS).required(Settings())}
        assert needed - set(environment()) == set()

    def test_any_other_setting_comes_out_of_the_file(self) -> None:
        assert SERVICES["gateway"]["env_file"] == ".env"
        chosen = Settings.from_env(environment(**self.FILLED, BACKEND="relay", DOMAIN="images.example.com"))
        assert (chosen.backend, chosen.public_base_url) == ("relay", "https://images.example.com")

    def test_it_has_the_memory_and_the_time_to_stop_that_it_needs(self) -> None:
        assert SERVICES["gateway"]["mem_limit"] == f"{record(FUNCTIONS).megabytes}m"
        assert SERVICES["gateway"]["stop_grace_period"] == "40s"

    def test_only_caddy_is_reached_from_outside(self) -> None:
        ports = {name: one.get("ports", []) for name, one in SERVICES.items()}
        assert ports.pop("prometheus") == ["127.0.0.1:9090:9090"]
        assert {name for name, listed in ports.items() if listed} == {"caddy"}
        assert SERVICES["store"]["networks"] == ["inside"]
        assert COMPOSE["networks"]["inside"] == {"internal": True}

    @pytest.mark.parametrize("name", SERVICES)
    def test_none_has_more_rights_than_it_needs(self, name: str) -> None:
        one = SERVICES[name]
        assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert {"mem_limit", "pids_limit", "restart"} <= set(one)
        assert re.fullmatch(r"(\$\{IMAGE:-.+\}|.+:v?\d+\.\d+\.\d+(-alpine)?)", one["image"])


class TestForm:
    """What `docker compose config` looks at beyond the schema, which scripts/check holds against the file."""

    def test_every_volume_network_service_and_file_is_there(self) -> None:
        for one in SERVICES.values():
            assert set(one.get("networks", [])) <= set(COMPOSE["networks"])
            assert set(one.get("depends_on", [])) <= set(SERVICES)
            for volume in one.get("volumes", []):
                source = volume.partition(":")[0]
                assert (ROOT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"]

    def test_what_is_waited_for_says_that_it_is_healthy(self) -> None:
        waited = {name for one in SERVICES.values() for name in one.get("depends_on", {})}
        assert waited == {"gateway", "store"}
        assert all("healthcheck" in SERVICES[name] for name in waited)

    def test_what_is_refused_while_it_is_empty_stands_in_the_example_and_is_empty_there(self) -> None:
        lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
        given = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        assert set(given) == {"DOMAIN", *required()}
        assert set(given.values()) == {""}

    def test_the_sentence_for_an_empty_one_says_what_to_do(self) -> None:
        sentences = [
            text for _, kind, text in VARIABLE.findall((ROOT / "compose.yaml").read_text("utf-8")) if kind == "?"
        ]
        assert all(text.endswith("into .env") for text in sentences)

    def test_the_file_with_the_secrets_is_neither_committed_nor_sent_to_a_builder(self) -> None:
        assert ".env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
        assert (ROOT / ".dockerignore").read_text("utf-8").splitlines()[1] == "*"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which("caddy") is None:
        pytest.skip("Caddy is not installed")
    folder, port = tmp_path_factory.mktemp("caddy"), free_port()
    with echo("gateway") as upstream:
        text = CADDYFILE.read_text("utf-8").replace("gateway:8080", f"127.0.0.1:{upstream}", 1)
        assert f"reverse_proxy 127.0.0.1:{upstream}" in text
        (folder / "Caddyfile").write_text(text.replace("\tlog {", "\tadmin off\n\tlog {", 1))
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
        address = f"http://127.0.0.1:{port}"
        with running(command, port, folder, DOMAIN=address, PATH="/usr/bin:/bin", XDG_DATA_HOME=str(folder)):
            yield address


class TestCaddy:
    """Caddy with the file, over plain HTTP, in front of a server that says what has reached it."""

    def test_calls_come_through_with_the_address_of_their_caller(self, url: str) -> None:
        forged = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
        answer = requests.post(f"{url}/cv/img/qrcode?access_token=t%2B1", b"image", headers=forged, timeout=PATIENCE_S)
        seen = answer.json()
        assert (seen["path"], seen["method"], seen["bytes"]) == ("/cv/img/qrcode?access_token=t%2B1", "POST", 5)
        assert seen["headers"]["x-forwarded-for"] == "127.0.0.1"
        assert seen["headers"]["x-forwarded-proto"] == "http"
        assert seen["headers"]["x-forwarded-host"] == url.removeprefix("http://")

    @pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/METRICS"])
    def test_metrics_stay_inside(self, path: str, url: str) -> None:
        assert requests.get(f"{url}{path}", timeout=PATIENCE_S).status_code == 404

    def test_a_large_picture_comes_through_whole(self, url: str) -> None:
        body = bytes(30_000_000)
        assert requests.post(f"{url}/aliyun_api/pic_handle_3", body, timeout=PATIENCE_S).json()["bytes"] == len(body)

    def test_no_secret_of_a_call_that_failed_stands_in_the_log(self, tmp_path: Path) -> None:
        if shutil.which("caddy") is None:
            pytest.skip("Caddy is not installed")
        port, nowhere = free_port(), free_port()
        text = CADDYFILE.read_text("utf-8").replace("proxy gateway:8080", f"proxy 127.0.0.1:{nowhere}")
        (tmp_path / "Caddyfile").write_text(text.replace("\tlog {", "\tadmin off\n\tlog {", 1))
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
        url = f"http://127.0.0.1:{port}"
        with running(command, port, tmp_path, DOMAIN=url, PATH="/usr/bin:/bin", XDG_DATA_HOME=str(tmp_path)):
            answer = requests.get(f"{url}/cgi-bin/token?secret=the-secret", timeout=PATIENCE_S)
            assert answer.status_code == 502
        said = (tmp_path / "said").read_text()
        assert "connection refused" in said
        assert "the-secret" not in said


def test_prometheus_asks_the_gateway_where_it_listens() -> None:
    (job,) = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text("utf-8"))["scrape_configs"]
    (found,) = job["dns_sd_configs"]
    assert (found["names"], found["port"]) == (["gateway"], int(environment()["PORT"]))
    assert environment()["METRICS"] == "1"
    assert "metrics" in functions.record("token").reads
