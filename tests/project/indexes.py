"""Package indexes that answer and that do not."""

from collections.abc import Mapping

LOG = ".cache/install.log"
CLOSED = "https://127.0.0.1:9/simple"  # the discard port: nobody listens


def asking(address: str) -> Mapping[str, str]:
    """Settings with which pip asks an index."""
    return {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": address, "PIP_RETRIES": "1"}
