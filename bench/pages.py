"""Time in each view ÷ time of its SQL.

    python -m bench.pages              the demonstration grown to a long history
    python -m bench.pages --copies 0   the demonstration as it is

Starts its own PostgreSQL, loads the demonstration (grown by ``bench.grow``) and
visits each page of the journeys in turn, many rounds interleaved; prints medians and
the ratio beside its limit (4 for a list, 2 for a dashboard), and exits 1 when one is
over. The fewer the rows, the more of a page is Python: see docs/decisions.md.
"""

import argparse
import os
import statistics
import sys
import time

from config import embedded

ROUNDS = 25
LIST, DASHBOARD = 4.0, 2.0
PAGES = [
    ("dashboard", "programme_manager", DASHBOARD),
    ("home", "practice_educator", LIST),
    ("placements:review_list", "programme_manager", LIST),
    ("placements:placement_list", "programme_manager", LIST),
    ("placements:issue_list", "programme_manager", LIST),
    ("hubs:attendance", "psw", DASHBOARD),
    ("hubs:hub_list", "programme_manager", LIST),
    ("suc:task_list", "suc_coordinator", LIST),
    ("suc:payment_list", "suc_coordinator", LIST),
    ("workforce:forecast_list", "workforce_lead", LIST),
    ("workforce:dataset_list", "workforce_lead", LIST),
]


class Watch:
    """Middleware that times the view alone, and the SQL inside it."""

    view = sql = 0.0
    queries = 0

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        from django.db import connection

        Watch.sql, Watch.queries = 0.0, 0
        with connection.execute_wrapper(self._timed):
            began = time.perf_counter()
            response = view(request, *args, **kwargs)
            Watch.view = time.perf_counter() - began
        return response

    @staticmethod
    def _timed(execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            Watch.sql += time.perf_counter() - began
            Watch.queries += 1


def prepare(copies: int):
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django
    from django.conf import settings

    django.setup()
    settings.MIDDLEWARE.append("bench.pages.Watch")
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_demo")
    from bench.grow import grow

    grow(copies)


def measure() -> dict[str, list[tuple[float, float, int]]]:
    from django.test import Client
    from django.urls import reverse

    from accounts.models import Person
    from partnerships.demo import email_of

    seen: dict = {name: [] for name, _, _ in PAGES}
    clients = {}
    for _, kind, _ in PAGES:
        clients[kind] = Client(SERVER_NAME="localhost")
        clients[kind].force_login(Person.objects.get(email=email_of(kind)))
    for number in range(ROUNDS + 3):
        for name, kind, _ in PAGES:
            response = clients[kind].get(reverse(name))
            assert response.status_code == 200, (name, response.status_code)
            if number >= 3:
                timing = sys.modules["bench.pages"].Watch
                seen[name].append((timing.view, timing.sql, timing.queries))
    return seen


def report(seen) -> int:
    worst = 0.0
    print(f"{'page':<28}{'view ms':>9}{'SQL ms':>9}{'queries':>9}{'ratio':>8}  limit")
    for name, _, limit in PAGES:
        views, sqls, counts = zip(*seen[name], strict=True)
        ratio = statistics.median(
            view / sql for view, sql in zip(views, sqls, strict=True)
        )
        worst = max(worst, ratio / limit)
        print(
            f"{name:<28}{statistics.median(views) * 1000:>9.1f}"
            f"{statistics.median(sqls) * 1000:>9.1f}{counts[0]:>9}"
            f"{ratio:>8.1f}  {limit:g}{'  OVER' if ratio > limit else ''}"
        )
    print(f"worst ratio ÷ its limit: {worst:.2f}")
    return int(worst > 1)


def main() -> int:
    parser = argparse.ArgumentParser(description="View time beside SQL time.")
    parser.add_argument("--copies", type=int, default=250)
    options = parser.parse_args()
    with embedded.ephemeral() as servers:
        os.environ["DATABASE_URL"] = embedded.database_url(servers.var_dir)
        os.environ["REDIS_URL"] = embedded.redis_url(servers.var_dir)
        prepare(options.copies)
        return report(measure())


if __name__ == "__main__":
    from bench import pages

    sys.exit(pages.main())
