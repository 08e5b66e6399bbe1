"""What this process may use of its machine: the container's share of processors and memory, where it has one."""

import os
from pathlib import Path

_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "200000 100000": microseconds of CPU in so many; or "max"
_MEMORY_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),  # cgroup 2: bytes, or "max"
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),  # cgroup 1: bytes; "none" is a number beyond all memory
)
_RESIDENT = Path("/proc/self/statm")  # pages: the whole address space, those in memory, ...


def processors() -> int:
    """The processors that this process may use: those of the machine, or the container's share of them."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _CPU_QUOTA.read_text("ascii").split()
        return max(1, min(allowed, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return allowed


def memory() -> int:
    """The bytes of memory that this process may use: the machine's, or the container's limit."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([whole, *filter(None, map(_number_in, _MEMORY_LIMITS))])


def resident() -> int:
    """The bytes of memory that this process holds now; 0 where the system does not say, as macOS does not."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * int(_RESIDENT.read_text("ascii").split()[1])
    except OSError:
        return 0


def _number_in(file: Path) -> int:
    try:
        return int(file.read_text("ascii"))
    except (OSError, ValueError):
        return 0
