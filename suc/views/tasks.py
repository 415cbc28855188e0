"""The co-ordinator's pages of a task, from the first draft to what it changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core import dates
from core.access import access, authorise
from core.forms import attempt
from core.tables import paged
from partnerships.choices import RoleKind
from partnerships.models import Partnership
from partnerships.reach import reach_of
from suc import reports, services, words
from suc.filters import TaskFilter
from suc.forms import ChangeForm, ConfirmForm, MoneyForm, ReasonForm, SixWForm, TaskForm
from suc.models import InvolvementTask
from suc.services.tasks import six_w_questions
from suc.tables import TaskTable

COORDINATOR, MANAGER = RoleKind.SUC_COORDINATOR, RoleKind.PROGRAMME_MANAGER


def task_of(request, reference, permission="suc.change_work") -> InvolvementTask:
    rows = InvolvementTask.objects.overseen_by(request.user)
    task = get_object_or_404(
        rows.select_related("host", "partnership"), reference=reference
    )
    if permission:
        authorise(request.user, permission, task)
    return task


def own_partnership(request) -> Partnership:
    """The one a co-ordinator works for; the first by name if there are more."""
    near = reach_of(request.user, COORDINATOR).partnership_ids()
    first = Partnership.objects.filter(pk__in=near).first()
    if first is None:
        raise PermissionDenied
    return first


def posted(request):
    return request.POST if request.method == "POST" else None


@access(COORDINATOR, MANAGER, methods=("GET",))
def task_list(request):
    rows = InvolvementTask.objects.overseen_by(request.user).with_counts()
    rows = rows.select_related("host").order_by("-held_on", "-id")
    found = TaskFilter(request.GET, queryset=rows, request=request)
    context = {
        "table": paged(TaskTable(found.qs), request),
        "filter": found,
        "may_add": request.user.has_perm("suc.add_work"),
    }
    return render(request, "suc/task_list.html", context)


@access(COORDINATOR)
def task_add(request):
    partnership = own_partnership(request)
    form = TaskForm(
        posted(request),
        partnership=partnership,
        submit="Save and go on",
        cancel_url=reverse("suc:task_list"),
    )
    if form.is_valid():
        task = attempt(
            form,
            services.add_task,
            partnership=partnership,
            actor=request.user,
            fee_basis="none",
            **form.cleaned_data,
        )
        if task:
            return redirect("suc:task_money", task.reference)
    return render(request, "suc/task_add.html", {"form": form})


@access(COORDINATOR, about="task")
def task_change(request, reference):
    task = task_of(request, reference)
    form = TaskForm(
        posted(request),
        instance=task,
        partnership=task.partnership,
        submit="Save changes",
        cancel_url=task.get_absolute_url(),
    )
    return _changed(request, task, form, "suc/task_change.html")


@access(COORDINATOR, about="task")
def task_money(request, reference):
    task = task_of(request, reference)
    form = MoneyForm(posted(request), task=task, cancel_url=task.get_absolute_url())
    return _changed(request, task, form, "suc/task_money.html")


def _changed(request, task, form, template):
    if form.is_valid() and attempt(
        form,
        services.change_task,
        task=task,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "The task is saved.")
        return redirect(task)
    return render(request, template, {"task": task, "form": form})


@access(COORDINATOR, about="task")
def task_questions(request, reference):
    task = task_of(request, reference)
    answers = dict(task.six_w_answers.values_list("question", "answer"))
    form = SixWForm(
        posted(request),
        questions=six_w_questions(task.partnership),
        answers=answers,
        cancel_url=task.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.answer_six_ws,
        task=task,
        answers=form.answers(),
        actor=request.user,
    ):
        messages.success(request, "Your answers are saved.")
        return redirect(task)
    return render(request, "suc/task_questions.html", {"task": task, "form": form})


@access(COORDINATOR, MANAGER, about="task", methods=("GET",))
def task_detail(request, reference):
    task = task_of(request, reference, permission=None)
    context = reports.task_page(task=task, viewer=request.user, day=dates.today())
    return render(request, "suc/task_detail.html", context)


@access(COORDINATOR, about="task")
def task_publish(request, reference):
    task = task_of(request, reference)
    cancel = {"submit": "Publish the task", "cancel_url": task.get_absolute_url()}
    form = ConfirmForm(posted(request), **cancel)
    if form.is_valid() and attempt(
        form, services.publish_task, task=task, day=dates.today(), actor=request.user
    ):
        messages.success(request, "The task is open. Now invite people.")
        return redirect(task)
    context = {"task": task, "total": words.total(task), "form": form}
    return render(request, "suc/task_publish.html", context)


@access(COORDINATOR, about="task")
def task_cancel(request, reference):
    task = task_of(request, reference)
    form = ReasonForm(
        posted(request),
        label="Why is it called off?",
        submit="Cancel the task",
        cancel_url=task.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.cancel_task,
        task=task,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "The task is cancelled and everyone is told.")
        return redirect(task)
    return render(request, "suc/task_cancel.html", {"task": task, "form": form})


@access(COORDINATOR, about="task")
def change_add(request, reference):
    task = task_of(request, reference)
    form = ChangeForm(posted(request), cancel_url=task.get_absolute_url())
    if form.is_valid() and attempt(
        form,
        services.add_change,
        task=task,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Recorded. Everyone who took part can see it.")
        return redirect(task)
    return render(request, "suc/change_add.html", {"task": task, "form": form})
