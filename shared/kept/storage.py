"""What is kept for a later call, in a folder or an S3-compatible bucket that all instances share."""

import functools
import logging
import os
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from shared import clock, errors
from shared.bilingual import Bilingual
from shared.config import Settings, settings

from . import names

logger = logging.getLogger(__name__)

CLOCKS_APART_S = 300  # by as much, clocks of instances may differ
SWEEP_EVERY = 50  # writes, on average: instances live for too short a time to count, so that they throw dice
SWEEP_S = 1.0
STAGED_S = 3600  # after that, what a killed writer has left half-written in a folder is swept
PROBE_S, PROBE_KEPT_S = 2.0, 5.0
CONNECT_S, REQUEST_S, RETRY_S = 3, 10, 8  # a caller waits meanwhile


@dataclass(frozen=True)
class Shelf:
    """A kind of object: the folder of the store in which it lies, and for how many seconds it is kept."""

    folder: str
    seconds: int

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` under a new name: all of it or, with a StorageFailure, nothing."""
        try:
            store = _store()
            if random.randrange(SWEEP_EVERY) == 0:  # noqa: S311  # guards nothing
                self._sweep(store)
            store.put(f"{self.folder}/{name}", content)
        except (BaseError, OSError) as error:
            raise _failure("write", error) from None

    def get(self, name: str) -> bytes:
        """What was kept. Raises UnknownMedia for a malformed or unknown name and after its time, and StorageFailure."""
        self._check(name)
        try:
            return bytes(_store().get(f"{self.folder}/{name}").bytes())
        except FileNotFoundError:
            raise self._unknown() from None
        except (BaseError, OSError) as error:
            raise _failure("read", error) from None

    def has(self, name: str) -> bool:
        """Whether `get` would give something; nothing of it is fetched. Raises StorageFailure."""
        try:
            self._check(name)
            _store().head(f"{self.folder}/{name}")
        except (errors.UnknownMedia, FileNotFoundError):
            return False
        except (BaseError, OSError) as error:
            raise _failure("read", error) from None
        return True

    def _check(self, name: str) -> None:
        if not 0 < self.left(name) <= self.seconds + CLOCKS_APART_S:
            raise self._unknown()

    def _unknown(self) -> errors.UnknownMedia:
        hours = self.seconds // 3600
        return errors.UnknownMedia(
            Bilingual(
                "this name is unknown here, or older than {hours} hours: make the picture again",
                "此名称不存在，或已超过 {hours} 小时：请重新生成图片",
                hours=hours,
            )
        )

    def left(self, name: str) -> float:
        """For how many seconds more a name is good; under 0: for none."""
        made_at = names.made_at(name)
        return -1.0 if made_at is None else made_at + self.seconds - clock.wall()

    def _sweep(self, store: LocalStore | S3Store) -> None:
        """Delete what has run out, as far as a second allows."""
        until = clock.now() + SWEEP_S
        try:
            for paths in self._stale(store, until):
                store.delete(paths)
            if isinstance(store, LocalStore) and store.prefix is not None:
                _sweep_staged(Path(store.prefix) / self.folder, until)
        except (BaseError, OSError) as error:
            _failure("sweep", error)

    def _stale(self, store: LocalStore | S3Store, until: float) -> Iterator[list[str]]:
        for found in obstore.list(store, prefix=self.folder, chunk_size=1000):
            stale = [one["path"] for one in found if self.left(one["path"].rpartition("/")[2]) < -CLOCKS_APART_S]
            if stale:
                yield stale
            # Buckets list by name, hence the oldest first; a folder lists in no order.
            if clock.now() > until or (isinstance(store, S3Store) and len(stale) < len(found)):
                return


MEDIA = Shelf("media", 3 * 24 * 3600)
"""Results that a media_id names: for three days, as at the vendor."""
RESULT = Shelf("result", 7 * 24 * 3600)
RESULT_WM = Shelf("result_wm", 24 * 3600)
"""ID photos, clean and with a watermark."""


def _sweep_staged(folder: Path, until: float) -> None:
    """obstore writes to `name#1` before it renames; a writer that is killed leaves that behind."""
    for path in folder.glob("*#*"):
        if clock.now() > until:
            return
        if path.stat().st_mtime < clock.wall() - STAGED_S:
            path.unlink(missing_ok=True)


class _Probe:
    """Asks a store whether it works, beside the calls: one question at a time, its answer good for some seconds."""

    def __init__(self, chosen: Settings) -> None:
        self._chosen = chosen
        self._lock = threading.Lock()
        self._asking: threading.Thread | None = None
        self._good_until = float("-inf")
        self._works = True  # until the contrary is known

    def works(self) -> bool:
        """The last answer; whoever comes after its time asks again, and waits for as long as PROBE_S."""
        with self._lock:
            if self._asking is not None or clock.now() < self._good_until:
                return self._works
            self._asking = asking = threading.Thread(target=self._ask, daemon=True)
            asking.start()
        asking.join(PROBE_S)
        if asking.is_alive():
            self._note(TimeoutError(f"no answer for {PROBE_S:.0f} s"))
        return self._works

    def _ask(self) -> None:
        error: Exception | None = RuntimeError("the question was not put")
        try:
            _check(self._chosen)
            error = None
        except (BaseError, OSError) as cause:
            error = cause
        finally:
            self._note(error)
            with self._lock:
                self._asking, self._good_until = None, clock.now() + PROBE_KEPT_S

    def _note(self, error: Exception | None) -> None:
        if error is not None and self._works:  # once, not at every question
            _failure("probe", error)
        self._works = error is None


def reachable() -> bool:
    """Whether the store can be used, as far as can be told without writing; takes PROBE_S seconds at most."""
    return _probe(settings()).works()


@functools.lru_cache(maxsize=4)
def _probe(chosen: Settings) -> _Probe:
    return _Probe(chosen)


def _check(chosen: Settings) -> None:
    """Raise OSError or BaseError if the store cannot be used."""
    scheme, _, path = urlsplit(chosen.store_url)[:3]
    if scheme == "file":
        nearest = next(one for one in (Path(path), *Path(path).parents) if one.exists())  # the rest is made at need
        if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
            raise PermissionError("the store's folder cannot be written to")
    else:  # a name that nothing has: the answer is short
        next(iter(obstore.list(_opened(chosen), prefix="readyz", chunk_size=1)), None)


def _failure(what: str, error: Exception) -> errors.StorageFailure:
    """Tell the operator the cause; the caller learns only that there is one."""
    text = str(error)
    for secret in (settings().store_access_key, settings().store_secret_key):
        text = text.replace(secret, "***") if secret else text
    facts = {"action": what, "cause": type(error).__name__, "text": text[:500]}
    logger.error("the store does not work", extra={"facts": facts})
    return errors.StorageFailure(
        Bilingual("the store for pictures does not work just now: try again later", "图片存储暂时不可用：请稍后重试")
    )


def _store() -> LocalStore | S3Store:
    return _opened(settings())


@functools.lru_cache(maxsize=4)
def _opened(chosen: Settings) -> LocalStore | S3Store:
    """Opened at the first use, not at start: its threads would not survive the fork that makes a worker."""
    scheme, bucket, prefix = urlsplit(chosen.store_url)[:3]
    if scheme == "file":
        return LocalStore(prefix, automatic_cleanup=False, mkdir=True)
    host = urlsplit(chosen.store_endpoint).netloc
    return S3Store(
        bucket,
        prefix=prefix.strip("/") or None,
        endpoint=chosen.store_endpoint or None,
        region=chosen.store_region,
        access_key_id=chosen.store_access_key,
        secret_access_key=chosen.store_secret_key,
        virtual_hosted_style_request=host.startswith(f"{bucket}."),
        client_options={
            "connect_timeout": timedelta(seconds=CONNECT_S),
            "timeout": timedelta(seconds=REQUEST_S),
            "allow_http": chosen.store_endpoint.startswith("http:"),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=RETRY_S)},
    )
