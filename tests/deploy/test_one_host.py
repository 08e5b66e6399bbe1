"""deploy/one-host: on each platform every path of every function leads to that function, on one host."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

import functions
from tests.deploy.manifests import DEPLOY, service_name
from tests.deploy.proxies import echo, running
from tests.support import free_port
from tests.support.function_process import FUNCTIONS, PATIENCE_S

HOST = DEPLOY / "one-host"
PATHS = {path: service_name(name) for name in FUNCTIONS for path in functions.record(name).paths}
ROUTES = {route: service_name(name) for name in FUNCTIONS for route in functions.record(name).routes}
UPSTREAM = re.compile(r"server ([a-z-]+):8080;")


def document(name: str) -> Any:
    return yaml.safe_load((HOST / name).read_text("utf-8"))


def of_fc() -> Mapping[str, str]:
    routes = document("aliyun-fc/s.yaml")["resources"]["domain"]["props"]["routeConfig"]["routes"]
    return {one["path"]: one["functionName"].removeprefix("wx-image-") for one in routes}


def of_scf() -> Mapping[str, str]:
    routes = json.loads((HOST / "tencent-scf.json").read_text("utf-8"))["EndpointsConfig"]
    return {one["PathMatch"]: one["FunctionName"].removeprefix("wx-image-") for one in routes}


def of_cloud_run() -> Mapping[str, str]:
    (matcher,) = document("cloud-run.yaml")["pathMatchers"]
    return {path: one["service"].rpartition("/")[2] for one in matcher["pathRules"] for path in one["paths"]}


def of_knative() -> Mapping[str, str]:
    routes = [
        one for one in yaml.safe_load_all((HOST / "knative.yaml").read_text("utf-8")) if one["kind"] == "HTTPRoute"
    ]
    return {
        match["path"]["value"] + {"Exact": "", "PathPrefix": "/*"}[match["path"]["type"]]: one["metadata"]["name"]
        for one in routes
        for match in one["spec"]["rules"][0]["matches"]
    }


@pytest.mark.parametrize("of_platform", [of_fc, of_scf, of_cloud_run, of_knative])
def test_every_path_leads_to_its_function(of_platform: Any) -> None:
    assert of_platform() == ROUTES


def test_each_method_with_which_a_function_is_called_is_led_to_it_by_fc() -> None:
    routes = document("aliyun-fc/s.yaml")["resources"]["domain"]["props"]["routeConfig"]["routes"]
    made = document("../aliyun-fc/s.yaml")["resources"]
    for one in routes:
        (trigger,) = made[one["functionName"].removeprefix("wx-image-")]["props"]["triggers"]
        assert one["methods"] == trigger["triggerConfig"]["methods"]


def test_knatives_ingress_is_told_the_name_that_it_knows_a_service_by() -> None:
    for one in yaml.safe_load_all((HOST / "knative.yaml").read_text("utf-8")):
        if one["kind"] == "HTTPRoute":
            (rewrite,) = one["spec"]["rules"][0]["filters"]
            assert rewrite["urlRewrite"]["hostname"] == f"{one['metadata']['name']}.${{NAMESPACE}}.svc.cluster.local"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=host"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "certificate.pem"


def configuration(folder: Path, certificate: Path, port: int, upstreams: Mapping[str, int]) -> Path:
    """The file, with this machine's ports and paths."""
    text = (HOST / "nginx.conf").read_text("utf-8")
    text = UPSTREAM.sub(lambda found: f"server 127.0.0.1:{upstreams[found[1]]};", text)
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl").replace("/var/log/nginx", str(folder))
    (folder / "host.conf").write_text(text.replace("/etc/nginx/tls", str(certificate.parent)))
    paths = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = f"daemon off; master_process off; pid {folder}/pid; events {{}} http {{ {paths} include host.conf; }}"
    (folder / "nginx.conf").write_text(main)
    return folder / "nginx.conf"


@pytest.fixture(scope="module")
def url(certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with ExitStack() as stack:
        upstreams = {name: stack.enter_context(echo(name)) for name in map(service_name, FUNCTIONS)}
        file = str(configuration(folder, certificate, port, upstreams))
        command = ["nginx", "-e", str(folder / "early"), "-c", file]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "warn" not in checked.stderr
        stack.enter_context(running(command, port, folder, PATH="/usr/sbin:/usr/bin:/bin"))
        yield f"https://127.0.0.1:{port}"


class TestNginx:
    """nginx with the file, in front of a server for each function that says its name."""

    @pytest.mark.parametrize("path", PATHS)
    def test_every_path_leads_to_its_function(self, path: str, url: str, certificate: Path) -> None:
        for variant in (path, path.upper(), f"{path}/"):
            answer = requests.get(
                f"{url}{variant}?access_token=t%2B1", timeout=PATIENCE_S, verify=str(certificate)
            ).json()
            assert answer["name"] == PATHS[path]
            assert answer["path"] == f"{variant}?access_token=t%2B1"
            assert answer["headers"]["x-forwarded-proto"] == "https"

    def test_a_link_to_a_photo_comes_through_as_it_is(self, url: str, certificate: Path) -> None:
        link = "/get_pic_3/result_wm/local-1%E6%B5%85%E8%93%9D.jpg?expires=1&signature=a"
        answer = requests.get(f"{url}{link}", timeout=PATIENCE_S, verify=str(certificate)).json()
        assert (answer["name"], answer["path"]) == ("idphoto-result", link)

    def test_a_large_picture_comes_through_whole(self, url: str, certificate: Path) -> None:
        body = bytes(30_000_000)
        answer = requests.post(f"{url}/aliyun_api/pic_handle_3", body, timeout=PATIENCE_S, verify=str(certificate))
        assert answer.json()["bytes"] == len(body)

    @pytest.mark.parametrize(
        "path", ["/", "/metrics", "/healthz", "/cv/img/qrcode/metrics", "/cv/img/qrcod", "/get_pic_3x/a.jpg"]
    )
    def test_nothing_else_is_reached(self, path: str, url: str, certificate: Path) -> None:
        answer = requests.get(f"{url}{path}", timeout=PATIENCE_S, verify=str(certificate))
        assert (answer.status_code, answer.json()["errcode"]) == (404, 40066)
