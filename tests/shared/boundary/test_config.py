"""Every setting: its default, values that it takes, and the sentence for values that it does not take."""

import ipaddress
import os
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest
from pytest_mock import MockerFixture

from shared import config
from shared.config import SettingError, Settings
from shared.download.addresses import Allow
from tests.support import ROOT
from tests.support.allowed import CHOICES, RANGES

KEY = "0123456789abcdef"
TEXTS = (
    "CLIENT_ID",
    "WECHAT_APPID",
    "WECHAT_SECRET",
    "WECHAT_TOKEN_FILE",
    "STORE_REGION",
    "STORE_ACCESS_KEY",
    "STORE_SECRET_KEY",
    "LEQI_APPCODE",
    "MATTING_MODEL",
    "SPECS",
)
URLS = ("WECHAT_API_BASE", "LEQI_API_BASE", "STORE_ENDPOINT", "PUBLIC_BASE_URL")
SECRETS = {
    "SIGNING_KEY": "a-signing-key-for-this-test",
    "CLIENT_SECRET": "a-secret-for-this-test",
    "CLIENTS": "one:a-secret-for-this-test",
    "APPCODES": "an-appcode-for-this-test",
    "WECHAT_SECRET": "hidden",
    "STORE_ACCESS_KEY": "hidden",
    "STORE_SECRET_KEY": "hidden",
    "LEQI_APPCODE": "hidden",
}
"""Each with a value that it takes."""
OTHERS = (
    *("HOST", "FUNCTIONS", "PRELOAD", "PASS_ON"),
    *("SIGNING_KEY", "CLIENT_SECRET", "CLIENTS", "FETCH_ALLOW", "STORE_URL", "APPCODES", "METRICS"),
)


def read(**env: str) -> Settings:
    return Settings.from_env(env)


def value(name: str, text: str) -> Any:
    return getattr(read(**{name: text}), name.lower())


def refusal(name: str, text: str) -> str:
    with pytest.raises(SettingError) as caught:
        read(**{name: text})
    assert str(caught.value).startswith(f"{name} must ")
    return str(caught.value)


def test_every_setting_is_tested_here() -> None:
    names = {field.name.upper() for field in fields(Settings)}
    assert names == {*CHOICES, *RANGES, *TEXTS, *URLS, *OTHERS}


class TestDefaults:
    def test_without_any_variable(self) -> None:
        assert read() == Settings(
            port=8080,
            backend="local",
            cards_backend="local",
            access="token",
            signing_key="",
            client_id="",
            client_secret="",
            clients=(),
            max_image_bytes=2 * 1024 * 1024,
            max_photo_bytes=16 * 1024 * 1024,
            max_image_pixels=50_000_000,
            upload_seconds=30.0,
            compute_threads=None,
            fetch_allow=Allow(),
            fetch_seconds=8.0,
            wechat_api_base="https://api.weixin.qq.com",
            wechat_appid="",
            wechat_secret="",
            wechat_token_file="/.tencentcloudbase/wx/cloudbase_access_token",
            vendor_seconds=12.0,
            aicrop_seconds=5.0,
            qrcode_seconds=6.0,
            ocr_seconds=30.0,
            superresolution_pixels=12_000_000,
            superresolution_seconds=40.0,
            max_media_bytes=20 * 1024 * 1024,
            store_url="",
            store_endpoint="",
            store_region="us-east-1",
            store_access_key="",
            store_secret_key="",
            public_base_url="",
            appcodes=(),
            leqi_api_base="https://wnt2.market.alicloudapi.com",
            leqi_seconds=60.0,
            leqi_appcode="",
            idphoto_seconds=30.0,
            matting_model="",
            specs="",
            log_level="info",
            log_format="json",
            metrics=False,
        )

    @pytest.mark.parametrize("name", [*CHOICES, *RANGES, *TEXTS, *URLS, *OTHERS])
    @pytest.mark.parametrize("text", ["", "  "])
    def test_an_empty_value_is_none(self, name: str, text: str) -> None:
        assert read(**{name: text}) == Settings()

    def test_other_variables_do_not_matter(self) -> None:
        assert read(EAGER="no", HOME="/root", port="1", BACKEND_="vendor") == Settings()

    def test_settings_do_not_change(self) -> None:
        with pytest.raises(FrozenInstanceError):
            read().port = 1  # type: ignore[misc]


class TestChoices:
    @pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in CHOICES.items() for text in texts])
    def test_each(self, name: str, text: str) -> None:
        assert value(name, text) == value(name, f" {text.upper()} ") == text

    @pytest.mark.parametrize("name", CHOICES)
    @pytest.mark.parametrize("text", ["nonsense", "1", "local,vendor", "json text"])
    def test_others_are_refused(self, name: str, text: str) -> None:
        assert refusal(name, text) == f"{name} must be one of {', '.join(CHOICES[name])}, not {text!r}"


class TestNumbers:
    @pytest.mark.parametrize("name", RANGES)
    def test_both_ends_are_taken(self, name: str) -> None:
        low, high = RANGES[name]
        assert value(name, str(low)) == low
        assert value(name, str(high)) == high
        assert type(value(name, str(low))) is type(low)

    @pytest.mark.parametrize("name", RANGES)
    @pytest.mark.parametrize("text", ["0", "-1", "1e99", "nan", "inf", "ten", "2 MB", "0x10", "1,5", "9" * 5000])
    def test_others_are_refused(self, name: str, text: str) -> None:
        low, high = RANGES[name]
        assert refusal(name, text) == f"{name} must be a number from {low} to {high}, not {text!r}"

    @pytest.mark.parametrize("name", ["PORT", "MAX_IMAGE_BYTES", "MAX_IMAGE_PIXELS"])
    def test_no_fractions_of_a_byte(self, name: str) -> None:
        refusal(name, "1000.5")


class TestTexts:
    @pytest.mark.parametrize("name", TEXTS)
    @pytest.mark.parametrize("text", ["x", "with 'quotes' & more", "密码"])
    def test_as_given(self, name: str, text: str) -> None:
        assert value(name, text) == text
        assert value(name, f"\n{text} ") == text

    @pytest.mark.parametrize("name", URLS)
    @pytest.mark.parametrize("text", ["https://api.weixin.qq.com", "http://127.0.0.1:8081", "http://proxy/wechat"])
    def test_urls(self, name: str, text: str) -> None:
        assert value(name, text) == text
        assert value(name, text + "/") == text

    @pytest.mark.parametrize("name", URLS)
    @pytest.mark.parametrize("text", ["api.weixin.qq.com", "ftp://x", "https://", "https://x?a=1"])
    def test_a_plain_url(self, name: str, text: str) -> None:
        assert repr(text) in refusal(name, text)

    @pytest.mark.parametrize("name", URLS)
    def test_password_in_a_url_is_refused_and_not_shown(self, name: str) -> None:
        assert "p4ss" not in refusal(name, "https://user:p4ss@x")


class TestStore:
    @pytest.mark.parametrize("text", ["file:///var/store", "s3://bucket", "s3://a.bucket-1/some/prefix"])
    def test_a_folder_or_a_bucket(self, text: str) -> None:
        assert value("STORE_URL", text) == value("STORE_URL", text + "/") == text

    @pytest.mark.parametrize(
        "text", ["/var/store", "file://store", "file:///", "s3://", "S3://b", "https://b/x", "s3:b"]
    )
    def test_others_are_refused(self, text: str) -> None:
        assert repr(text) in refusal("STORE_URL", text)


class TestSwitches:
    @pytest.mark.parametrize(
        ("text", "on"), [("1", True), ("true", True), ("True", True), ("0", False), ("FALSE", False)]
    )
    def test_on_and_off(self, text: str, on: bool) -> None:
        assert value("METRICS", text) is on

    @pytest.mark.parametrize("text", ["yes", "on", "2", "-1", "truth"])
    def test_others_are_refused(self, text: str) -> None:
        assert refusal("METRICS", text) == f"METRICS must be one of 1, true, 0, false, not {text!r}"


class TestClients:
    def test_several(self) -> None:
        found = value("CLIENTS", " shop : secret-one , 仓库:secret:with:colons,")
        assert found == (("shop", "secret-one"), ("仓库", "secret:with:colons"))

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("hidden-secret", "must be id:secret,id:secret; number 1 is not so"),
            ("a:secret-one,:hidden-secret", "must be id:secret,id:secret; number 2 is not so"),
            ("a\nb:hidden-secret", "must be printable text on one line; divide several values by commas"),
            ("a:secret-one,b:hidden", "must have at least 8 characters in each secret; number 2 has 6"),
            ("a:", "must have at least 8 characters in each secret; number 1 has 0"),
            (
                "hidden:secret-one,b:secret-two,hidden:other-hidden",
                "must name each client once; number 3 repeats an id",
            ),
        ],
    )
    def test_others_are_refused_and_not_shown(self, text: str, complaint: str) -> None:
        assert refusal("CLIENTS", text) == f"CLIENTS {complaint}"

    def test_the_client_of_client_id_is_one_more(self) -> None:
        chosen = read(CLIENTS="a:secret-one,b:secret-two", CLIENT_ID="c", CLIENT_SECRET="secret-three")
        assert chosen.callers() == (("a", "secret-one"), ("b", "secret-two"), ("c", "secret-three"))
        assert read(CLIENT_ID="c", CLIENT_SECRET="secret-three").callers() == (("c", "secret-three"),)
        assert read(CLIENTS="a:secret-one").callers() == (("a", "secret-one"),)
        assert read().callers() == ()

    def test_the_id_of_client_id_is_refused(self) -> None:
        with pytest.raises(SettingError, match="CLIENTS must not have the id that CLIENT_ID has"):
            read(CLIENTS="a:secret-one", CLIENT_ID="a", CLIENT_SECRET="secret-two")

    def test_a_short_client_secret(self) -> None:
        assert value("CLIENT_SECRET", "8-is-all") == "8-is-all"
        assert refusal("CLIENT_SECRET", "x") == "CLIENT_SECRET must have at least 8 characters; this one has 1"


class TestAppcodes:
    def test_one_or_more(self) -> None:
        assert value("APPCODES", " code-one , code-two,") == ("code-one", "code-two")

    def test_too_short_and_not_shown(self) -> None:
        assert "s3cret" not in refusal("APPCODES", "long-enough,s3cret")


class TestSigningKey:
    def test_long_enough(self) -> None:
        assert value("SIGNING_KEY", KEY) == KEY

    def test_too_short(self) -> None:
        assert refusal("SIGNING_KEY", KEY[1:]) == "SIGNING_KEY must have at least 16 characters; this one has 15"
        assert refusal("SIGNING_KEY", ",") == "SIGNING_KEY must have at least 16 characters; this one has 0"

    def test_several_divided_by_commas(self) -> None:
        assert value("SIGNING_KEY", f" {KEY} , another-{KEY},") == f"{KEY},another-{KEY}"

    def test_each_must_be_long_enough(self) -> None:
        sentence = "SIGNING_KEY must have at least 16 characters in each key; one has 6"
        assert refusal("SIGNING_KEY", f"{KEY},hidden") == sentence


class TestFetchAllow:
    def test_networks_and_hosts(self) -> None:
        allowed = value("FETCH_ALLOW", "10.0.0.0/8, cdn.internal ,fd00::/8")
        assert allowed.permits("x", ipaddress.ip_address("10.1.2.3"))
        assert allowed.permits("cdn.internal", ipaddress.ip_address("192.168.0.1"))
        assert not allowed.permits("x", ipaddress.ip_address("192.168.0.1"))

    @pytest.mark.parametrize("text", ["10.0.0.1/8", "http://cdn.internal", "*.internal", "127.1"])
    def test_others_are_refused(self, text: str) -> None:
        assert repr(text) in refusal("FETCH_ALLOW", text)


class TestSecrets:
    def test_are_these(self) -> None:
        assert set(SECRETS) == {field.name.upper() for field in fields(Settings) if not field.repr}

    @pytest.mark.parametrize("name", SECRETS)
    def test_not_in_the_repr(self, name: str) -> None:
        settings = read(**{name: SECRETS[name]})
        assert settings != Settings()
        assert repr(settings) == repr(Settings())

    def test_not_in_the_sentence_about_them(self) -> None:
        assert "hidden" not in refusal("SIGNING_KEY", "hidden")


class TestSecretsAsFiles:
    @pytest.mark.parametrize("name", SECRETS)
    def test_the_file_s_content(self, name: str, tmp_path: Path) -> None:
        file = tmp_path / "secret"
        file.write_text(SECRETS[name] + "\n")
        assert value(name, SECRETS[name]) == getattr(read(**{f"{name}_FILE": f" {file} "}), name.lower())

    def test_what_is_wrong_in_it_names_the_variable(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("short")
        with pytest.raises(SettingError, match="this one has 5"):
            read(SIGNING_KEY_FILE=str(tmp_path / "secret"))

    def test_both_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text(KEY)
        with pytest.raises(SettingError, match="SIGNING_KEY and SIGNING_KEY_FILE must not both be set: choose one"):
            read(SIGNING_KEY=KEY, SIGNING_KEY_FILE=str(tmp_path / "secret"))

    @pytest.mark.parametrize(
        ("content", "cause"),
        [
            (None, "it cannot be read: No such file or directory"),
            (b"\xff\xfehidden", "it cannot be read: it is not UTF-8"),
            (b"", "that one is empty"),
            (b" \n", "that one is empty"),
        ],
    )
    def test_unreadable_ones_are_not_shown(self, content: bytes | None, cause: str, tmp_path: Path) -> None:
        file = tmp_path / "hidden"
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(SettingError) as caught:
            read(WECHAT_SECRET_FILE=str(file))
        assert str(caught.value) == f"WECHAT_SECRET_FILE must name a text file with the secret in it; {cause}"

    def test_a_secret_in_the_place_of_a_file_s_name_is_not_shown(self) -> None:
        with pytest.raises(SettingError) as caught:
            read(SIGNING_KEY_FILE="hidden-" * 50)
        assert "hidden" not in str(caught.value)

    def test_a_mark_of_byte_order_is_no_part_of_it(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_bytes(b"\xef\xbb\xbf" + KEY.encode() + b"\r\n")
        assert read(SIGNING_KEY_FILE=str(tmp_path / "secret")).signing_key == KEY

    @pytest.mark.parametrize("name", SECRETS)
    def test_a_line_for_each_value_is_not_taken_for_one_long_value(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text(f"{SECRETS[name]}\n{SECRETS[name]}\n")
        with pytest.raises(SettingError, match=f"^{name} must be printable text on one line; divide several"):
            read(**{f"{name}_FILE": str(tmp_path / "secret")})

    def test_a_line_may_end_behind_a_comma(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("a:secret-of-a,\nb:secret-of-b,\n")
        assert read(CLIENTS_FILE=str(tmp_path / "secret")).clients == (("a", "secret-of-a"), ("b", "secret-of-b"))

    def test_only_for_secrets(self, tmp_path: Path) -> None:
        assert read(PORT_FILE=str(tmp_path), WECHAT_TOKEN_FILE="x") == Settings(wechat_token_file="x")


class TestStart:
    @pytest.fixture(autouse=True)
    def _fresh(self, mocker: MockerFixture) -> None:
        mocker.patch("shared.config._current", None)

    def start(self, mocker: MockerFixture, env: dict[str, str], *needs: str) -> str:
        """The sentence with which the process ends, or nothing if it starts."""
        mocker.patch.dict(os.environ, env, clear=True)
        try:
            config.start(lambda _: needs)
        except SystemExit as end:
            return str(end.code)
        return ""

    @pytest.mark.parametrize("missing", ["SIGNING_KEY", "CLIENT_ID", "CLIENT_SECRET", "PUBLIC_BASE_URL", "APPCODES"])
    def test_needs(self, mocker: MockerFixture, missing: str) -> None:
        env = {
            "SIGNING_KEY": KEY,
            "CLIENT_ID": "someone",
            "CLIENT_SECRET": "s3cret-of-the-client",
            "PUBLIC_BASE_URL": "https://x",
            "APPCODES": "a-code-for-callers",
        }
        needs = tuple(name.lower() for name in env)
        assert self.start(mocker, env, *needs) == ""
        config.use(None)  # type: ignore[arg-type]  # forget what has been read
        sentence = self.start(mocker, {**env, missing: ""}, *needs)
        assert sentence.startswith(f"cannot start: {missing} is not set: ")
        assert "s3cret" not in sentence

    @pytest.mark.parametrize("missing", ["STORE_URL", "STORE_ACCESS_KEY", "STORE_SECRET_KEY"])
    def test_a_bucket_needs_keys(self, mocker: MockerFixture, missing: str) -> None:
        env = {"STORE_URL": "s3://bucket", "STORE_ACCESS_KEY": "k", "STORE_SECRET_KEY": "s"}
        assert self.start(mocker, env, "store_url") == ""
        config.use(None)  # type: ignore[arg-type]
        assert f"{missing} is not set: " in self.start(mocker, {**env, missing: ""}, "store_url")

    def test_clients_in_place_of_the_one(self, mocker: MockerFixture) -> None:
        needs = ("client_id", "client_secret")
        clients = {"CLIENTS": "a:secret-one"}
        assert self.start(mocker, clients, *needs) == ""
        config.use(None)  # type: ignore[arg-type]
        assert "CLIENT_SECRET is not set: " in self.start(mocker, {**clients, "CLIENT_ID": "b"}, *needs)

    def test_with_a_bad_value(self, mocker: MockerFixture) -> None:
        assert self.start(mocker, {"BACKEND": "cloud"}) == (
            "cannot start: BACKEND must be one of local, vendor, relay, not 'cloud'"
        )

    def test_the_environment_is_read_once(self, mocker: MockerFixture) -> None:
        self.start(mocker, {"SIGNING_KEY": KEY, "PORT": "9000"})
        mocker.patch.dict(os.environ, {"PORT": "9001"})
        assert config.settings().port == 9000


def test_a_process_ends_with_one_sentence_and_no_trace() -> None:
    """As an operator sees it, in the log of a function that does not start."""
    command = [sys.executable, "-c", "import functions.token.main"]
    env = {"PATH": os.environ["PATH"], "PORT": "99999"}
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False, text=True, timeout=60)
    assert result.returncode == 1
    assert result.stderr == "cannot start: PORT must be a number from 1 to 65535, not '99999'\n"


class TestOfTheGateway:
    @pytest.mark.parametrize("text", ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost"])
    def test_addresses(self, text: str) -> None:
        assert read(HOST=text).host == text

    @pytest.mark.parametrize("text", ["http://x", "a b", "127.0.0.1/8"])
    def test_no_addresses(self, text: str) -> None:
        refusal("HOST", text)

    def test_functions(self) -> None:
        assert read(FUNCTIONS=" qrcode, token,").functions == ("qrcode", "token")

    @pytest.mark.parametrize(
        ("text", "prefixes"),
        [("/wxa", ("/wxa",)), ("/wxa/, /sns/jscode2session", ("/wxa", "/sns/jscode2session")), ("/", ("/",))],
    )
    def test_prefixes_of_paths(self, text: str, prefixes: tuple[str, ...]) -> None:
        assert read(PASS_ON=text).pass_on == prefixes

    @pytest.mark.parametrize(
        "text", ["wxa", "/wxa/../cgi-bin", "//wxa", "/wxa?x=1", "/%77xa", "https://api.weixin.qq.com/wxa"]
    )
    def test_no_prefixes_of_paths(self, text: str) -> None:
        refusal("PASS_ON", text)
