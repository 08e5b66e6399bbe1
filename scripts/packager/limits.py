"""What the platforms that take a zip file allow, and the sentence for an artifact that one of them would not run."""

from dataclasses import dataclass

from .artifact import Artifact
from .target import PackageError, Python, Target

_MB = 1_000_000  # the platforms do not say whether theirs has 1024 * 1024; this is the stricter reading


@dataclass(frozen=True)
class Platform:
    """One runtime that unpacks a zip file and starts scf_bootstrap in it."""

    title: str
    python: Python
    glibc: int  # its C library is 2.<glibc>
    unpacked: int
    zipped: int | None = None
    advice: str = "deploy it as a container image, with the Dockerfile"

    def refuse_target(self, target: Target) -> None:
        """Raise PackageError if the platform does not have such a machine."""
        if target.machine != "x86_64":
            raise PackageError(f"{self.title} has x86_64 machines: leave --machine out")
        if target.python != self.python:
            raise PackageError(f"{self.title} has Python {self.python}: leave --python out")

    def refuse(self, made: Artifact) -> None:
        """Raise PackageError if the platform would not take or not run what was made."""
        self.refuse_target(made.target)
        if (made.glibc or 0) > self.glibc:
            there = f"{self.title} has glibc 2.{self.glibc}"
            raise PackageError(f"its libraries need glibc 2.{made.glibc}, and {there}: {self.advice}")
        zipped = made.zip.size if made.zip else 0
        for what, size, limit in (("unpacked", made.size, self.unpacked), ("zipped", zipped, self.zipped)):
            if limit is not None and size > limit:
                text = f"it has {size / _MB:.1f} MB {what}, and {self.title} takes {limit / _MB:.0f} MB"
                raise PackageError(f"{text}: {self.advice}")

    def takes(self, made: Artifact) -> bool:
        """Tell whether the platform would take and run what was made."""
        try:
            self.refuse(made)
        except PackageError:
            return False
        return True


# Sources, read on 2026-11-24. scf: cloud.tencent.com/document/product/583/11637 (500 MB before compression, layers
# included), 583/56126 (CentOS 7.6, whose glibc is 2.17), docs.cloudbase.net/cloud-function/runtime-support (3.11).
# fc: alibabacloud.com/help/en/functioncompute/fc-3-0/product-overview/limits-of-usage (500 MB by tool or OSS),
# .../overview-10 (Debian 12 with Python 3.11, Debian 11 with Python 3.12); unpacked code shares the 10 GB disk.
PLATFORMS = {
    "scf": Platform("Tencent SCF", "3.11", glibc=17, unpacked=500 * _MB),
    "fc": Platform("Aliyun FC custom.debian12", "3.11", glibc=36, unpacked=10_000 * _MB, zipped=500 * _MB),
    "fc-debian11": Platform("Aliyun FC custom.debian11", "3.12", glibc=31, unpacked=10_000 * _MB, zipped=500 * _MB),
}
