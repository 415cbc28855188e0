from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access
from core.forms import attempt
from hubs import reports, services
from hubs.forms import BreakForm, EnrolForm, FacilitatorForm, GenerateForm
from hubs.models import Hub
from partnerships.choices import RoleKind

LEAD = RoleKind.PRACTICE_EDUCATION_LEAD
LOOKERS = (LEAD, RoleKind.PSW, RoleKind.DIRECTOR, RoleKind.PROGRAMME_MANAGER)


@access(*LOOKERS, methods=("GET",))
def hub_list(request):
    day = dates.today()
    context = {
        "hubs": reports.hub_list(viewer=request.user, day=day),
        "due": reports.registers_due(viewer=request.user, day=day),
    }
    return render(request, "hubs/hub_list.html", context)


@access(*LOOKERS, about="hub", methods=("GET",))
def hub_detail(request, reference):
    hubs = Hub.objects.select_related("model", "organisation", "service")
    hub = get_object_or_404(hubs.visible_to(request.user), reference=reference)
    page = reports.hub_page(hub=hub, viewer=request.user, day=dates.today())
    return render(request, "hubs/hub_detail.html", {"hub": hub, "page": page})


@access(LEAD, about="hub")
def session_generate(request, reference):
    hub = get_object_or_404(Hub.objects.run_by(request.user), reference=reference)
    form = GenerateForm(_posted(request), back=hub.get_absolute_url())
    if form.is_valid():
        planned = attempt(
            form,
            services.generate_sessions,
            hub=hub,
            actor=request.user,
            **form.cleaned_data,
        )
        if planned:
            messages.success(request, f"{len(planned)} sessions planned.")
            return redirect(hub)

    return render(request, "hubs/session_generate.html", {"hub": hub, "form": form})


@access(LEAD, about="hub")
def break_add(request, reference):
    hub = get_object_or_404(Hub.objects.run_by(request.user), reference=reference)
    form = BreakForm(_posted(request), back=hub.get_absolute_url())
    if form.is_valid() and attempt(
        form, services.add_break, hub=hub, actor=request.user, **form.cleaned_data
    ):
        messages.success(
            request, "Break added. The sessions after it take turns again."
        )
        return redirect(hub)

    return render(request, "hubs/break_add.html", {"hub": hub, "form": form})


@access(LEAD, about="hub")
def facilitator_add(request, reference):
    hub = get_object_or_404(Hub.objects.named_to(request.user), reference=reference)
    form = FacilitatorForm(
        _posted(request),
        people=reports.possible_facilitators(hub=hub),
        back=hub.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form, services.add_facilitator, hub=hub, actor=request.user, **form.cleaned_data
    ):
        messages.success(request, "Facilitator added.")
        return redirect(hub)

    return render(request, "hubs/facilitator_add.html", {"hub": hub, "form": form})


@access(LEAD, about="hub")
def enrolment_add(request, reference):
    hub = get_object_or_404(Hub.objects.run_by(request.user), reference=reference)
    form = EnrolForm(
        _posted(request),
        placements=reports.possible_students(hub=hub, day=dates.today()),
        back=hub.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.enrol_student,
        hub=hub,
        student=form.cleaned_data["placement"].student.person,
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Student enrolled.")
        return redirect(hub)

    return render(request, "hubs/enrolment_add.html", {"hub": hub, "form": form})


def _posted(request):
    return request.POST if request.method == "POST" else None
