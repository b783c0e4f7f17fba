"""Other rooms hear of documents that take effect, in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.documents.builders import DAY, make_body, make_draft, make_numbered
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.documents import following
from thuctien.documents.models import Document
from thuctien.documents.services import cancel_document, drop_draft, number_document

pytestmark = pytest.mark.django_db


@dataclass
class Listener:
    """Writes down what it hears; refuses where a test wishes."""

    heard: list[tuple[str, int]] = field(default_factory=list)
    refuses: bool = False

    def numbered(self, document: Document, *, acting_user: ActingUser) -> None:
        """Hear of a number."""
        if self.refuses:
            raise RuntimeError
        self.heard.append((document.number_text, document.pk))
        assert acting_user == SYSTEM

    def cancelled(self, document: Document, *, by: Document, acting_user: ActingUser) -> None:
        """Hear of a document that is cancelled."""
        self.heard.append((f"cancelled by {by.number_text}", document.pk))
        assert acting_user == SYSTEM

    def dropped(self, document: Document, *, acting_user: ActingUser) -> None:
        """Hear of a draft that goes."""
        self.heard.append(("dropped", document.pk))
        assert acting_user == SYSTEM


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    """One room that listens, and no other."""
    listener = Listener()
    monkeypatch.setattr(following, "_followers", [listener])
    return listener


def test_a_number_is_heard_of(listener: Listener) -> None:
    document = make_numbered(make_body())
    assert listener.heard == [("01/QĐ-SNV", document.pk)]


def test_what_a_document_cancels_is_heard_of(listener: Listener) -> None:
    body = make_body()
    first, second = make_numbered(body), make_numbered(body)
    cancel_document(first, by=second, reason="Lớp không mở", acting_user=SYSTEM)
    assert listener.heard[-1] == ("cancelled by 02/QĐ-SNV", first.pk)


def test_where_a_room_refuses_there_is_no_number(listener: Listener) -> None:
    draft = make_draft(make_body())
    listener.refuses = True
    with pytest.raises(RuntimeError):
        number_document(draft, on=DAY, acting_user=SYSTEM)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_room_that_registers_twice_hears_once(listener: Listener) -> None:
    following.follow(listener)
    make_numbered(make_body())
    assert len(listener.heard) == 1


def test_a_draft_that_goes_is_heard_of(listener: Listener) -> None:
    draft = make_draft(make_body())
    key = draft.pk
    drop_draft(draft, acting_user=SYSTEM)
    assert listener.heard == [("dropped", key)]
