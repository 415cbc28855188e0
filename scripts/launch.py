"""The second half of `scripts/start`: start everything, watch it, stop it."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque

from config import embedded, processes
from scripts import prepare, start_options
from scripts.prepare import PYTHON, ROOT, VAR, StartError, say

LOGS = VAR / "log"
ANSWER_WITHIN = 120
STOP_WITHIN = 10
# What the kernel sends when we are killed. A worker asked politely waits for the Redis
# that is going away too; its pool ends with it, and jobs recover by their lease.
DEATH_SIGNALS = {
    "web": signal.SIGQUIT,
    "worker": signal.SIGKILL,
    "clock": signal.SIGKILL,
    "beat": signal.SIGTERM,
}
TOO_OFTEN = 5  # deaths of one process in a minute


class Launch:
    """One run of Tandem; whoever holds it holds the lock of `var`."""

    def __init__(self, port: int):
        self.address = f"http://127.0.0.1:{port}/"
        marker = {"TANDEM_RUN": str(VAR)}
        self.environment = {
            **os.environ,
            **marker,
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
            "TANDEM_VAR": str(VAR),
            "PYTHONUNBUFFERED": "1",
        }
        (self.is_ours,) = (processes.carries(f"{k}={v}") for k, v in marker.items())
        self.servers = embedded.Servers(VAR)
        self.our_servers = [
            name
            for name, variable in (
                ("postgres", "DATABASE_URL"),
                ("redis", "REDIS_URL"),
            )
            if not os.environ.get(variable)
        ]
        celery = [PYTHON, "-m", "celery", "-A", "config.celery:app"]
        self.commands = {
            "web": [
                *(PYTHON, "-m", "gunicorn", "config.wsgi:application"),
                *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"),
                *("--preload", "--graceful-timeout", "5", "--no-control-socket"),
            ],
            "worker": [
                *(*celery, "worker", "-n", "worker@%h", "-Q", "jobs"),
                *("--concurrency", "2", "--loglevel", "INFO"),
                *("--without-gossip", "--without-mingle"),
            ],
            # Sweeps and messages never wait behind long jobs.
            "clock": [
                *(*celery, "worker", "-n", "clock@%h", "-Q", "celery"),
                *("--pool", "solo", "--loglevel", "INFO"),
                *("--without-gossip", "--without-mingle"),
            ],
            "beat": [
                *(*celery, "beat", "--loglevel", "INFO", "--pidfile="),
                *("--schedule", VAR / "beat-schedule"),
            ],
        }
        self.running: dict[str, subprocess.Popen] = {}
        self.deaths: dict[str, deque[float]] = {}

    def start(self, *, fresh: bool) -> None:
        processes.end_leftovers(self.is_ours)
        if fresh:
            say("Erasing the data")
            self.servers.erase()
            shutil.rmtree(VAR / "uploads", ignore_errors=True)
        if self.our_servers:
            say("Starting PostgreSQL and Redis")
            self.servers.start(*self.our_servers)
        self.accounts = json.loads(self.manage("set_up"))
        self.collect_static()
        say("Starting web, worker and beat")
        self.started_at = time.time()
        for name in self.commands:
            self.spawn(name)
        self.wait_for_answers()

    def spawn(self, name: str) -> None:
        self.running[name] = processes.spawn(
            self.commands[name],
            log=LOGS / f"{name}.log",
            death_signal=DEATH_SIGNALS[name],
            cwd=ROOT,
            env=self.environment,
        )

    def manage(self, *words: str) -> str:
        """Run a management command, show what it says, return its last line."""
        log, line = LOGS / "manage.log", ""
        log.parent.mkdir(parents=True, exist_ok=True)
        with open(log, "ab") as errors:
            command = subprocess.Popen(
                [PYTHON, ROOT / "manage.py", *words],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
            for line in map(str.strip, command.stdout):
                if not line.startswith(("[", "{")):
                    say(line)
        if command.wait():
            reason = processes.last_line(log)
            raise StartError(f"manage.py {words[0]} failed: {reason} ({log})")
        return line

    def collect_static(self) -> None:
        """Only when a file has changed, because compressing takes seconds."""
        files = sorted(
            path
            for folder in (ROOT / "static", *ROOT.glob("*/static"))
            for path in folder.rglob("*")
            if path.is_file()
        )
        digest = hashlib.sha256(prepare.REQUIREMENTS.read_bytes())
        for path in files:
            status = path.stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
        stamp = VAR / "static" / ".collected-from"
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        say("Collecting style sheets and scripts")
        self.manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")
        stamp.write_text(digest.hexdigest())

    def wait_for_answers(self) -> None:
        words = ["--web", self.address, "--since", str(self.started_at)]
        check = [PYTHON, ROOT / "manage.py", "services_check", "--json", *words]
        check += ["--wait", str(ANSWER_WITHIN)]
        asking = subprocess.Popen(
            check, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE
        )
        while asking.poll() is None:
            self.revive()
            time.sleep(0.1)
        answers = json.loads(asking.stdout.read() or b"{}")
        # The clock's own worker answers by passing on what beat sends.
        silent = [name for name in ("web", "worker", "beat") if not answers.get(name)]
        if silent:
            line = processes.last_line(LOGS / f"{silent[0]}.log")
            raise StartError(
                f"No answer from {' and '.join(silent)} "
                f"within {ANSWER_WITHIN} seconds: {line} ({LOGS})"
            )

    def watch(self) -> None:
        while True:
            self.revive()
            time.sleep(0.3)

    def revive(self) -> None:
        """Start again what has died; give up on what keeps dying."""
        for name, process in {**self.servers.processes, **self.running}.items():
            if process.poll() is None:
                continue
            processes.stop((process, 0), within=0)
            recent = self.deaths.setdefault(name, deque(maxlen=TOO_OFTEN))
            recent.append(time.monotonic())
            if len(recent) == TOO_OFTEN and recent[-1] - recent[0] < 60:
                line = processes.last_line(LOGS / f"{name}.log")
                raise StartError(f"{name} keeps stopping: {line} ({LOGS})")
            say(f"{name} ended ({ending(process.returncode)}); starting it again")
            if name in self.running:
                self.spawn(name)
            else:
                self.servers.start(name)

    def stop(self) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        asks = ((process, signal.SIGTERM) for process in self.running.values())
        processes.stop(*asks, within=STOP_WITHIN)
        self.servers.stop()
        processes.end_leftovers(self.is_ours)


def ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def print_welcome(launch: Launch) -> None:
    say(f"Tandem is ready at {launch.address}")
    print("\nSign in as:")
    for account in launch.accounts:
        print("  {role:<34} {email:<44} {password}".format_map(account))
    print(f"\nCtrl-C stops it. Logs and data are in {VAR}", flush=True)


def interrupt(*_):
    raise KeyboardInterrupt


def main() -> int:
    options = start_options.read(sys.argv[1:])
    port = prepare.chosen_port()
    path = VAR / "start.lock"
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, interrupt)
    with prepare.locked(path, wait=False) as lock:
        if lock is None:
            prepare.check_not_running()
            raise StartError("Another start has only just ended; try again.")
        launch = Launch(port)
        path.write_text(launch.address)
        try:
            launch.start(fresh=options.fresh)
            if options.check:
                say(f"web, worker and beat answer at {launch.address}")
            else:
                print_welcome(launch)
                with contextlib.suppress(KeyboardInterrupt):
                    launch.watch()
            say("Stopping")
        except embedded.EmbeddedError as error:
            raise StartError(str(error)) from None
        finally:
            launch.stop()
            path.write_text("")
    say("Tandem has stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(prepare.in_one_sentence(main))
