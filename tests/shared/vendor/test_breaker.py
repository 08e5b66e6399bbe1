"""A vendor that is down is left alone, and found again: the circuit breaker that relay and vendor mode share."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest

from shared import errors
from shared.backend import Answer
from shared.call import Call, Credential
from shared.vendor.breaker import Breaker
from shared.wechat.errcodes import kind_of_answer
from tests.support.clock import Clock
from tests.support.sentences import said

OURS = Call(image=b"x", admitted=True)
THEIRS = Call(image=b"x", token=Credential("access_token", "the-callers-own"))
GOOD = {"errcode": 0, "errmsg": "ok"}
DOWN = errors.VendorFailure(said("down"))


class Vendor:
    """A back end that does what it is told to, and counts."""

    def __init__(self) -> None:
        self.outcome: Answer | Exception = GOOD
        self.calls = 0

    def __call__(self, _call: Call) -> Answer:
        self.calls += 1
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def breaker(vendor: Vendor) -> Breaker:
    return Breaker(vendor, kind_of_answer)


def failure(breaker: Breaker, call: Call = OURS) -> errors.VendorFailure:
    with pytest.raises(errors.VendorFailure) as caught:
        breaker(call)
    return caught.value


class TestPauses:
    def test_grow_to_a_minute_and_one_call_probes(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        vendor.outcome = DOWN
        asked: list[float] = []
        for tenth in range(4000):
            before = vendor.calls
            failure(breaker)
            asked += [tenth / 10] * (vendor.calls - before)
            clock.forward(0.1)
        gaps = [later - earlier for earlier, later in pairwise(asked)]
        assert gaps[:6] == pytest.approx([1, 2, 4, 8, 16, 32], abs=0.11)
        assert gaps[6:] == pytest.approx([60] * len(gaps[6:]), abs=0.11)

    def test_end_with_the_first_answer(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        for _ in range(3):
            vendor.outcome = DOWN
            failure(breaker)
            clock.forward(1.0)
            vendor.outcome = GOOD
            assert [breaker(OURS) for _ in range(3)] == [GOOD] * 3

    @pytest.mark.parametrize("answer", [{"errcode": -1}, {"errcode": "-1000"}, {"errcode": True}])
    def test_vendors_own_system_error_counts(self, breaker: Breaker, vendor: Vendor, clock: Clock, answer: Any) -> None:
        vendor.outcome = answer
        assert breaker(OURS) == answer
        failure(breaker)
        assert vendor.calls == 1

    @pytest.mark.parametrize("answer", [{"errcode": 45009}, {"errcode": 40001}, {"errcode": 987654}, {"code": 507}])
    def test_vendors_other_answers_do_not(self, breaker: Breaker, vendor: Vendor, clock: Clock, answer: Any) -> None:
        vendor.outcome = answer
        assert [breaker(OURS), breaker(OURS)] == [answer] * 2

    def test_last_as_long_as_the_vendor_asks_for(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        vendor.outcome = errors.VendorFailure(said("down"), retry_after_s=100.0)
        failure(breaker)
        clock.forward(99.0)
        assert failure(breaker).retry_after_s == pytest.approx(1.0)
        clock.forward(1.0)
        vendor.outcome = GOOD
        assert breaker(OURS) == GOOD


class TestWhatCallersAreTold:
    def test_outage(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        vendor.outcome = DOWN
        assert str(failure(breaker).advice) == "down"
        told = failure(breaker)
        assert str(told.advice) == "the vendor is not to be reached just now: try again later"
        assert told.retry_after_s == pytest.approx(1.0)

    def test_refusal_of_the_deployment_keeps_its_words(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        vendor.outcome = errors.VendorRefusal(said("this deployment has no account at the vendor"), retry_after_s=60)
        failure(breaker)
        assert "no account" in str(failure(breaker).advice)
        assert vendor.calls == 1


class TestWhoseFault:
    def test_our_account_keeps_no_stranger_away(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        vendor.outcome = errors.VendorRefusal(said("no token"))
        failure(breaker)
        vendor.outcome = GOOD
        assert breaker(THEIRS) == GOOD
        failure(breaker)

    def test_strangers_keep_our_callers_not_away(self, breaker: Breaker, vendor: Vendor, clock: Clock) -> None:
        vendor.outcome = DOWN
        failure(breaker, THEIRS)
        vendor.outcome = GOOD
        assert breaker(OURS) == GOOD
        failure(breaker, THEIRS)

    @pytest.mark.parametrize(
        "trouble", [errors.MissingImage(said("x")), errors.InvalidToken(said("x")), KeyError("a bug")]
    )
    def test_trial_that_never_reached_the_vendor_leaves_it_to_the_next(
        self, breaker: Breaker, vendor: Vendor, clock: Clock, trouble: Exception
    ) -> None:
        vendor.outcome = DOWN
        failure(breaker)
        clock.forward(1.0)
        vendor.outcome = trouble
        with pytest.raises(type(trouble)):
            breaker(OURS)
        vendor.outcome = GOOD
        assert breaker(OURS) == GOOD


class TestSideBySide:
    def test_failures_of_one_outage_count_once(self, vendor: Vendor) -> None:
        together = threading.Barrier(16)

        def failing(_call: Call) -> Answer:
            together.wait(30)
            raise DOWN

        breaker = Breaker(failing, kind_of_answer)
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda _: failure(breaker), range(16)))
        assert breaker._ours._pause == 2.0

    def test_call_that_fails_while_others_are_answered_stops_nobody(self, clock: Clock) -> None:
        breaker = Breaker(lambda call: self.poisoned(call, clock, lambda: breaker(OURS)), kind_of_answer)
        failure(breaker, Call(image=b"poison", admitted=True))
        assert breaker(OURS) == GOOD

    def poisoned(self, call: Call, clock: Clock, meanwhile: Callable[[], Answer]) -> Answer:
        clock.forward(0.5)
        if call.image == b"poison":
            meanwhile()
            raise DOWN
        return GOOD

    def test_others_do_not_wait_for_the_trial(self, vendor: Vendor, clock: Clock) -> None:
        told: list[errors.VendorFailure] = []

        def trying(call: Call) -> Answer:
            if vendor.calls == 1:
                told.append(failure(guarded))
            return vendor(call)

        guarded = Breaker(trying, kind_of_answer)
        vendor.outcome = DOWN
        failure(guarded)
        clock.forward(1.0)
        failure(guarded)
        assert [str(one) for one in told] == ["the vendor is not to be reached just now: try again later"]
