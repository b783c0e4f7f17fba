"""What a unit may write of in its lists: its own units and posts, and the lists of the province."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from thuctien.base.dated import holds_on
from thuctien.catalogue.models import Code
from thuctien.catalogue.models import Qualification as StoredQualification
from thuctien.engine.model.choices import CodeList, Measure
from thuctien.engine.sheets import Qualification, Vocabulary
from thuctien.people.models import Post, Unit


def units_below(unit: Unit, on: date) -> QuerySet[Unit]:
    """Return a unit and all below it that exist on a day."""
    return Unit.objects.filter(holds_on(on), path__startswith=unit.path)


def posts_below(unit: Unit, on: date) -> QuerySet[Post]:
    """Return the posts of these units that exist on a day."""
    return Post.objects.filter(holds_on(on), unit__in=units_below(unit, on))


def vocabulary_for(unit: Unit, on: date) -> Vocabulary:
    """Return what can be named in a list of ``unit`` on a day, by four queries."""
    codes: dict[str, dict[str, str]] = {}
    for name, code, words in Code.objects.order_by("position").values_list("list", "code", "name"):
        codes.setdefault(name, {})[code] = words
    return Vocabulary(
        units=dict(units_below(unit, on).order_by("path").values_list("unit_id", "name")),
        ranks=codes.get(CodeList.RANK, {}),
        leadership_levels=codes.get(CodeList.LEADERSHIP_LEVEL, {}),
        qualifications={
            code: Qualification(name, kind, Measure(measure))
            for code, name, kind, measure in StoredQualification.objects.order_by(
                "kind", "level", "qualification_id"
            ).values_list("qualification_id", "name", "kind", "measure")
        },
        qualification_kinds=codes.get(CodeList.QUALIFICATION_KIND, {}),
        posts=dict(posts_below(unit, on).order_by("post_id").values_list("post_id", "title")),
    )
