import datetime as dt

from django.core.exceptions import ValidationError

from accounts.models import Person
from core import audit, dates
from core.audit import service
from hubs.models import Enrolment, Hub, HubFacilitator, HubModel
from partnerships.choices import RoleKind
from partnerships.models import Organisation, Partnership
from placements.models import Placement


def _add(row, *, actor, action: str):
    row.full_clean()
    row.save()
    audit.record(actor=actor, action=action, subject=row)
    return row


@service("Hub framework added")
def add_hub_model(
    *, partnership: Partnership, name: str, starts_on: dt.date, actor, **limits
) -> HubModel:
    """Add a version of the framework; hubs opened under it keep it."""
    row = HubModel(partnership=partnership, name=name, starts_on=starts_on, **limits)
    return _add(row, actor=actor, action="Hub framework added")


@service("Hub opened")
def open_hub(
    *,
    name: str,
    model: HubModel,
    organisation: Organisation,
    starts_on: dt.date,
    meets_at: dt.time,
    actor,
    **fields,
) -> Hub:
    """Open a hub at an organisation, for one of its services or for all."""
    part = fields.get("service")
    if part is not None and part.organisation_id != organisation.pk:
        raise ValidationError("That service belongs to another organisation.")
    row = Hub(
        name=name,
        model=model,
        organisation=organisation,
        starts_on=starts_on,
        meets_at=meets_at,
        **fields,
    )
    return _add(row, actor=actor, action="Hub opened")


@service("Hub facilitator added")
def add_facilitator(
    *, hub: Hub, person: Person, starts_on: dt.date, ends_on=None, actor
) -> HubFacilitator:
    """From that day the person runs the hub and takes its register."""
    leads = person.roles.on(dates.today()).filter(kind=RoleKind.PRACTICE_EDUCATION_LEAD)
    if not leads.exists():
        raise ValidationError("Only a practice education lead can run a hub.")
    row = HubFacilitator(hub=hub, person=person, starts_on=starts_on, ends_on=ends_on)
    return _add(row, actor=actor, action="Hub facilitator added")


@service("Hub facilitator ended")
def end_facilitator(
    *, facilitator: HubFacilitator, ends_on: dt.date, actor
) -> HubFacilitator:
    """The person's last day of running the hub."""
    return _end(HubFacilitator, facilitator, ends_on, actor, "Hub facilitator ended")


@service("Student enrolled in a hub")
def enrol_student(
    *,
    hub: Hub,
    student: Person,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    placement: Placement | None = None,
    actor,
) -> Enrolment:
    """Put a student in a hub, through a placement of theirs where there is one."""
    if placement is not None and placement.student.person_id != student.pk:
        raise ValidationError("That placement is another student’s.")
    if starts_on < hub.starts_on:
        raise ValidationError("The enrolment cannot start before the hub does.")
    row = Enrolment(
        hub=hub,
        student=student,
        placement=placement,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return _add(row, actor=actor, action="Student enrolled in a hub")


@service("Student left a hub")
def end_enrolment(*, enrolment: Enrolment, ends_on: dt.date, actor) -> Enrolment:
    """The student's last day in the hub; what the registers say of them stays."""
    return _end(Enrolment, enrolment, ends_on, actor, "Student left a hub")


def _end(model, row, ends_on: dt.date, actor, action: str):
    row = model.objects.select_for_update().get(pk=row.pk)
    if ends_on < row.starts_on:
        raise ValidationError("The end must not be before the start.")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on", "updated_at"])
    audit.record(actor=actor, action=action, subject=row, ends_on=str(ends_on))
    return row
