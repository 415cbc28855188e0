from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access
from core.forms import attempt
from hubs import reports, services
from hubs.forms import CancelForm, MoveForm, RegisterForm
from hubs.models import HubSession
from hubs.services.registers import enrolled_at
from partnerships.choices import RoleKind

LEAD = RoleKind.PRACTICE_EDUCATION_LEAD
SESSIONS = HubSession.objects.select_related("hub__organisation", "hub__model")


@access(LEAD, RoleKind.PSW, about="session", methods=("GET",))
def session_detail(request, reference):
    rows = SESSIONS.select_related("register_saved_by").named_to(request.user)
    session = get_object_or_404(rows, reference=reference)
    page = reports.session_page(session=session, viewer=request.user, day=dates.today())
    return render(
        request, "hubs/session_detail.html", {"session": session, "page": page}
    )


@access(LEAD, about="session")
def register_take(request, reference):
    session = _run_by(request, reference)
    form = RegisterForm(
        _posted(request),
        session=session,
        enrolments=enrolled_at(session),
        marks={mark.enrolment_id: mark for mark in session.attendances.all()},
        everyone=request.GET.get("all") == "present",
    )
    if form.is_valid():
        saved = attempt(
            form,
            services.take_register,
            session=session,
            actor=request.user,
            **form.register(),
        )
        if saved:
            messages.success(request, reports.saved_words(saved))
            return redirect(saved)
        form.catch_up(session.register_version)

    context = {"session": session, "form": form, "day": dates.today()}
    return render(request, "hubs/register_take.html", context)


@access(LEAD, about="session")
def session_cancel(request, reference):
    session = _run_by(request, reference)
    form = CancelForm(_posted(request), back=session.get_absolute_url())
    if form.is_valid() and attempt(
        form,
        services.cancel_session,
        session=session,
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Session cancelled. Those after it take turns again.")
        return redirect(session.hub)

    return render(
        request, "hubs/session_cancel.html", {"session": session, "form": form}
    )


@access(LEAD, about="session")
def session_move(request, reference):
    session = _run_by(request, reference)
    form = MoveForm(
        _posted(request),
        back=session.get_absolute_url(),
        initial={
            name: getattr(session, name) for name in ("held_on", "starts_at", "place")
        },
    )
    if form.is_valid() and attempt(
        form,
        services.move_session,
        session=session,
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Session moved.")
        return redirect(session)

    return render(request, "hubs/session_move.html", {"session": session, "form": form})


def _run_by(request, reference) -> HubSession:
    return get_object_or_404(SESSIONS.run_by(request.user), reference=reference)


def _posted(request):
    return request.POST if request.method == "POST" else None
