from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from core import dates
from core.access import SIGNED_IN, access
from core.forms import attempt
from hubs import private, reports
from hubs.forms import ReflectionForm
from hubs.models import HubSession
from partnerships.choices import RoleKind


@access(RoleKind.STUDENT, methods=("GET",))
def my_hub(request):
    page = reports.my_hub(
        student=request.user,
        day=dates.today(),
        written=private.sessions_written_about(request.user),
    )
    return render(request, "hubs/my_hub.html", {"page": page})


@access(SIGNED_IN, methods=("GET",))
def reflection_list(request):
    """One's own words stay one's own after being a student, too."""
    reflections = private.reflections_of(request.user)
    return render(request, "hubs/reflection_list.html", {"reflections": reflections})


@access(RoleKind.STUDENT, about="session")
@sensitive_post_parameters("text")
def reflection_write(request, reference):
    sessions = HubSession.objects.of_student(request.user).select_related("hub")
    session = get_object_or_404(sessions, reference=reference)
    form = ReflectionForm(
        request.POST if request.method == "POST" else None,
        back=reverse("hubs:my_hub"),
        initial={"text": private.own_text(request.user, session)},
    )
    if form.is_valid() and attempt(
        form,
        private.write_reflection,
        session=session,
        text=form.cleaned_data["text"],
        actor=request.user,
    ):
        messages.success(request, "Kept. Only you can read it.")
        return redirect("hubs:reflection_list")

    return render(
        request, "hubs/reflection_write.html", {"session": session, "form": form}
    )
