"""Our access tokens: what opens, until when, and what of it is the same on every instance."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from shared import errors
from shared.wechat import tokens
from tests.support.clock import Clock

KEY = "a-key-of-more-than-16-characters"
NOW = 1_800_000_000


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.wall = NOW
    return clock


def window_start(clock: Clock, client: str = "client") -> int:
    """The second at which the stable token of `clock.wall` was first given out."""
    _, left = tokens.issue_stable(KEY, client)
    return int(clock.wall) - (tokens.LIFETIME_S - left)


class TestIssued:
    def test_is_accepted(self, clock: Clock) -> None:
        token, seconds = tokens.issue(KEY, "client")
        assert tokens.verify(KEY, token) == "client"
        assert seconds == 7200

    def test_two_are_never_the_same(self, clock: Clock) -> None:
        assert len({tokens.issue(KEY, "client")[0] for _ in range(50)}) == 50

    def test_ends_to_the_second(self, clock: Clock) -> None:
        token, seconds = tokens.issue(KEY, "client")
        clock.wall += seconds - 0.001
        tokens.verify(KEY, token)
        clock.wall = NOW + seconds
        with pytest.raises(errors.ExpiredToken):
            tokens.verify(KEY, token)

    def test_needs_no_escaping_in_a_url(self, clock: Clock) -> None:
        token, _ = tokens.issue(KEY, "客户 & ?#/+=%")
        assert token.isascii()
        assert not set(token) & set(" &?#/+=%'\"")
        tokens.verify(KEY, token)

    def test_any_client_of_the_same_key_is_let_in(self, clock: Clock) -> None:
        tokens.verify(KEY, tokens.issue(KEY, "another client")[0])

    def test_another_instances_clock_may_run_ahead_a_little(self, clock: Clock) -> None:
        token, _ = tokens.issue(KEY, "client")
        clock.wall -= 300
        tokens.verify(KEY, token)
        clock.wall -= 1
        with pytest.raises(errors.InvalidToken):
            tokens.verify(KEY, token)


class TestForged:
    def test_foreign_key(self, clock: Clock) -> None:
        token, _ = tokens.issue("another-key-of-enough-characters", "client")
        with pytest.raises(errors.InvalidToken):
            tokens.verify(KEY, token)

    def test_any_changed_character(self, clock: Clock) -> None:
        token, _ = tokens.issue(KEY, "client")
        for place, character in enumerate(token[:-1]):  # the last one has bits that base64 does not use
            changed = token[:place] + ("A" if character != "A" else "B") + token[place + 1 :]
            with pytest.raises(errors.InvalidToken):
                tokens.verify(KEY, changed)

    def test_any_cut(self, clock: Clock) -> None:
        token, _ = tokens.issue(KEY, "client")
        for length in range(len(token)):
            with pytest.raises(errors.InvalidToken):
                tokens.verify(KEY, token[:length])

    def test_signed_for_another_purpose_with_the_same_key(self, clock: Clock) -> None:
        token = str(URLSafeSerializer(KEY, salt="something else").dumps(["client", NOW, "x"]))
        with pytest.raises(errors.InvalidToken):
            tokens.verify(KEY, token)

    @settings(deadline=None, max_examples=50)
    @given(st.text())
    def test_any_text(self, text: str) -> None:
        with pytest.raises(errors.InvalidToken):
            tokens.verify(KEY, text)

    @pytest.mark.parametrize(
        "payload",
        [
            None,
            True,
            7,
            "abc",
            [],
            ["client", NOW],
            ["client", NOW, "x", "y"],
            {"a": 1, "b": 2, "c": 3},
            ["client", str(NOW), "x"],
            ["client", float(NOW), "x"],
            ["client", float("inf"), "x"],
            ["client", float("nan"), "x"],
            ["client", -1, "x"],
            ["client", 10**30, "x"],
            ["client", None, "x"],
            ["client", True, "x"],
            ["client", [NOW], "x"],
            ["client", {"at": NOW}, "x"],
            [["client", NOW, "x"]],
            [7, NOW, "x"],
            [None, NOW, "x"],
        ],
        ids=repr,
    )
    def test_signed_with_our_key_but_of_another_shape(self, clock: Clock, payload: Any) -> None:
        token = str(tokens._serializer(KEY).dumps(payload))
        with pytest.raises(errors.InvalidToken):
            tokens.verify(KEY, token)


class TestKeysChange:
    """SIGNING_KEY=new,old: the first signs, each verifies."""

    OLD, NEW = "the-old-key-of-this-deployment", "the-new-key-of-this-deployment"

    @pytest.mark.parametrize("issue", [tokens.issue, tokens.issue_stable])
    def test_tokens_go_on(self, clock: Clock, issue: Any) -> None:
        before, _ = issue(self.OLD, "client")
        both = f"{self.NEW},{self.OLD}"
        after, _ = issue(both, "client")
        assert tokens.verify(both, before) == tokens.verify(both, after) == tokens.verify(self.NEW, after) == "client"
        for key, token in ((self.OLD, after), (self.NEW, before)):
            with pytest.raises(errors.InvalidToken):
                tokens.verify(key, token)

    def test_a_key_that_all_know_before_it_signs(self, clock: Clock) -> None:
        """The first step of a change: the new key is the second one everywhere, and the old one still signs."""
        token, _ = tokens.issue(f"{self.OLD},{self.NEW}", "client")
        assert tokens.verify(self.OLD, token) == "client"


class TestStable:
    def test_is_accepted_for_as_long_as_it_says(self, clock: Clock) -> None:
        token, seconds = tokens.issue_stable(KEY, "client")
        clock.wall += seconds - 1
        tokens.verify(KEY, token)
        clock.wall += 1
        with pytest.raises(errors.ExpiredToken):
            tokens.verify(KEY, token)

    def test_is_the_same_all_through_its_window(self, clock: Clock) -> None:
        start = window_start(clock)
        given_out = set()
        for second in (0, 0.5, 1, 3600, 6898, 6899.999):
            clock.wall = start + second
            given_out.add(tokens.issue_stable(KEY, "client")[0])
        assert len(given_out) == 1

    def test_lifetime_counts_down_from_7200_to_five_minutes(self, clock: Clock) -> None:
        start = window_start(clock)
        lifetimes = []
        for second in (0, 1, 3600, 6899):
            clock.wall = start + second
            lifetimes.append(tokens.issue_stable(KEY, "client")[1])
        assert lifetimes == [7200, 7199, 3600, 301]

    def test_in_the_last_five_minutes_the_next_one_is_given_and_both_work(self, clock: Clock) -> None:
        start = window_start(clock)
        clock.wall = start
        old, _ = tokens.issue_stable(KEY, "client")
        clock.wall = start + 6900
        new, seconds = tokens.issue_stable(KEY, "client")
        assert new != old
        assert seconds == 7200
        clock.wall = start + 7199
        tokens.verify(KEY, old)
        tokens.verify(KEY, new)

    def test_is_not_the_one_that_token_gives(self, clock: Clock) -> None:
        assert tokens.issue(KEY, "client")[0] != tokens.issue_stable(KEY, "client")[0]

    def test_differs_by_client_and_by_key(self, clock: Clock) -> None:
        given_out = {tokens.issue_stable(key, name)[0] for key in (KEY, KEY + "2") for name in ("a", "b")}
        assert len(given_out) == 4

    def test_clients_renew_at_different_seconds(self, clock: Clock) -> None:
        starts = [window_start(clock, f"client {number}") for number in range(40)]
        assert len(set(starts)) > 35

    @settings(deadline=None, max_examples=50)
    @given(st.integers(0, 2**33), st.text(st.characters(codec="utf-8")))
    def test_any_time_and_client(self, now: int, client: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("shared.clock.wall", lambda: float(now))
            token, seconds = tokens.issue_stable(KEY, client)
            assert 300 < seconds <= 7200
            if now >= tokens.LIFETIME_S:
                tokens.verify(KEY, token)
