"""Nominations, from an agency's draft to somebody in the class (docs/algorithms/selection.md)."""

from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.assessing import approve_exception, assess_again
from thuctien.sending.services.nominations.changing import defer, substitute, withdraw
from thuctien.sending.services.nominations.classes import (
    begin_class,
    cancel_class,
    change_capacity,
    offer_class,
)
from thuctien.sending.services.nominations.deciding import (
    mark_decided,
    mark_joined,
    mark_not_joined,
    mark_undecided,
)
from thuctien.sending.services.nominations.drafting import nominate, nominate_from_plan, submit
from thuctien.sending.services.nominations.seats import claim_seat, release_seat
from thuctien.sending.services.nominations.selecting import (
    put_on_waiting_list,
    rank_class,
    refuse,
    select,
    take_back,
)
from thuctien.sending.services.nominations.waiting import (
    accept_offer,
    decline_offer,
    expire_offers,
    fill_free_places,
)

__all__ = [
    "RefusedError",
    "accept_offer",
    "approve_exception",
    "assess_again",
    "begin_class",
    "cancel_class",
    "change_capacity",
    "claim_seat",
    "decline_offer",
    "defer",
    "expire_offers",
    "fill_free_places",
    "mark_decided",
    "mark_joined",
    "mark_not_joined",
    "mark_undecided",
    "nominate",
    "nominate_from_plan",
    "offer_class",
    "put_on_waiting_list",
    "rank_class",
    "refuse",
    "release_seat",
    "select",
    "submit",
    "substitute",
    "take_back",
    "withdraw",
]
