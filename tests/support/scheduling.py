"""Which process runs which tests, where several do."""

from xdist.scheduler import LoadFileScheduling

WITH_EMULATOR = ("tests/emulator/", "tests/project/test_docs.py", "tests/shared/vendor/test_relay.py")
"""Places whose tests call an emulator that runs, or look at its page."""


class ByFile(LoadFileScheduling):
    """A file's tests go to one process, and all that need the emulator: else two would start it, and a browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "emulator" if nodeid.startswith(WITH_EMULATOR) else super()._split_scope(nodeid)
