"""The second half of `scripts/test`: every check, on real servers of its own."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from config import embedded
from scripts import prepare
from scripts.prepare import PYTHON, ROOT, VENV, StartError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
NO_TESTS = 5  # pytest's exit code
PYTEST = (PYTHON, "-m", "pytest", "-q")


@dataclass
class Checks:
    """The steps that ran, how long each took and whether it passed."""

    environment: dict[str, str]
    folder: Path
    must_run_all: bool
    own_database: bool
    lines: list[str] = field(default_factory=list)
    failed: bool = False

    def step(self, name: str, check: Callable[[], bool]) -> None:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        passed = check()
        self.failed |= not passed
        word = "passed" if passed else "FAILED"
        self.lines.append(f"{word}  {time.monotonic() - began:6.1f} s  {name}")

    def run(self, *command, **extra: str) -> bool:
        return self.code(*command, **extra) == 0

    def code(self, *command, **extra: str) -> int:
        words = [str(word) for word in command]
        environment = {**self.environment, **extra}
        return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode

    def manage(self, *words, **extra: str) -> bool:
        return self.run(PYTHON, "-W", "error", ROOT / "manage.py", *words, **extra)

    # The steps

    def all(self) -> None:
        tool = VENV / "bin"
        self.step("ruff check", lambda: self.run(tool / "ruff", "check"))
        self.step("ruff format", lambda: self.run(tool / "ruff", "format", "--check"))
        self.step("import contracts", lambda: self.run(tool / "lint-imports"))
        self.step("migrations are complete", self.migrations)
        self.step("check --deploy", self.deploy)
        if self.own_database:
            self.step("migrations run", self.migrate)
        self.step("tests", self.tests)
        self.step("browser journeys", self.journeys)

    def migrations(self) -> bool:
        return self.manage(
            *("makemigrations", "--check", "--dry-run"),
            DJANGO_SETTINGS_MODULE="config.settings.test",
        )

    def deploy(self) -> bool:
        """With the settings of an instance on its own servers."""
        return self.manage(
            *("check", "--deploy", "--fail-level", "WARNING"),
            DJANGO_SETTINGS_MODULE="config.settings.production",
            SECRET_KEY=secrets.token_urlsafe(64),
            PSEUDONYM_KEY_FILE=str(embedded.secret_file(self.folder, "pseudonym_key")),
            ALLOWED_HOSTS="tandem.example",
        )

    def migrate(self) -> bool:
        """Once; every test process then copies the database instead."""
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
        migrated = self.manage("migrate", "--noinput", "--verbosity", "0", **settings)
        if migrated:
            self.environment["TEST_DB_TEMPLATE"] = embedded.NAME
        return migrated

    def tests(self) -> bool:
        two_at_once = ("-n", "2", "--dist", "loadgroup")
        return self.run(*PYTEST, *two_at_once, "-m", "not browser")

    def journeys(self) -> bool:
        """Every journey runs, or it is said loudly how many did not."""
        browser = find_browser() or install_browser()
        if browser is None:
            missed = self.count_journeys()
            return self.not_run(f"no Chromium here: {missed} browser journeys")
        report = self.folder / "journeys.xml"
        words = (*PYTEST, "-m", "browser", f"--junitxml={report}")
        code = self.code(*words, TANDEM_BROWSER=browser)
        if code == NO_TESTS:
            return self.not_run("there is no browser journey to run: 0")
        skipped = sum(
            int(suite.get("skipped", 0))
            for suite in ElementTree.parse(report).iter("testsuite")
        )
        if skipped:
            return self.not_run(f"{skipped} browser journeys") and code == 0
        return code == 0

    def not_run(self, what: str) -> bool:
        self.lines.append(f"NOT RUN            {what}")
        print(f"\n{'!' * 72}\nNOT RUN: {what}\n{'!' * 72}", flush=True)
        return not self.must_run_all

    def count_journeys(self) -> int:
        listing = subprocess.run(
            [*map(str, PYTEST), "--collect-only", "-m", "browser"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        return sum("::" in line for line in listing.stdout.splitlines())


def find_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def install_browser() -> str | None:
    """Debian's Chromium, where we may install it."""
    if not (embedded.is_root() and shutil.which("apt-get")):
        return None
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    packages = ["chromium", "fonts-dejavu-core"]
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, **quiet)
    return find_browser()


def main() -> int:
    words = sys.argv[1:]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = {**os.environ, "TANDEM_VAR": str(folder)}
        given = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
        if not given:
            servers = stack.enter_context(embedded.ephemeral())
            environment["DATABASE_URL"] = embedded.database_url(servers.var_dir)
            environment["REDIS_URL"] = embedded.redis_url(servers.var_dir)
        if browser := find_browser():
            environment["TANDEM_BROWSER"] = browser
        checks = Checks(
            environment,
            folder,
            must_run_all=bool(os.environ.get("CI")),
            own_database=not given,
        )
        if words:
            checks.step(
                "pytest " + " ".join(words), lambda: checks.run(*PYTEST, *words)
            )
        else:
            checks.all()
    print("\n" + "\n".join(checks.lines))
    return int(checks.failed)


def main_or_sentence() -> int:
    try:
        return main()
    except embedded.EmbeddedError as error:
        raise StartError(str(error)) from None


if __name__ == "__main__":
    sys.exit(prepare.in_one_sentence(main_or_sentence))
