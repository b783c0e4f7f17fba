"""Words for the closed sets of the engine, in both languages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuctien.engine.calendar import Half
from thuctien.engine.model.choices import (
    Activity,
    Binding,
    LecturerKind,
    Mode,
    Origin,
    Predicate,
    Sex,
    SiteKind,
    Timing,
    UnitEvent,
)
from thuctien.engine.needs.result import Force, Gap
from thuctien.engine.planning.result import Outcome

Words = dict[str, str | Promise]

FORCE_WORDS: Words = {
    Force.OVERDUE: _("Overdue"),
    Force.DUE: _("Due"),
    Force.RECOMMENDED: _("Recommended"),
    Force.LATER: _("Later"),
}
GAP_WORDS: Words = {
    Gap.NEVER_HELD: _("never held"),
    Gap.LEVEL_BELOW: _("holds a lower level"),
    Gap.EXPIRED: _("expired"),
    Gap.EXPIRING: _("about to expire"),
    Gap.RENEWAL_DUE: _("renewal due"),
    Gap.HOURS_SHORT: _("too few hours"),
}
OUTCOME_WORDS: Words = {
    Outcome.SENT: _("Sent"),
    Outcome.NOT_YET: _("Not yet"),
    Outcome.LATER: _("After the plan's year"),
}
ORIGIN_WORDS: Words = {
    Origin.REQUIREMENT: _("requirement"),
    Origin.UNIT_REQUEST: _("request of a unit"),
    Origin.TARGET: _("target of the province"),
    Origin.WEAKNESS: _("measured weakness"),
}
BINDING_WORDS: Words = {
    Binding.MANDATORY: _("mandatory"),
    Binding.RECOMMENDED: _("recommended"),
}
TIMING_WORDS: Words = {
    Timing.BEFORE_APPOINTMENT: _("before appointment"),
    Timing.WITHIN_MONTHS: _("within %(months)s months of appointment"),
    Timing.EVERY_MONTHS: _("every %(months)s months"),
    Timing.YEARLY_HOURS: _("%(hours)s hours a year"),
}
MODE_WORDS: Words = {
    Mode.FULL_TIME: _("full time"),
    Mode.WEEKEND: _("in service, weekends"),
    Mode.MONTHLY: _("in service, one week a month"),
}
ACTIVITY_WORDS: Words = {
    Activity.THEORY: _("lecture"),
    Activity.DISCUSSION: _("discussion"),
    Activity.PRACTICE: _("practice"),
    Activity.FIELDWORK: _("field study"),
    Activity.EXAM: _("examination"),
}
SEX_WORDS: Words = {Sex.FEMALE: _("woman"), Sex.MALE: _("man")}
EVENT_WORDS: Words = {
    UnitEvent.MERGE: _("merged"),
    UnitEvent.SPLIT: _("split"),
    UnitEvent.RENAME: _("renamed"),
    UnitEvent.ABOLISH: _("abolished"),
    UnitEvent.TRANSFER: _("transferred"),
}
SITE_KIND_WORDS: Words = {
    SiteKind.SCHOOL: _("political school of the province"),
    SiteKind.CENTRE: _("political centre"),
    SiteKind.ACADEMY: _("academy"),
}
LECTURER_KIND_WORDS: Words = {
    LecturerKind.PERMANENT: _("permanent"),
    LecturerKind.VISITING: _("visiting"),
    LecturerKind.CONCURRENT: _("concurrent"),
}
HALF_WORDS: dict[int, str | Promise] = {
    Half.MORNING: _("Morning"),
    Half.AFTERNOON: _("Afternoon"),
}
WEEKDAY_WORDS: tuple[str | Promise, ...] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
PREDICATE_WORDS: Words = {
    Predicate.MIN_AGE: _("age from"),
    Predicate.MAX_AGE: _("age up to"),
    Predicate.MIN_SERVICE_YEARS: _("years of service from"),
    Predicate.MIN_YEARS_TO_RETIREMENT: _("years to retirement from"),
    Predicate.LEADERSHIP_LEVELS: _("leadership level"),
    Predicate.POST_FAMILIES: _("post family"),
    Predicate.RANKS: pgettext_lazy("civil service", "rank"),
    Predicate.UNIT_KINDS: _("kind of unit"),
    Predicate.HOLDS: _("holds"),
    Predicate.HOLDS_NOT: _("does not hold"),
}
GOAL_WORDS: Words = {
    "overdue": _("Overdue needs met"),
    "due": _("Due needs met"),
    "recommended": _("Recommended needs met"),
    "effect": _("Expected effect of the seats"),
    "distance": _("Kilometres from unit to site (to be small)"),
    "balance": _("Imbalance between units (to be small)"),
}
JOB_STATE_TONES: dict[str, str] = {
    "queued": "",
    "running": "info",
    "done": "met",
    "failed": "overdue",
    "dead": "overdue",
    "cancelled": "",
}
STOP_WORDS: Words = {
    "gap": _("the gap asked for was reached"),
    "no_gain": _("no further gain was found"),
    "time": _("the time limit"),
    "rounds": _("all rounds were done"),
}
