from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command


@pytest.mark.capability("CARD-01")
@pytest.mark.django_db
def test_check_and_migrate_pass_and_the_five_apps_are_listed():
    """The test database is an empty PostgreSQL that ``migrate`` has just filled."""
    from django.db import connection

    call_command("check")
    call_command("migrate", check=True, verbosity=0)
    shown = StringIO()
    call_command("showmigrations", stdout=shown, no_color=True)

    listed = {line for line in shown.getvalue().splitlines() if line[:1].strip()}
    wanted = {"partnerships", "placements", "hubs", "suc", "workforce"}
    assert wanted <= listed
    assert "[ ]" not in shown.getvalue()
    assert connection.vendor == "postgresql"
    assert {apps.get_app_config(name).name for name in wanted} == wanted
