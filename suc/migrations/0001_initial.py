from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import core.references
import suc.models.invitations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("partnerships", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="InvolvementTask",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fee_basis",
                    models.CharField(
                        choices=[
                            ("session", "For the session"),
                            ("hour", "For each hour"),
                            ("none", "No fee"),
                        ],
                        default="session",
                        max_length=8,
                        verbose_name="how the fee is worked out",
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="fee",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1.00"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="hours asked for",
                    ),
                ),
                (
                    "travel_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="travel",
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel amount",
                    ),
                ),
                (
                    "carer_cover_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="cover for someone you care for",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover amount",
                    ),
                ),
                (
                    "other_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="other costs",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs amount",
                    ),
                ),
                (
                    "other_for",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="other costs are for"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board or working group"),
                            ("admissions", "Choosing students"),
                            ("teaching", "Teaching"),
                            ("asye", "First year in practice (ASYE)"),
                            ("cpd", "Training for social workers"),
                            ("research", "Research"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="kind of work",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(max_length=600, verbose_name="why we are asking"),
                ),
                (
                    "what_happens",
                    models.TextField(max_length=1000, verbose_name="what will happen"),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                ("from_time", models.TimeField(verbose_name="starts at")),
                ("to_time", models.TimeField(verbose_name="ends at")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                (
                    "access",
                    models.TextField(
                        blank=True,
                        max_length=600,
                        verbose_name="getting in and taking part",
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many people",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "Open"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=200)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvement_tasks",
                        to="partnerships.organisation",
                        verbose_name="who is asking",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvement_tasks",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "from_time", "id"],
                "indexes": [
                    models.Index(
                        fields=["partnership", "state", "held_on"],
                        name="suc_involve_partner_7a86f5_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "board",
                                    "admissions",
                                    "teaching",
                                    "asye",
                                    "cpd",
                                    "research",
                                    "other",
                                ],
                            )
                        ),
                        name="task_kind_is_known",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "open", "done", "cancelled"])
                        ),
                        name="task_state_is_known",
                        violation_error_message="Choose one of the listed values for state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_time__gt", models.F("from_time"))),
                        name="task_ends_after_it_starts",
                        violation_error_message="The end time must be after the start time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1)),
                        name="task_has_a_place",
                        violation_error_message="Ask at least one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="task_is_cancelled_with_a_reason",
                        violation_error_message="Say why the task is cancelled.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee", 0), ("fee_basis", "none")),
                            models.Q(
                                ("fee__gt", 0), ("fee_basis__in", ["session", "hour"])
                            ),
                            _connector="OR",
                        ),
                        name="task_fee_is_offered_with_an_amount",
                        violation_error_message="Give the fee, or choose “No fee”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                        name="task_hours_are_more_than_none",
                        violation_error_message="Hours must be more than 0 and at most 24.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_basis", "none"),
                            models.Q(("other_for", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="task_other_costs_say_what_for",
                        violation_error_message="Say what the other costs are for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("travel__gt", 0),
                                ("travel_basis__in", ["fixed", "up_to"]),
                            ),
                            models.Q(("travel", 0), ("travel_basis", "none")),
                            _connector="OR",
                        ),
                        name="task_travel_is_offered_with_an_amount",
                        violation_error_message="Give the amount for travel, or choose “Not offered”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("carer_cover__gt", 0),
                                ("carer_cover_basis__in", ["fixed", "up_to"]),
                            ),
                            models.Q(("carer_cover", 0), ("carer_cover_basis", "none")),
                            _connector="OR",
                        ),
                        name="task_carer_cover_is_offered_with_an_amount",
                        violation_error_message="Give the amount for carer cover, or choose “Not offered”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("other__gt", 0),
                                ("other_basis__in", ["fixed", "up_to"]),
                            ),
                            models.Q(("other", 0), ("other_basis", "none")),
                            _connector="OR",
                        ),
                        name="task_other_is_offered_with_an_amount",
                        violation_error_message="Give the amount for other costs, or choose “Not offered”.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeMade",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("what", models.TextField(max_length=600, verbose_name="what changed")),
                ("changed_on", models.DateField(verbose_name="from which day")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="suc.involvementtask",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "changes made",
                "ordering": ["-changed_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="change_says_what_changed",
                        violation_error_message="Say what changed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("met", "Met"),
                            ("agreed", "Agreed"),
                            ("active", "Active"),
                            ("archived", "Archived"),
                        ],
                        default="applied",
                        max_length=10,
                    ),
                ),
                ("applied_on", models.DateField()),
                ("met_on", models.DateField(blank=True, null=True)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("active_on", models.DateField(blank=True, null=True)),
                ("archived_on", models.DateField(blank=True, null=True)),
                ("archive_reason", models.CharField(blank=True, max_length=200)),
                (
                    "contact_by",
                    models.CharField(
                        choices=[
                            ("email", "E-mail"),
                            ("phone", "Phone call"),
                            ("text", "Text message"),
                            ("letter", "Letter"),
                        ],
                        default="email",
                        max_length=10,
                        verbose_name="how they like to hear from us",
                    ),
                ),
                (
                    "access_needs",
                    models.TextField(
                        blank=True,
                        max_length=500,
                        verbose_name="what they need to take part",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributors",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["person__name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["applied", "met", "agreed", "active", "archived"],
                            )
                        ),
                        name="contributor_state_is_known",
                        violation_error_message="Choose one of the listed values for state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_by__in", ["email", "phone", "text", "letter"])
                        ),
                        name="contributor_contact_is_known",
                        violation_error_message="Choose one of the listed values for contact_by.",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "partnership"),
                        name="contributor_once_per_partnership",
                        violation_error_message="This person is already a member here.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("archived_on__isnull", False),
                                ("state", "archived"),
                                models.Q(("archive_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "archived"), _negated=True),
                                ("archive_reason", ""),
                                ("archived_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="contributor_is_archived_on_a_day_with_a_reason",
                        violation_error_message="Say why the record is archived.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "active"), _negated=True),
                            ("active_on__isnull", False),
                            _connector="OR",
                        ),
                        name="contributor_is_active_from_a_day",
                        violation_error_message="Say from which day the member is active.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("met", "Met"),
                            ("agreed", "Agreed"),
                            ("active", "Active"),
                            ("archived", "Archived"),
                        ],
                        default="applied",
                        max_length=10,
                    ),
                ),
                ("applied_on", models.DateField()),
                ("met_on", models.DateField(blank=True, null=True)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("active_on", models.DateField(blank=True, null=True)),
                ("archived_on", models.DateField(blank=True, null=True)),
                (
                    "contact_by",
                    models.CharField(
                        choices=[
                            ("email", "E-mail"),
                            ("phone", "Phone call"),
                            ("text", "Text message"),
                            ("letter", "Letter"),
                        ],
                        default="email",
                        max_length=10,
                        verbose_name="how they like to hear from us",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.contributor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Expertise",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "words",
                    models.CharField(
                        max_length=80, verbose_name="good at, or knows about"
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expertise",
                        to="suc.contributor",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "expertise",
                "ordering": ["words", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("words"),
                        models.F("contributor"),
                        name="expertise_once_per_contributor",
                        violation_error_message="That is already on the list.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpertiseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "words",
                    models.CharField(
                        max_length=80, verbose_name="good at, or knows about"
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.contributor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.expertise",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fee_basis",
                    models.CharField(
                        choices=[
                            ("session", "For the session"),
                            ("hour", "For each hour"),
                            ("none", "No fee"),
                        ],
                        default="session",
                        max_length=8,
                        verbose_name="how the fee is worked out",
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="fee",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1.00"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="hours asked for",
                    ),
                ),
                (
                    "travel_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="travel",
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel amount",
                    ),
                ),
                (
                    "carer_cover_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="cover for someone you care for",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover amount",
                    ),
                ),
                (
                    "other_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="other costs",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs amount",
                    ),
                ),
                (
                    "other_for",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="other costs are for"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("accepted_unpaid", "Accepted, fee declined"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="invited",
                        max_length=16,
                    ),
                ),
                ("invited_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("held_on", models.DateField(verbose_name="day")),
                ("from_time", models.TimeField(verbose_name="starts at")),
                ("to_time", models.TimeField(verbose_name="ends at")),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="suc.contributor",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="suc.involvementtask",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "from_time", "id"],
                "indexes": [
                    models.Index(
                        fields=["contributor", "state"],
                        name="suc_invitat_contrib_ee989f_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "invited",
                                    "accepted",
                                    "accepted_unpaid",
                                    "declined",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="invitation_state_is_known",
                        violation_error_message="Choose one of the listed values for state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_time__gt", models.F("from_time"))),
                        name="invitation_ends_after_it_starts",
                        violation_error_message="The end time must be after the start time.",
                    ),
                    models.UniqueConstraint(
                        fields=("task", "contributor"),
                        name="invitation_once_per_task_and_contributor",
                        violation_error_message="This member is already invited.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True),
                            ("answered_on__lte", models.F("held_on")),
                            _connector="OR",
                        ),
                        name="invitation_is_answered_before_the_work",
                        violation_error_message="The answer must come before the work.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_on__isnull", True), ("state", "invited")
                            ),
                            ("state", "withdrawn"),
                            models.Q(
                                ("answered_on__isnull", False),
                                (
                                    "state__in",
                                    ["accepted", "accepted_unpaid", "declined"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_answer_has_a_day",
                        violation_error_message="An answer needs its day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invitation_is_withdrawn_with_a_reason",
                        violation_error_message="Say why the invitation is withdrawn.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("state__in", ("accepted", "accepted_unpaid"))
                        ),
                        expressions=[
                            (
                                models.Func(
                                    models.F("contributor"),
                                    models.F("contributor"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (suc.models.invitations.TimeRange(), "&&"),
                        ],
                        name="invitation_one_place_at_a_time",
                        violation_error_message="You have said yes to something else at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee", 0), ("fee_basis", "none")),
                            models.Q(
                                ("fee__gt", 0), ("fee_basis__in", ["session", "hour"])
                            ),
                            _connector="OR",
                        ),
                        name="invitation_fee_is_offered_with_an_amount",
                        violation_error_message="Give the fee, or choose “No fee”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                        name="invitation_hours_are_more_than_none",
                        violation_error_message="Hours must be more than 0 and at most 24.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_basis", "none"),
                            models.Q(("other_for", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invitation_other_costs_say_what_for",
                        violation_error_message="Say what the other costs are for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("travel__gt", 0),
                                ("travel_basis__in", ["fixed", "up_to"]),
                            ),
                            models.Q(("travel", 0), ("travel_basis", "none")),
                            _connector="OR",
                        ),
                        name="invitation_travel_is_offered_with_an_amount",
                        violation_error_message="Give the amount for travel, or choose “Not offered”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("carer_cover__gt", 0),
                                ("carer_cover_basis__in", ["fixed", "up_to"]),
                            ),
                            models.Q(("carer_cover", 0), ("carer_cover_basis", "none")),
                            _connector="OR",
                        ),
                        name="invitation_carer_cover_is_offered_with_an_amount",
                        violation_error_message="Give the amount for carer cover, or choose “Not offered”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("other__gt", 0),
                                ("other_basis__in", ["fixed", "up_to"]),
                            ),
                            models.Q(("other", 0), ("other_basis", "none")),
                            _connector="OR",
                        ),
                        name="invitation_other_is_offered_with_an_amount",
                        violation_error_message="Give the amount for other costs, or choose “Not offered”.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("done_on", models.DateField(verbose_name="day")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(24),
                        ],
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs",
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="confirmed on"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvement",
                        to="suc.invitation",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "involvement",
                "ordering": ["-done_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                        name="involvement_hours_are_more_than_none",
                        violation_error_message="Hours must be more than 0 and at most 24.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carer_cover__gte", 0),
                            ("other__gte", 0),
                            ("travel__gte", 0),
                        ),
                        name="involvement_expenses_are_not_negative",
                        violation_error_message="Expenses cannot be less than £0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_by__isnull", True),
                                ("approved_on__isnull", True),
                            ),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("approved_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="involvement_is_confirmed_by_someone_on_a_day",
                        violation_error_message="Say who confirmed it and when.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvolvementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("done_on", models.DateField(verbose_name="day")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(24),
                        ],
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs",
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="confirmed on"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.invitation",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.involvement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fee_basis",
                    models.CharField(
                        choices=[
                            ("session", "For the session"),
                            ("hour", "For each hour"),
                            ("none", "No fee"),
                        ],
                        default="session",
                        max_length=8,
                        verbose_name="how the fee is worked out",
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="fee",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1.00"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="hours asked for",
                    ),
                ),
                (
                    "travel_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="travel",
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel amount",
                    ),
                ),
                (
                    "carer_cover_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="cover for someone you care for",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover amount",
                    ),
                ),
                (
                    "other_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="other costs",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs amount",
                    ),
                ),
                (
                    "other_for",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="other costs are for"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("accepted_unpaid", "Accepted, fee declined"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="invited",
                        max_length=16,
                    ),
                ),
                ("invited_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("held_on", models.DateField(verbose_name="day")),
                ("from_time", models.TimeField(verbose_name="starts at")),
                ("to_time", models.TimeField(verbose_name="ends at")),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                (
                    "contributor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.contributor",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.invitation",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.involvementtask",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChangeMadeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("what", models.TextField(max_length=600, verbose_name="what changed")),
                ("changed_on", models.DateField(verbose_name="from which day")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.changemade",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.involvementtask",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvolvementTaskEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fee_basis",
                    models.CharField(
                        choices=[
                            ("session", "For the session"),
                            ("hour", "For each hour"),
                            ("none", "No fee"),
                        ],
                        default="session",
                        max_length=8,
                        verbose_name="how the fee is worked out",
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="fee",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1.00"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="hours asked for",
                    ),
                ),
                (
                    "travel_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="travel",
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel amount",
                    ),
                ),
                (
                    "carer_cover_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="cover for someone you care for",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover amount",
                    ),
                ),
                (
                    "other_basis",
                    models.CharField(
                        choices=[
                            ("none", "Not offered"),
                            ("fixed", "A fixed amount"),
                            ("up_to", "What it costs, up to"),
                        ],
                        default="none",
                        max_length=6,
                        verbose_name="other costs",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs amount",
                    ),
                ),
                (
                    "other_for",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="other costs are for"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board or working group"),
                            ("admissions", "Choosing students"),
                            ("teaching", "Teaching"),
                            ("asye", "First year in practice (ASYE)"),
                            ("cpd", "Training for social workers"),
                            ("research", "Research"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="kind of work",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(max_length=600, verbose_name="why we are asking"),
                ),
                (
                    "what_happens",
                    models.TextField(max_length=1000, verbose_name="what will happen"),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                ("from_time", models.TimeField(verbose_name="starts at")),
                ("to_time", models.TimeField(verbose_name="ends at")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                (
                    "access",
                    models.TextField(
                        blank=True,
                        max_length=600,
                        verbose_name="getting in and taking part",
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many people",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "Open"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=200)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.organisation",
                        verbose_name="who is asking",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.involvementtask",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="fee",
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("approved", "Approved"),
                            ("paid", "Paid"),
                            ("declined", "Not approved"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("made_on", models.DateField(verbose_name="due since")),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "declined_because",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="why it was not approved",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="suc.invitation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suc_payments",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suc_payments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["made_on", "id"],
                "indexes": [
                    models.Index(
                        fields=["partnership", "state", "made_on"],
                        name="suc_payment_partner_18b478_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["due", "approved", "paid", "declined"])
                        ),
                        name="payment_state_is_known",
                        violation_error_message="Choose one of the listed values for state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carer_cover__gte", 0),
                            ("fee__gte", 0),
                            ("other__gte", 0),
                            ("travel__gte", 0),
                        ),
                        name="payment_amounts_are_not_negative",
                        violation_error_message="Amounts cannot be less than £0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fee__gt",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("travel"), "*", models.Value(-1)
                                        ),
                                        "-",
                                        models.F("carer_cover"),
                                    ),
                                    "-",
                                    models.F("other"),
                                ),
                            )
                        ),
                        name="payment_is_for_more_than_nothing",
                        violation_error_message="There is nothing to pay.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "declined"), _negated=True),
                        fields=("invitation",),
                        name="payment_one_live_per_invitation",
                        violation_error_message="There is already a payment for this work.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(
                                ("approved_by", models.F("created_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="payment_approver_is_not_its_maker",
                        violation_error_message="Someone else must approve this payment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("payee")), _negated=True),
                            _connector="OR",
                        ),
                        name="payment_approver_is_not_its_payee",
                        violation_error_message="You cannot approve a payment to yourself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_by__isnull", False),
                                ("approved_on__isnull", False),
                                ("state__in", ["approved", "paid"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["approved", "paid"]), _negated=True
                                ),
                                ("approved_by__isnull", True),
                                ("approved_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="payment_is_approved_by_someone_on_a_day",
                        violation_error_message="Say who approved it and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_on__isnull", False), ("state", "paid")),
                            models.Q(
                                models.Q(("state", "paid"), _negated=True),
                                ("paid_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="payment_is_paid_on_a_day",
                        violation_error_message="Say on which day it was paid.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("declined_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="payment_is_not_approved_with_a_reason",
                        violation_error_message="Say why it was not approved.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="fee",
                    ),
                ),
                (
                    "travel",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="travel",
                    ),
                ),
                (
                    "carer_cover",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="carer cover",
                    ),
                ),
                (
                    "other",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.00"))
                        ],
                        verbose_name="other costs",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("approved", "Approved"),
                            ("paid", "Paid"),
                            ("declined", "Not approved"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("made_on", models.DateField(verbose_name="due since")),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "declined_because",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="why it was not approved",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.invitation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.payment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SixWQuestion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=120)),
                ("hint", models.CharField(blank=True, max_length=200)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="six_w_questions",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "six Ws question",
                "ordering": ["partnership", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 6)),
                        name="six_w_question_is_one_of_six",
                        violation_error_message="There are six questions, numbered 1 to 6.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "number"),
                        name="six_w_question_once_per_partnership_and_number",
                        violation_error_message="That question is already there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SixWAnswer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("answer", models.TextField(max_length=600)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="six_w_answers",
                        to="suc.involvementtask",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="suc.sixwquestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "six Ws answer",
                "ordering": ["question__number", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "question"),
                        name="six_w_answer_once_per_task_and_question",
                        violation_error_message="That question is already answered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), _negated=True),
                        name="six_w_answer_is_not_empty",
                        violation_error_message="Answer the question.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SixWAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("answer", models.TextField(max_length=600)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.sixwanswer",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.involvementtask",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="suc.sixwquestion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SixWQuestionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=core.references.make_reference,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=120)),
                ("hint", models.CharField(blank=True, max_length=200)),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="suc.sixwquestion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
