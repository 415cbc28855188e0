"""Which object each role's demonstration sign-in may open, for the access matrix."""

from accounts.models import Person
from core import dates
from hubs.models import Hub, HubSession
from partnerships.choices import RoleKind

LEAD = RoleKind.PRACTICE_EDUCATION_LEAD
HUB_VIEWS = ("session_generate", "break_add", "facilitator_add", "enrolment_add")
SESSION_VIEWS = ("register_take", "session_cancel", "session_move")


def samples(world) -> dict[str, dict[str, dict]]:
    lead = Person.objects.get(email=world.email_of(LEAD))
    student = Person.objects.get(email=world.email_of(RoleKind.STUDENT))
    hub = Hub.objects.run_by(lead).first()
    session = HubSession.objects.run_by(lead).register_due(dates.today()).first()
    own = HubSession.objects.of_student(student).first()
    seen = {
        kind: Hub.objects.visible_to(
            Person.objects.get(email=world.email_of(kind))
        ).first()
        for kind in (RoleKind.PSW, RoleKind.DIRECTOR, RoleKind.PROGRAMME_MANAGER)
    }
    found = {f"hubs:{name}": {LEAD.value: _at(hub)} for name in HUB_VIEWS}
    found |= {f"hubs:{name}": {LEAD.value: _at(session)} for name in SESSION_VIEWS}
    found["hubs:hub_detail"] = {LEAD.value: _at(hub)} | {
        kind.value: _at(row) for kind, row in seen.items()
    }
    psw_session = seen[RoleKind.PSW].sessions.first()
    found["hubs:session_detail"] = {
        LEAD.value: _at(session),
        RoleKind.PSW.value: _at(psw_session),
    }
    found["hubs:reflection_write"] = {RoleKind.STUDENT.value: _at(own)}
    return found


def _at(row) -> dict[str, str]:
    return {"reference": row.reference}
