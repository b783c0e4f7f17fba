"""The plan, its classes, and one class."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, seen_among
from thuctien.base.acting import acting
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue.selectors import code_names, programme_names, site_names
from thuctien.classes.charts import turns_by_month
from thuctien.classes.exports import classes_workbook
from thuctien.classes.forms import ClassesForm, NewPlanForm, WeekForm
from thuctien.classes.selectors import class_page, timetables
from thuctien.classes.services.planning import KIND, request_plan
from thuctien.classes.tables import CLASSES
from thuctien.needs.selectors import sources
from thuctien.people.models import Unit
from thuctien.sending.models import PlannedClass
from thuctien.sending.selectors import plans
from thuctien.sending.services.handing_out import hand_out_plan


@rule(Action.READ_PLAN)
def plan(request: HttpRequest, form: NewPlanForm | None = None) -> HttpResponse:
    """Show the current plan with its goals, and the form for a new one."""
    found = plans.current_plan()
    months = plans.months(found) if found else []
    next_year = timezone.localdate().year + 1
    context = {
        "plan": found,
        "goals": plans.goals(found) if found else [],
        "months_chart": turns_by_month(months, code_names()),
        "timetable": timetables.current_timetable(found),
        "is_timetable_coming": timetables.is_being_made(found),
        "recent": plans.recent_plans(),
        "form": form or NewPlanForm(initial={"year": found.year if found else next_year}),
        "may_plan": can(acting(request), Action.MAKE_PLAN),
        "running": list(open_jobs(acting_user=acting(request), kind=KIND)),
    }
    return render(request, "classes/plan.html", context, status=400 if form else 200)


@rule(Action.MAKE_PLAN)
@require_POST
def new_plan(request: HttpRequest) -> HttpResponse:
    """Have a plan made, and show how far it is."""
    form = NewPlanForm(request.POST)
    if not form.is_valid():
        return plan(request, form)
    job = request_plan(**form.cleaned_data, acting_user=acting(request))
    return redirect("job", job.pk)


@rule(Action.READ_PUBLISHED)
def classes(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the classes of the current plan."""
    found = plans.current_plan()
    form = ClassesForm(
        request.GET,
        code_names(),
        programmes=programme_names(),
        sites=site_names(),
        year=found.year if found else None,
    )
    page = plans.classes_of(found, form.wanted(), asked_of(request)) if found else None
    if is_file_wanted(request):
        return classes_workbook(page.object_list if page else ())
    table = table_for(request, CLASSES)
    context = {"plan": found, "form": form, "page": page, "table": table}
    return render(request, "classes/classes.html", context)


@rule(Action.EXPORT_PLAN)
def workbook(request: HttpRequest) -> FileResponse:
    """Hand out the current plan as a workbook."""
    found = plans.current_plan()
    if found is None:
        raise Http404
    file = hand_out_plan(found, acting_user=acting(request)).open("rb")
    return FileResponse(file, as_attachment=True, filename=f"plan-{found.year}.xlsx")


@rule(Action.READ_PUBLISHED)
def one_class(request: HttpRequest, class_id: str) -> HttpResponse:
    """Show a class: its learners, the needs that it meets, its modules and one week."""
    planned, who = _class_or_404(class_id), acting(request)
    timetable = timetables.current_timetable(planned.plan)
    sessions = class_page.sessions_in_time(planned, timetable)
    modules = class_page.modules_in_time(planned, sessions)
    wanted, known = WeekForm(request.GET).day(), sources(acting_user=who)
    learners = class_page.learners(planned, Asked.of(request.GET), acting_user=who)
    units = (turn.unit_id for turn in learners.page.object_list)
    context = {
        "planned": planned,
        "plan": planned.plan,
        "sources": known,
        "served": class_page.needs_served(planned, known, acting_user=who),
        "modules": modules,
        "week": class_page.class_week(planned, sessions, modules, wanted),
        "page": learners.page,
        "others": learners.others,
        "open_units": seen_among(Unit, units, acting_user=who),
    }
    return render(request, "classes/class.html", context)


def _class_or_404(class_id: str) -> PlannedClass:
    found = class_page.class_by_code(class_id)
    if found is None:
        raise Http404
    return found
