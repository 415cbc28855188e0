import json

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import demo


class Command(BaseCommand):
    help = (
        "Migrate and load the demonstration partnership; the last line is its "
        "sign-ins as JSON. One process, because a start waits for it."
    )

    def handle(self, *args, **options):
        self.stdout.write("Bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write("Loading the demonstration partnership")
        call_command("load_demo", stdout=self.stdout)
        self.stdout.write(json.dumps(demo.accounts()))
