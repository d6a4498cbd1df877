"""A client's share fills evenly, and is its own."""

import pytest

from mapapp.errors import TooManyRequests
from mapapp.web.limits import Limits


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_minute_s_worth_can_be_had_at_once_and_no_more():
    limits = Limits(3, Clock())
    for _ in range(3):
        limits.take("a")
    with pytest.raises(TooManyRequests) as raised:
        limits.take("a")
    assert raised.value.retry_after == 20
    limits.take("b")


def test_who_waits_as_told_gets_one():
    clock = Clock()
    limits = Limits(3, clock)
    for _ in range(3):
        limits.take("a")
    clock.now += 20
    limits.take("a")
    with pytest.raises(TooManyRequests):
        limits.take("a")


def test_asking_in_vain_costs_nothing():
    clock = Clock()
    limits = Limits(1, clock)
    limits.take("a")
    for _ in range(100):
        clock.now += 0.5
        with pytest.raises(TooManyRequests):
            limits.take("a")
    clock.now += 11
    limits.take("a")
