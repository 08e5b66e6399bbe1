"""How many repeats this process may still make: few when they do not help, so that an outage is not multiplied."""

import threading

CAPACITY = 50
COST = 5  # of a repeat; so ten repeats in a row that help nobody are the last ones
EARNED = 1  # by a call that went well at once; one that went well after a repeat gets back what that cost


class RetryQuota:
    """A bucket of tokens, as in the standard mode of the AWS SDKs, with a tenth of their capacity."""

    def __init__(self) -> None:
        self._left = CAPACITY
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Pay for a repeat; False if there is nothing left to pay with."""
        with self._lock:
            if self._left < COST:
                return False
            self._left -= COST
            return True

    def succeeded(self, *, repeated: bool) -> None:
        """Note a call that went well, after a repeat or at once."""
        with self._lock:
            self._left = min(self._left + (COST if repeated else EARNED), CAPACITY)
