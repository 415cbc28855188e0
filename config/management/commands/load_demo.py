from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import demo


class Command(BaseCommand):
    help = "Load the demonstration partnership, dated around today, once."

    def handle(self, *args, **options):
        if not settings.DEMO_DATA_ALLOWED:
            raise CommandError("Demonstration data is not allowed with these settings.")
        if demo.is_loaded():
            self.stdout.write("The demonstration partnership is already here.")
            return
        demo.load(report=self.stdout.write)
