import json
import time
import urllib.request

from django.core.management.base import BaseCommand
from kombu.exceptions import OperationalError
from redis import RedisError

from config.celery import app
from core import heartbeat

BEAT_IS_FRESH_FOR = 15
SILENCE = (OSError, OperationalError, RedisError)
SERVICES = ("web", "worker", "beat")


class Command(BaseCommand):
    help = "Say whether web, worker and beat answer; exit 1 when one does not."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--web", default="http://127.0.0.1:8000/")
        parser.add_argument("--wait", type=float, default=0, metavar="SECONDS")
        parser.add_argument(
            "--since", type=float, default=0, help="ignore what beat said before then"
        )

    def handle(self, *args, **options):
        until = time.monotonic() + options["wait"]
        answers = dict.fromkeys(SERVICES, False)
        while True:
            for name in SERVICES:
                answers[name] = answers[name] or getattr(self, name)(options)
            if all(answers.values()) or time.monotonic() >= until:
                break
            time.sleep(0.2)
        self.report(answers, as_json=options["json"])

    def web(self, options):
        try:
            with urllib.request.urlopen(f"{options['web']}healthz", timeout=2) as page:
                return page.status == 200
        except OSError:
            return False

    def worker(self, options):
        """A worker that takes jobs answers; the one for the clock alone will not do."""
        try:
            answers = app.control.ping(timeout=1, limit=2)
        except SILENCE:
            return False
        names = [name for answer in answers for name in answer]
        return any(not name.startswith("clock@") for name in names)

    def beat(self, options):
        """A tick that beat sent has come through a worker, and lately."""
        try:
            heard = heartbeat.last()
        except SILENCE:
            return False
        return heard > max(options["since"], time.time() - BEAT_IS_FRESH_FOR)

    def report(self, answers, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(answers))
        else:
            for name, answered in answers.items():
                self.stdout.write(
                    f"{name}: {'answers' if answered else 'does not answer'}"
                )
        if not all(answers.values()):
            raise SystemExit(1)
