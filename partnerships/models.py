from django.conf import settings
from django.db import models
from django.db.models import Q

from core.constraints import ends_after_start, no_overlap, one_of
from core.models import Record, tracked
from core.querysets import DatedQuerySet
from partnerships.choices import MembershipKind, OrganisationKind, RoleKind, Sector
from partnerships.querysets import (
    OrganisationQuerySet,
    PartnershipQuerySet,
    RoleQuerySet,
    ServiceQuerySet,
    TeamQuerySet,
)


@tracked()
class Partnership(Record):
    """A social work teaching partnership, and the words it uses for its posts."""

    name = models.CharField(max_length=150, unique=True)
    lead_label = models.CharField(
        "what the practice education lead is called",
        max_length=60,
        default="Practice education lead",
        help_text="For example PEC, PEL or PPEL.",
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


@tracked()
class Organisation(Record):
    """A council, university, PVI, NHS body or SUC-led organisation."""

    name = models.CharField(max_length=150, unique=True)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    ukprn = models.CharField("UKPRN", max_length=8, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            one_of("organisation_kind_is_known", "kind", OrganisationKind),
            models.UniqueConstraint(
                name="organisation_gss_code_is_one_organisations",
                fields=["gss_code"],
                condition=~Q(gss_code=""),
                violation_error_message="Another organisation has this GSS code.",
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class Service(Record):
    """Adults', children's or other services of an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="services"
    )
    sector = models.CharField(max_length=10, choices=Sector)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "sector"]
        constraints = [
            one_of("service_sector_is_known", "sector", Sector),
            models.UniqueConstraint(
                name="service_once_per_organisation_and_sector",
                fields=["organisation", "sector"],
                violation_error_message="This organisation already has that service.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.get_sector_display().lower()}"


@tracked()
class Team(Record):
    """A team of a service; the smallest place that hosts a student."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    locality = models.CharField(max_length=80, blank=True)
    wte = models.DecimalField(
        "whole-time equivalent staff",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="team_name_once_per_service_and_locality",
                fields=["service", "name", "locality"],
                violation_error_message="This service already has a team of that name.",
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class Membership(Record):
    """An organisation (or one service of it) in a partnership, dated.

    A full membership is a voice.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    kind = models.CharField(
        max_length=10, choices=MembershipKind, default=MembershipKind.FULL
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["partnership__name", "organisation__name", "starts_on"]
        constraints = [
            one_of("membership_kind_is_known", "kind", MembershipKind),
            ends_after_start("membership_ends_after_it_starts"),
            no_overlap(
                "membership_once_at_a_time_per_service",
                "partnership",
                "service",
                condition=Q(service__isnull=False),
                message="This service is already a member on those dates.",
            ),
            no_overlap(
                "membership_once_at_a_time_per_organisation",
                "partnership",
                "organisation",
                condition=Q(service__isnull=True),
                message="This organisation is already a member on those dates.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} in {self.partnership}"


@tracked()
class Role(Record):
    """What a person does, where, and from when to when.

    Access ends the day after the role does.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles"
    )
    kind = models.CharField(max_length=30, choices=RoleKind)
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    sector = models.CharField("limited to", max_length=10, choices=Sector, blank=True)
    is_primary = models.BooleanField("main contact", default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "kind", "starts_on"]
        constraints = [
            one_of("role_kind_is_known", "kind", RoleKind),
            ends_after_start("role_ends_after_it_starts"),
            models.CheckConstraint(
                name="role_has_exactly_one_scope",
                condition=Q(
                    partnership__isnull=False,
                    organisation__isnull=True,
                    service__isnull=True,
                    team__isnull=True,
                )
                | Q(
                    partnership__isnull=True,
                    organisation__isnull=False,
                    service__isnull=True,
                    team__isnull=True,
                )
                | Q(
                    partnership__isnull=True,
                    organisation__isnull=True,
                    service__isnull=False,
                    team__isnull=True,
                )
                | Q(
                    partnership__isnull=True,
                    organisation__isnull=True,
                    service__isnull=True,
                    team__isnull=False,
                ),
                violation_error_message=(
                    "Choose exactly one of partnership, organisation, service or team."
                ),
            ),
            models.UniqueConstraint(
                name="role_one_primary_coordinator_per_organisation",
                fields=["organisation", "kind"],
                condition=Q(is_primary=True, ends_on__isnull=True),
                violation_error_message=(
                    "This organisation already has a main contact in that role."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_kind_display().lower()}"

    @property
    def home_organisation_id(self) -> int | None:
        """The organisation the role stands in; none for a partnership's role."""
        if self.organisation_id:
            return self.organisation_id
        if self.service_id:
            return self.service.organisation_id
        if self.team_id:
            return self.team.service.organisation_id
        return None

    @property
    def scope(self):
        return self.partnership or self.organisation or self.service or self.team

    @property
    def place(self):
        """Where the role stands, as a person would say it."""
        if self.team_id:
            return self.team.service.organisation
        if self.service_id:
            return self.service.organisation
        return self.organisation or self.partnership
