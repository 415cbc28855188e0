import json

from django.core.management.base import BaseCommand

from config import demo


class Command(BaseCommand):
    help = "Print one sign-in per role of the demonstration partnership."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, json: bool, **options):
        rows = demo.accounts()
        if json:
            self.stdout.write(_as_json(rows))
            return
        for row in rows:
            self.stdout.write(f"{row['role']:<32}{row['email']:<48}{row['password']}")


def _as_json(rows) -> str:
    return json.dumps(rows, indent=2)
