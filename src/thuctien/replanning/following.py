"""What other rooms do when a way is chosen: the new plan needs what the old one had.

The rooms above register what they do when the application starts; it runs in the transaction of the
choice, so that neither happens without the other. Rooms below are called by name.
"""

from __future__ import annotations

from typing import Protocol

from thuctien.base.acting import ActingUser
from thuctien.sending.models import Plan


class Follower(Protocol):
    """A room that keeps something of its own for every plan."""

    def replaced(self, old: Plan, new: Plan, *, acting_user: ActingUser) -> None:
        """Do what the new plan needs, now that it has taken the place of the old one."""


_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a room told of plans that are replaced; twice is as good as once."""
    if follower not in _followers:
        _followers.append(follower)


def tell_replaced(old: Plan, new: Plan, *, acting_user: ActingUser) -> None:
    """Tell all followers that a plan has taken the place of another."""
    for follower in _followers:
        follower.replaced(old, new, acting_user=acting_user)
