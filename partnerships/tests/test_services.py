import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.tests.factories import PersonFactory
from core.audit import SYSTEM
from core.models import AuditEntry
from partnerships import services
from partnerships.choices import OrganisationKind, RoleKind, Sector
from partnerships.models import Organisation, Role
from partnerships.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    RoleFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 1)


def test_an_organisation_comes_with_its_services():
    council = services.add_organisation(
        name="Northbridge Council",
        short_name="Northbridge",
        kind=OrganisationKind.LOCAL_AUTHORITY,
        sectors=[Sector.CHILDREN, Sector.ADULTS],
        actor=SYSTEM,
    )

    assert [s.sector for s in council.services.all()] == ["adults", "children"]


def test_a_service_of_another_organisation_cannot_join():
    with pytest.raises(ValidationError, match="another organisation"):
        services.join_partnership(
            partnership=PartnershipFactory(),
            organisation=OrganisationFactory(),
            service=ServiceFactory(),
            starts_on=DAY,
            actor=SYSTEM,
        )


def test_a_service_is_a_member_once_at_a_time():
    service = ServiceFactory()
    joining = {
        "partnership": PartnershipFactory(),
        "organisation": service.organisation,
        "service": service,
        "actor": SYSTEM,
    }
    services.join_partnership(starts_on=DAY, **joining)

    with pytest.raises(ValidationError, match="already a member"):
        services.join_partnership(starts_on=dt.date(2027, 1, 1), **joining)


def test_a_role_needs_exactly_one_scope():
    with pytest.raises(ValidationError, match="exactly one"):
        services.give_role(
            person=PersonFactory(),
            kind=RoleKind.PSW,
            starts_on=DAY,
            organisation=OrganisationFactory(),
            partnership=PartnershipFactory(),
            actor=SYSTEM,
        )


def test_the_database_too_refuses_a_role_without_a_scope():
    refused = pytest.raises(IntegrityError, match="role_has_exactly_one_scope")
    with refused, transaction.atomic():
        Role.objects.create(person=PersonFactory(), kind=RoleKind.PSW, starts_on=DAY)


def test_an_organisation_has_one_main_contact_per_role():
    council = OrganisationFactory()
    giving = {
        "kind": RoleKind.PLACEMENT_COORDINATOR,
        "organisation": council,
        "starts_on": DAY,
        "is_primary": True,
        "actor": SYSTEM,
    }
    services.give_role(person=PersonFactory(), **giving)

    with pytest.raises(ValidationError, match="main contact"):
        services.give_role(person=PersonFactory(), **giving)


def test_a_role_cannot_end_before_it_starts():
    role = RoleFactory(starts_on=DAY)

    with pytest.raises(ValidationError, match="before it starts"):
        services.end_role(role=role, ends_on=dt.date(2026, 8, 1), actor=SYSTEM)


def test_the_trail_cannot_be_edited():
    AuditEntry.objects.create(action="Something happened")

    refused = pytest.raises(Exception, match="append_only")
    with refused, transaction.atomic():
        AuditEntry.objects.update(action="Nothing happened")


def test_a_bulk_change_is_in_the_history_too():
    council = OrganisationFactory(name="Old name")

    Organisation.objects.filter(pk=council.pk).update(name="New name")

    model = apps.get_model("partnerships", "OrganisationEvent")
    assert list(
        model.objects.filter(pgh_obj=council.pk)
        .order_by("pgh_id")
        .values_list("pgh_label", "name")
    ) == [("insert", "Old name"), ("update", "New name")]
