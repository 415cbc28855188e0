"""Who may act. Rows are chosen first, by ``overseen_by`` or ``of``."""

import rules

from partnerships.choices import RoleKind
from partnerships.reach import reach_of


def _reaches(user, row, *kinds: str) -> bool:
    return row.partnership_id in reach_of(user, *kinds).partnership_ids()


@rules.predicate
def coordinates(user, row):
    """A co-ordinator of the partnership the row belongs to."""
    return _reaches(user, row, RoleKind.SUC_COORDINATOR)


@rules.predicate
def oversees(user, row):
    return _reaches(user, row, RoleKind.SUC_COORDINATOR, RoleKind.PROGRAMME_MANAGER)


@rules.predicate
def is_second_person(user, payment):
    """Neither the one who made the payment nor the one who receives it."""
    return user.pk not in (payment.created_by_id, payment.payee_id)


@rules.predicate
def is_coordinator(user):
    return RoleKind.SUC_COORDINATOR in user.role_kinds()


rules.add_perm("suc.add_work", is_coordinator)
rules.add_perm("suc.change_work", coordinates)
rules.add_perm("suc.change_people", coordinates)
rules.add_perm("suc.approve_payment", oversees & is_second_person)
rules.add_perm("suc.pay_payment", oversees)
