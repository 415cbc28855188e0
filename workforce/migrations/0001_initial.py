import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import core.references


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("core", "0001_initial"),
        ("partnerships", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
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
                    "kind",
                    models.CharField(
                        choices=[("csww", "Children’s social work workforce")],
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("publisher", models.CharField(max_length=150)),
                ("licence", models.CharField(max_length=150)),
                ("attribution", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["csww"])),
                        name="source_kind_is_known",
                        violation_error_message="Choose one of the listed values for kind.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DataSet",
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
                ("file_name", models.CharField(max_length=200)),
                (
                    "checksum",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the file"),
                ),
                ("row_count", models.PositiveIntegerField()),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField()),
                ("quality", models.JSONField(blank=True, default=dict)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_set",
                        to="core.importbatch",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose it is; empty for a data set that every partnership uses.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_sets",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_sets",
                        to="workforce.source",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("source", "partnership", "checksum"),
                        name="data_set_file_is_in_force_once",
                        nulls_distinct=False,
                        violation_error_message="This file is already in Tandem.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_year__lte", models.F("last_year"))),
                        name="data_set_years_are_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BacktestResult",
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
                    "basis",
                    models.CharField(
                        choices=[
                            ("pooled", "Pooled across councils (recommended)"),
                            ("latest", "Most recent year"),
                            ("mean4", "Mean of the last four years"),
                            ("naive", "Last value carried forward"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("la", "One council"),
                            ("six", "Six councils together"),
                            ("small", "A small council"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code_version", models.CharField(max_length=60)),
                ("cases", models.PositiveIntegerField(default=0)),
                (
                    "error_percent",
                    models.FloatField(verbose_name="mean absolute error, %"),
                ),
                (
                    "crps_percent",
                    models.FloatField(
                        blank=True, null=True, verbose_name="CRPS, % of the mean"
                    ),
                ),
                (
                    "cover_percent",
                    models.FloatField(
                        blank=True,
                        null=True,
                        verbose_name="outcomes inside the 80 % range, %",
                    ),
                ),
                (
                    "width_percent",
                    models.FloatField(
                        blank=True, null=True, verbose_name="width of the 80 % range, %"
                    ),
                ),
                (
                    "data_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="backtests",
                        to="workforce.dataset",
                    ),
                ),
            ],
            options={
                "ordering": ["level", "error_percent"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["pooled", "latest", "mean4", "naive"])
                        ),
                        name="backtest_basis_is_known",
                        violation_error_message="Choose one of the listed values for basis.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["la", "six", "small"])),
                        name="backtest_level_is_known",
                        violation_error_message="Choose one of the listed values for level.",
                    ),
                    models.UniqueConstraint(
                        fields=("data_set", "code_version", "basis", "level"),
                        name="backtest_once_per_data_code_basis_and_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "England"),
                            ("region", "Region"),
                            ("la", "Council"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=150)),
                ("region_name", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["name", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["national", "region", "la"])),
                        name="area_level_is_known",
                        violation_error_message="Choose one of the listed values for level.",
                    ),
                    models.UniqueConstraint(
                        fields=("level", "code"), name="area_code_once_per_level"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaEvent",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "England"),
                            ("region", "Region"),
                            ("la", "Council"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=150)),
                ("region_name", models.CharField(blank=True, max_length=80)),
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
                        to="workforce.area",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BacktestResultEvent",
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
                    "basis",
                    models.CharField(
                        choices=[
                            ("pooled", "Pooled across councils (recommended)"),
                            ("latest", "Most recent year"),
                            ("mean4", "Mean of the last four years"),
                            ("naive", "Last value carried forward"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("la", "One council"),
                            ("six", "Six councils together"),
                            ("small", "A small council"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code_version", models.CharField(max_length=60)),
                ("cases", models.PositiveIntegerField(default=0)),
                (
                    "error_percent",
                    models.FloatField(verbose_name="mean absolute error, %"),
                ),
                (
                    "crps_percent",
                    models.FloatField(
                        blank=True, null=True, verbose_name="CRPS, % of the mean"
                    ),
                ),
                (
                    "cover_percent",
                    models.FloatField(
                        blank=True,
                        null=True,
                        verbose_name="outcomes inside the 80 % range, %",
                    ),
                ),
                (
                    "width_percent",
                    models.FloatField(
                        blank=True, null=True, verbose_name="width of the 80 % range, %"
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
                        to="workforce.backtestresult",
                    ),
                ),
                (
                    "data_set",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workforce.dataset",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ForecastRun",
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
                ("title", models.CharField(max_length=150)),
                ("areas", models.JSONField(help_text="Code and name of each council.")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("pooled", "Pooled across councils (recommended)"),
                            ("latest", "Most recent year"),
                            ("mean4", "Mean of the last four years"),
                            ("naive", "Last value carried forward"),
                        ],
                        default="pooled",
                        max_length=10,
                    ),
                ),
                (
                    "origin",
                    models.PositiveSmallIntegerField(
                        verbose_name="last year of data used"
                    ),
                ),
                (
                    "horizon",
                    models.PositiveSmallIntegerField(verbose_name="years ahead"),
                ),
                ("draws", models.PositiveIntegerField()),
                ("seed", models.PositiveBigIntegerField()),
                ("data_checksum", models.CharField(max_length=64)),
                ("code_version", models.CharField(max_length=60)),
                ("inputs_hash", models.CharField(max_length=64)),
                ("assumptions", models.JSONField(blank=True, default=dict)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "data_sets",
                    models.ManyToManyField(
                        related_name="forecast_runs", to="workforce.dataset"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecast_runs",
                        to="core.job",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecast_runs",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "requested_by",
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
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["pooled", "latest", "mean4", "naive"])
                        ),
                        name="forecast_basis_is_known",
                        violation_error_message="Choose one of the listed values for basis.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "inputs_hash"),
                        name="forecast_run_once_per_inputs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon__gte", 1), ("horizon__lte", 10)),
                        name="forecast_horizon_is_1_to_10",
                        violation_error_message="Forecast between 1 and 10 years ahead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("draws__gte", 100), ("draws__lte", 100000)),
                        name="forecast_draws_are_sensible",
                        violation_error_message="Use between 100 and 100,000 draws.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastCheck",
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
                ("code_version", models.CharField(blank=True, max_length=60)),
                ("figures", models.PositiveIntegerField(default=0)),
                ("different", models.PositiveIntegerField(blank=True, null=True)),
                ("largest_percent", models.FloatField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="workforce.forecastrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ForecastQuantile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("area_code", models.CharField(blank=True, max_length=40)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("in_post", "In post"),
                            ("leavers", "Leavers"),
                            ("joiners", "Joiners"),
                        ],
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("mean", models.FloatField()),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), size=19
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quantiles",
                        to="workforce.forecastrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "measure", "area_code", "year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measure__in", ["in_post", "leavers", "joiners"])
                        ),
                        name="forecast_measure_is_known",
                        violation_error_message="Choose one of the listed values for measure.",
                    ),
                    models.UniqueConstraint(
                        fields=("run", "area_code", "measure", "year"),
                        name="forecast_quantile_once_per_area_measure_and_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastCheckEvent",
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
                ("code_version", models.CharField(blank=True, max_length=60)),
                ("figures", models.PositiveIntegerField(default=0)),
                ("different", models.PositiveIntegerField(blank=True, null=True)),
                ("largest_percent", models.FloatField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.job",
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
                        to="workforce.forecastcheck",
                    ),
                ),
                (
                    "requested_by",
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
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workforce.forecastrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ForecastRunEvent",
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
                ("title", models.CharField(max_length=150)),
                ("areas", models.JSONField(help_text="Code and name of each council.")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("pooled", "Pooled across councils (recommended)"),
                            ("latest", "Most recent year"),
                            ("mean4", "Mean of the last four years"),
                            ("naive", "Last value carried forward"),
                        ],
                        default="pooled",
                        max_length=10,
                    ),
                ),
                (
                    "origin",
                    models.PositiveSmallIntegerField(
                        verbose_name="last year of data used"
                    ),
                ),
                (
                    "horizon",
                    models.PositiveSmallIntegerField(verbose_name="years ahead"),
                ),
                ("draws", models.PositiveIntegerField()),
                ("seed", models.PositiveBigIntegerField()),
                ("data_checksum", models.CharField(max_length=64)),
                ("code_version", models.CharField(max_length=60)),
                ("inputs_hash", models.CharField(max_length=64)),
                ("assumptions", models.JSONField(blank=True, default=dict)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.job",
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
                        to="workforce.forecastrun",
                    ),
                ),
                (
                    "requested_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IndicatorRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        verbose_name="year to 30 September"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="row of the file")),
                (
                    "area_name",
                    models.CharField(max_length=150, verbose_name="name in the file"),
                ),
                (
                    "region_name",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="region in the file"
                    ),
                ),
                ("inpost_fte", models.FloatField(blank=True, null=True)),
                ("inpost_headcount", models.FloatField(blank=True, null=True)),
                ("starters_fte", models.FloatField(blank=True, null=True)),
                ("starters_headcount", models.FloatField(blank=True, null=True)),
                ("leavers_fte", models.FloatField(blank=True, null=True)),
                ("leavers_headcount", models.FloatField(blank=True, null=True)),
                ("turnover_rate_fte", models.FloatField(blank=True, null=True)),
                ("turnover_rate_headcount", models.FloatField(blank=True, null=True)),
                ("agency_fte", models.FloatField(blank=True, null=True)),
                ("agency_headcount", models.FloatField(blank=True, null=True)),
                ("agency_rate_fte", models.FloatField(blank=True, null=True)),
                ("agency_rate_headcount", models.FloatField(blank=True, null=True)),
                ("agency_cover_fte", models.FloatField(blank=True, null=True)),
                ("agency_cover_rate_fte", models.FloatField(blank=True, null=True)),
                ("vacancy_fte", models.FloatField(blank=True, null=True)),
                ("vacancy_rate_fte", models.FloatField(blank=True, null=True)),
                (
                    "vacancy_agency_cover_rate_fte",
                    models.FloatField(blank=True, null=True),
                ),
                ("case_holders_fte", models.FloatField(blank=True, null=True)),
                ("cases", models.FloatField(blank=True, null=True)),
                ("caseload_fte", models.FloatField(blank=True, null=True)),
                ("working_days_lost_fte", models.FloatField(blank=True, null=True)),
                ("absence_rate_fte", models.FloatField(blank=True, null=True)),
                (
                    "missing",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        verbose_name="codes of missing figures",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="workforce.area",
                    ),
                ),
                (
                    "data_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="workforce.dataset",
                    ),
                ),
            ],
            options={
                "ordering": ["area", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("data_set", "area", "year"),
                        name="indicator_row_once_per_area_and_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DataSetEvent",
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
                ("file_name", models.CharField(max_length=200)),
                (
                    "checksum",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the file"),
                ),
                ("row_count", models.PositiveIntegerField()),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField()),
                ("quality", models.JSONField(blank=True, default=dict)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.importbatch",
                    ),
                ),
                (
                    "imported_by",
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
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose it is; empty for a data set that every partnership uses.",
                        null=True,
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
                        to="workforce.dataset",
                    ),
                ),
                (
                    "withdrawn_by",
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
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="workforce.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
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
                    "kind",
                    models.CharField(
                        choices=[("csww", "Children’s social work workforce")],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("publisher", models.CharField(max_length=150)),
                ("licence", models.CharField(max_length=150)),
                ("attribution", models.CharField(max_length=300)),
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
                        to="workforce.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
