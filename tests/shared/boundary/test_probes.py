"""/healthz, /readyz and /metrics of a function over HTTP."""

import logging
from dataclasses import replace
from pathlib import Path

import flask
import pytest
from flask.testing import FlaskClient

from functions.qrcode import main as qrcode
from functions.superresolution import main as superresolution
from shared import config, metrics
from shared.entrypoint import Entrypoint
from tests.support import SETTINGS, qr_png

HEALTH = ("/healthz", "/readyz")


def served(endpoint: Entrypoint) -> FlaskClient:
    """A client of one function, with what answers loaded."""
    endpoint.dispatch.load()
    app = flask.Flask("function")
    app.before_request(lambda: endpoint(flask.request))
    return app.test_client()


def status(client: FlaskClient, path: str) -> tuple[int, str]:
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, response.get_json()["status"]


@pytest.fixture
def broken_store(tmp_path: Path) -> str:
    """A folder that cannot be made."""
    (tmp_path / "a-file").write_text("x")
    return f"file://{tmp_path}/a-file/store"


class TestHealth:
    @pytest.mark.parametrize("path", HEALTH)
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_no_token_and_no_line_in_the_log(self, path: str, method: str, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            assert served(qrcode.endpoint).open(path, method=method).status_code == 200
        assert caplog.records == []

    def test_a_dead_store_is_seen(self, broken_store: str) -> None:
        config.use(replace(SETTINGS, store_url=broken_store))
        client = served(superresolution.endpoint)
        assert status(client, "/readyz") == (503, "not ready")
        assert status(client, "/healthz") == (200, "ok")
        config.use(SETTINGS)
        assert status(client, "/readyz") == (200, "ok")

    def test_but_not_by_a_function_that_has_none(self, broken_store: str) -> None:
        config.use(replace(SETTINGS, store_url=broken_store))
        assert status(served(qrcode.endpoint), "/readyz") == (200, "ok")

    def test_and_not_where_only_the_vendor_answers(self, broken_store: str) -> None:
        config.use(replace(SETTINGS, store_url=broken_store, backend="vendor"))
        assert status(served(superresolution.endpoint), "/readyz") == (200, "ok")


class TestMetrics:
    @pytest.fixture(autouse=True)
    def _nothing_counted(self) -> None:
        metrics._made.cache_clear()

    def test_unknown_without_the_setting(self, client: FlaskClient) -> None:
        assert client.get("/metrics").get_json()["errcode"] == 40066

    def test_calls_are_counted(self, client: FlaskClient, token: str) -> None:
        config.use(replace(SETTINGS, metrics=True))
        png = qr_png("x")
        form = b'--b\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n' + png + b"\r\n--b--\r\n"
        client.post(f"/cv/img/qrcode?access_token={token}", data=form, content_type="multipart/form-data; boundary=b")
        client.get("/cv/img/qrcode?access_token=x")
        client.get("/healthz")
        response = client.get("/metrics")
        assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        labels = 'function="qrcode",partial="false",served_by="local"'
        lines = response.text.splitlines()
        calls = [line for line in lines if line.startswith("wx_image_calls_total{")]
        assert sorted(calls) == [
            f'wx_image_calls_total{{client="",errcode="40001",{labels}}} 1.0',
            f'wx_image_calls_total{{client="the-client",errcode="0",{labels}}} 1.0',
        ]
        assert f'wx_image_bytes_sum{{function="qrcode"}} {float(len(png))}' in lines
        assert 'wx_image_line_waiting{line="processors"} 0.0' in lines

    def test_a_post_is_none(self, client: FlaskClient) -> None:
        config.use(replace(SETTINGS, metrics=True))
        assert client.post("/metrics").get_json()["errcode"] == 40066
