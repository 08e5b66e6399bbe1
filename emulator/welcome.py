"""What `scripts/serve` prints: a real answer from the server that has just started, and commands to paste."""

import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import requests

from shared import config
from shared.bilingual import Bilingual
from shared.config import Settings

SAMPLE = Path(__file__).parent / "samples" / "codes.png"
_PATIENCE_S = 30.0


def greet(url: str, settings: Settings) -> None:
    """Recognise our sample over the emulator's own HTTP interface and print the answer with two curl lines."""
    try:
        text = _greeting(url, settings)
    except requests.RequestException as error:
        text = Bilingual(
            "The emulator did not answer its own first request: {cause}\n",
            "模拟器没有应答它自己的第一个请求：{cause}\n",
            cause=type(error).__name__,
        )
    sys.stdout.write(text.say(config.terminal_language()))
    sys.stdout.flush()


def _greeting(url: str, settings: Settings) -> Bilingual:
    with requests.Session() as session:
        session.trust_env = False  # a proxy for the outside must not see calls to this machine
        _wait(session, url)
        login = urlencode(
            {"grant_type": "client_credential", "appid": settings.client_id, "secret": settings.client_secret},
            quote_via=quote,
        )
        token = session.get(f"{url}/cgi-bin/token?{login}", timeout=_PATIENCE_S).json()["access_token"]
        with SAMPLE.open("rb") as file:
            started = time.perf_counter()
            answer = session.post(
                f"{url}/cv/img/qrcode", params={"access_token": token}, files={"img": file}, timeout=_PATIENCE_S
            )
    return _welcome(url, settings, token, login, (answer.text, (time.perf_counter() - started) * 1000))


def _welcome(url: str, settings: Settings, token: str, login: str, read: tuple[str, float]) -> Bilingual:
    """What is printed; `read` is the answer about the sample and the milliseconds that it took."""
    return Bilingual(
        """
The emulator is ready (Ctrl-C stops it). Open {url}/ in a browser to try every function.
It has just read {sample} in {milliseconds:.0f} ms:

{answer}

    client id      {client_id}
    client secret  {client_secret}

Read an image with a token of this run, then get a token of your own:

curl -F 'img=@{sample}' '{url}/cv/img/qrcode?access_token={token}'
curl '{url}/cgi-bin/token?{login}'

""",
        """
模拟器已就绪（按 Ctrl-C 停止）。用浏览器打开 {url}/ 即可试用全部函数。
刚刚识别了 {sample}，用时 {milliseconds:.0f} 毫秒：

{answer}

    client id      {client_id}
    client secret  {client_secret}

用本次运行的 token 识别一张图片，再自己获取一个 token：

curl -F 'img=@{sample}' '{url}/cv/img/qrcode?access_token={token}'
curl '{url}/cgi-bin/token?{login}'

""",
        url=url,
        sample=_short(SAMPLE),
        milliseconds=read[1],
        answer=read[0],
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        token=token,
        login=login,
    )


def _wait(session: requests.Session, url: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            session.get(f"{url}/healthz", timeout=_PATIENCE_S).raise_for_status()
        except requests.ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _short(path: Path) -> str:
    """The path as the reader can paste it: relative where that is possible."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
