"""Reads the estimate of the plan: by item, by class, by agency, by budget line."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Abs

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, ordered, page_of
from thuctien.catalogue.models import Budget
from thuctien.costs.models import (
    Estimate,
    EstimateClass,
    EstimateGap,
    EstimateLine,
    EstimateUnit,
)
from thuctien.people.models import Unit
from thuctien.sending.models import PlannedClass, PlanUnit
from thuctien.sending.selectors.plans import matching_classes

CLASS_ORDERS = {
    "class": ("planned_class__class_id",),
    "programme": ("planned_class__programme__name", "planned_class__class_id"),
    "learners": ("learners", "planned_class__class_id"),
    "amount": ("amount", "planned_class__class_id"),
    "budget": ("budget_amount", "planned_class__class_id"),
    "flat": ("flat_cost", "planned_class__class_id"),
    "difference": ("difference", "planned_class__class_id"),
    "distance": ("-distance", "planned_class__class_id"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Money of one item, agency or budget line: code, names, amounts in whole đồng."""

    code: str
    name: str
    name_en: str
    amount: int
    budget_amount: int
    agency_amount: int
    turns: int = 0


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """What an estimate asks of a budget line, beside what the line has."""

    budget_id: str
    budget: Budget | None
    asked: int

    @property
    def beyond(self) -> int:
        """Return how much is asked that the line does not have."""
        return max(self.asked - (self.budget.amount if self.budget else 0), 0)


def current_estimate() -> Estimate | None:
    """Return the estimate that pages show, with its plan; none before the first."""
    return Estimate.objects.select_related("plan").filter(is_current=True).first()


def items_of(estimate: Estimate) -> list[Part]:
    """Return the money of an estimate by item, in the order of items."""
    rows = (
        EstimateLine.objects.filter(estimate=estimate)
        .values_list("item_id", "item__name", "item__name_en")
        .annotate(Sum("amount"), Sum("budget_amount"), Sum("agency_amount"))
        .order_by("item__position", "item_id")
    )
    return [Part(*row) for row in rows]


def classes_of(estimate: Estimate, asked: Asked) -> Page[EstimateClass]:
    """Return a page of the classes of an estimate, those farthest from what the plan counts first.

    Compared is what budget lines pay: that is what the planner's flat amount stands for.
    """
    rows = EstimateClass.objects.filter(estimate=estimate).annotate(
        difference=F("budget_amount") - F("flat_cost"),
        distance=Abs(F("budget_amount") - F("flat_cost")),
    )
    if asked.text:
        classes = PlannedClass.objects.filter(plan=estimate.plan_id)
        rows = rows.filter(planned_class__in=matching_classes(classes, asked.text))
    rows = rows.select_related("planned_class__programme", "planned_class__site")
    return page_of(ordered(rows, asked.sort, CLASS_ORDERS, "distance"), asked.page, asked.size)


def class_of(estimate: Estimate, class_id: str) -> EstimateClass | None:
    """Return one class of an estimate, with programme and site."""
    rows = EstimateClass.objects.select_related("planned_class__programme", "planned_class__site")
    return rows.filter(estimate=estimate, planned_class__class_id=class_id).first()


def lines_of(row: EstimateClass) -> QuerySet[EstimateLine]:
    """Return the lines of a class with item and norm, in the order of items."""
    lines = EstimateLine.objects.filter(
        estimate=row.estimate_id, planned_class=row.planned_class_id
    )
    return lines.select_related("item", "norm").order_by("item__position", "taught_by")


def gaps_of(estimate: Estimate, most: int = 20) -> list[EstimateGap]:
    """Return items of classes that have no norm on the day of the class, the first of them."""
    rows = EstimateGap.objects.filter(estimate=estimate).select_related("item", "planned_class")
    return list(rows.order_by("item__position", "planned_class__class_id")[:most])


def agencies_of(estimate: Estimate, *, acting_user: ActingUser) -> list[Part]:
    """Return the money by agency (a unit below the province, with all below it), most first.

    Only units that the acting user may see count. Three queries.
    """
    money = (
        visible(EstimateUnit.objects.filter(estimate=estimate), acting_user=acting_user)
        .values_list("unit__path")
        .annotate(Sum("amount"), Sum("budget_amount"), Sum("agency_amount"))
        .order_by("unit__path")
    )
    sums: dict[str, list[int]] = {}
    for path, *amounts in money:
        into = sums.setdefault(_agency(path), [0, 0, 0, 0])
        into[:3] = [before + more for before, more in zip(into, amounts, strict=False)]
    plan_units = visible(PlanUnit.objects.filter(plan=estimate.plan_id), acting_user=acting_user)
    for path, turns in plan_units.filter(turns__gt=0).values_list("unit__path", "turns"):
        sums.setdefault(_agency(path), [0, 0, 0, 0])[3] += turns
    names = dict(Unit.objects.filter(pk__in=sums).values_list("pk", "name"))
    parts = [
        Part(code, names.get(code, code), "", amount, budget, agency, turns)
        for code, (amount, budget, agency, turns) in sums.items()
    ]
    return sorted(parts, key=lambda part: (-part.amount, part.code))


def budgets_of(estimate: Estimate) -> list[BudgetPart]:
    """Return what an estimate asks of each budget line of its year."""
    sums = (
        EstimateLine.objects.filter(estimate=estimate, budget_amount__gt=0)
        .values_list("budget_id")
        .annotate(Sum("budget_amount"))
        .order_by("budget_id")
    )
    budgets = {b.budget_id: b for b in Budget.objects.filter(year=estimate.plan.year)}
    return [BudgetPart(code, budgets.get(code), asked) for code, asked in sums]


def _agency(path: str) -> str:
    """Return the unit below the root on a path of codes; the root itself where there is none."""
    codes = [code for code in path.split("/") if code]
    return codes[1] if len(codes) > 1 else codes[0]
