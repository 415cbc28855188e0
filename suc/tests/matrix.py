"""For the access matrix: what each role's demonstration sign-in may open."""

from partnerships.choices import RoleKind
from suc.models import Contributor, Invitation, InvolvementTask, Payment

STAFF = (RoleKind.SUC_COORDINATOR, RoleKind.PROGRAMME_MANAGER)
LEAD = (RoleKind.SUC_COORDINATOR,)


def samples(world) -> dict[str, dict[str, dict]]:
    """View name → role kind → the address of an object that role may open."""
    ours = {"task__partnership": world.partnership}
    invitation = Invitation.objects.filter(**ours)
    mine = invitation.of(world.first(RoleKind.SUC_MEMBER))
    tasks = InvolvementTask.objects.filter(partnership=world.partnership)
    people = Contributor.objects.filter(partnership=world.partnership)
    payments = Payment.objects.filter(partnership=world.partnership)
    done = invitation.filter(involvement__isnull=True, state="accepted")
    past = done.filter(held_on__lt=world.day).first()
    return {
        "suc:invitation_answer": _of(mine.get(state="invited")),
        "suc:invitation_accept": _of(mine.get(state="invited")),
        "suc:invitation_accept_unpaid": _of(mine.get(state="invited")),
        "suc:invitation_decline": _of(mine.get(state="invited")),
        "suc:involvement_log": _of(mine.filter(state="accepted").first()),
        "suc:task_detail": _for(STAFF, tasks.filter(state="done").first()),
        "suc:task_change": _for(LEAD, tasks.filter(state="open").first()),
        "suc:task_money": _for(LEAD, tasks.get(state="draft")),
        "suc:task_questions": _for(LEAD, tasks.get(state="draft")),
        "suc:task_publish": _for(LEAD, tasks.get(state="draft")),
        "suc:task_cancel": _for(LEAD, tasks.get(state="draft")),
        "suc:invite": _for(LEAD, tasks.filter(state="open").last()),
        "suc:change_add": _for(LEAD, tasks.filter(state="done").first()),
        "suc:invitation_withdraw": _for(LEAD, past),
        "suc:involvement_record": _for(LEAD, past),
        "suc:contributor_detail": _for(STAFF, people.filter(state="active").first()),
        "suc:contributor_move": _for(LEAD, people.get(state="applied")),
        "suc:contributor_archive": _for(LEAD, people.get(state="applied")),
        "suc:payment_detail": _for(STAFF, payments.first()),
        "suc:payment_approve": _for(
            (RoleKind.PROGRAMME_MANAGER,), payments.filter(state="due").first()
        ),
        "suc:payment_decline": _for(
            (RoleKind.PROGRAMME_MANAGER,), payments.filter(state="due").first()
        ),
        "suc:payment_paid": _for(STAFF, payments.filter(state="approved").first()),
    }


def _for(kinds, row) -> dict[str, dict]:
    return {kind.value: {"reference": row.reference} for kind in kinds}


def _of(row) -> dict[str, dict]:
    return _for((RoleKind.SUC_MEMBER,), row)
