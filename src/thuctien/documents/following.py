"""What other rooms do when a document of theirs takes effect, or loses it.

Numbers are given in this room, but a decision to send changes who is sent. The rooms above register
what they do when the application starts; it runs in the transaction of the number, so that neither
happens without the other.
"""

from __future__ import annotations

from typing import Protocol

from thuctien.base.acting import ActingUser
from thuctien.documents.models import Document


class Follower(Protocol):
    """A room that draws consequences from documents; it looks for its own and leaves others."""

    def numbered(self, document: Document, *, acting_user: ActingUser) -> None:
        """Draw the consequences of a document that has just got its number."""

    def cancelled(self, document: Document, *, by: Document, acting_user: ActingUser) -> None:
        """Draw the consequences of a document that another has just cancelled."""

    def dropped(self, document: Document, *, acting_user: ActingUser) -> None:
        """Let go of a draft that is about to be deleted."""


_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a room told of documents that take effect; twice is as good as once."""
    if follower not in _followers:
        _followers.append(follower)


def tell_numbered(document: Document, *, acting_user: ActingUser) -> None:
    """Tell all followers that a document has its number."""
    for follower in _followers:
        follower.numbered(document, acting_user=acting_user)


def tell_cancelled(document: Document, *, by: Document, acting_user: ActingUser) -> None:
    """Tell all followers that a document is cancelled."""
    for follower in _followers:
        follower.cancelled(document, by=by, acting_user=acting_user)


def tell_dropped(document: Document, *, acting_user: ActingUser) -> None:
    """Tell all followers that a draft is about to be deleted."""
    for follower in _followers:
        follower.dropped(document, acting_user=acting_user)
