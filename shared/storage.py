"""What is kept for a later call, in a folder or an S3-compatible bucket that all instances share."""

import functools
import logging
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from shared import errors, names
from shared.config import Settings, settings

logger = logging.getLogger(__name__)

CLOCKS_APART_S = 300  # by as much, clocks of instances may differ
SWEEP_EVERY = 50  # writes, on average: instances live for too short a time to count, so that they throw dice
SWEEP_S = 1.0
STAGED_S = 3600  # after that, what a killed writer has left half-written in a folder is swept
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
        if not 0 < self.left(name) <= self.seconds + CLOCKS_APART_S:
            raise errors.UnknownMedia()
        try:
            return bytes(_store().get(f"{self.folder}/{name}").bytes())
        except FileNotFoundError:
            raise errors.UnknownMedia() from None
        except (BaseError, OSError) as error:
            raise _failure("read", error) from None

    def left(self, name: str) -> float:
        """For how many seconds more a name is good; under 0: for none."""
        made_at = names.made_at(name)
        return -1.0 if made_at is None else made_at + self.seconds - time.time()

    def _sweep(self, store: LocalStore | S3Store) -> None:
        """Delete what has run out, as far as a second allows."""
        until = time.monotonic() + SWEEP_S
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
            if time.monotonic() > until or (isinstance(store, S3Store) and len(stale) < len(found)):
                return


MEDIA = Shelf("media", 3 * 24 * 3600)
"""Results that a media_id names: for three days, as at the vendor."""
RESULT = Shelf("result", 7 * 24 * 3600)
RESULT_WM = Shelf("result_wm", 24 * 3600)
"""ID photos, clean and with a watermark."""


def _sweep_staged(folder: Path, until: float) -> None:
    """obstore writes to `name#1` before it renames; a writer that is killed leaves that behind."""
    for path in folder.glob("*#*"):
        if time.monotonic() > until:
            return
        if path.stat().st_mtime < time.time() - STAGED_S:
            path.unlink(missing_ok=True)


def _failure(what: str, error: Exception) -> errors.StorageFailure:
    """Tell the operator the cause; the caller learns only that there is one."""
    text = str(error)
    for secret in (settings().store_access_key, settings().store_secret_key):
        text = text.replace(secret, "***") if secret else text
    facts = {"action": what, "cause": type(error).__name__, "text": text[:500]}
    logger.error("the store does not work", extra={"facts": facts})
    return errors.StorageFailure("the store for pictures does not work just now: try again later")


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
