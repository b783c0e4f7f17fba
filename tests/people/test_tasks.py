"""Who changes post by a date works there from that day on, without anybody's doing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.base.jobs import cast
from thuctien.base.access import unscoped
from thuctien.people.models import Appointment, Person, Post
from thuctien.people.tasks import refresh_nightly

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_province")]


def test_the_night_sets_the_post_of_the_day() -> None:
    today = timezone.localdate()
    person = unscoped(Person.objects.all(), reason="test").exclude(current_post=None)[0]
    post = Post.objects.exclude(unit=person.current_unit)[0]
    held = unscoped(Appointment.objects.filter(person=person), reason="test")
    held.update(valid_to=today - timedelta(days=1))
    Appointment.objects.create(person=person, post=post, valid_from=today)
    refresh_nightly.call(cast.asked(key="night").pk)
    person.refresh_from_db()
    assert (person.current_post_id, person.current_unit_id) == (post.pk, post.unit_id)
