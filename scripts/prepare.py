"""From a bare Python to a virtual environment with everything in it.

Runs under the machine's own Python, so: standard library only, nothing of Django.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TANDEM_VAR") or ROOT / "var").resolve()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements.txt"
INSTALL_NEEDS_MB = 1500
RUN_NEEDS_MB = 300


class StartError(Exception):
    """Why Tandem cannot start, in one sentence."""


def seconds() -> float:
    """Since `scripts/start` began, which was before this process became another."""
    began = os.environ.setdefault("TANDEM_BEGAN", str(time.time()))
    return time.time() - float(began)


def say(line: str) -> None:
    """One line of progress."""
    print(f"[{seconds():4.0f} s] {line}", flush=True)


def in_one_sentence(main: Callable[[], int]) -> int:
    """Run ``main``; whatever stops it becomes a sentence and an exit code."""
    try:
        return main()
    except KeyboardInterrupt:
        reason, code = "Stopped.", 130
    except StartError as error:
        reason, code = str(error), 1
    except OSError as error:
        reasons = {
            errno.ENOSPC: "The disk is full; make room and start again.",
            errno.EACCES: f"You have no permission to write {error.filename}.",
            errno.EROFS: f"You cannot write {error.filename}: the disk is read-only.",
        }
        what = f"{error.strerror or error}: {error.filename or 'no file named'}."
        reason, code = reasons.get(error.errno, what), 1
    print(reason, file=sys.stderr, flush=True)
    return code


# What can be known before anything is installed


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StartError(f"PORT is {text!r}; choose a number from 1 to 65535.")
    return int(text)


def check_port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise StartError(
                f"Port {port} needs the administrator's rights; choose one above 1023."
            ) from None
        except OSError:
            other = port + 123 if port < 65000 else 8123
            raise StartError(
                f"Port {port} is taken by another program; choose another, "
                f"for example PORT={other} scripts/start."
            ) from None


def check_disk(needed_mb: int, folder: Path) -> None:
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < needed_mb:
        raise StartError(
            f"The disk of {folder} has {free_mb} MB free; Tandem needs {needed_mb} MB."
        )


@contextlib.contextmanager
def locked(path: Path, *, wait: bool) -> Iterator:
    """Hold a lock that the kernel drops when we die; yields None if it is taken."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield None
        else:
            yield file


def check_not_running() -> None:
    path = VAR / "start.lock"
    with locked(path, wait=False) as lock:
        if lock is None:
            where = path.read_text().strip()
            raise StartError(f"Tandem is already running at {where}.")


# The virtual environment and the page assets


def prepare() -> None:
    path = VAR / "prepare.lock"
    with locked(path, wait=False) as lock:
        if lock:
            _prepare(lock)
    if lock is None:
        say("Waiting for another start to finish its preparation")
        with locked(path, wait=True) as lock:
            _prepare(lock)


def _prepare(lock) -> None:
    stamp = VENV / "requirements.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not (_venv_works() and stamp.exists() and stamp.read_text() == wanted):
        check_disk(INSTALL_NEEDS_MB, ROOT)
        stamp.unlink(missing_ok=True)
        _make_venv(lock)
        _install(lock)
        stamp.write_text(wanted)
    check_disk(RUN_NEEDS_MB, VAR)
    _run([PYTHON, ROOT / "scripts" / "build_assets.py"], "The page assets failed", lock)


def _venv_works() -> bool:
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    with contextlib.suppress(OSError):
        command = [PYTHON, "-c", test]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def _make_venv(lock) -> None:
    if not _venv_works():
        say("Making a virtual environment in .venv")
        command = [sys.executable, "-m", "venv", "--clear", VENV]
        _run(command, "Python's venv failed (Debian: install python3-venv)", lock)


def _install(lock) -> None:
    """By uv, which takes seconds; by pip where uv cannot."""
    say("Installing Python packages")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    uv_only = VAR / "requirements-uv.txt"
    pinned = re.search(
        r"^uv==.*\n(?:    .*\n)+", REQUIREMENTS.read_text(), re.MULTILINE
    )
    if pinned:
        uv_only.write_text(pinned.group())
        with contextlib.suppress(StartError):
            _run([*pip, uv_only], "uv", lock)
            uv = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON]
            _run([*uv, "--require-hashes", "-r", REQUIREMENTS], "uv", lock)
            return
        say("Installing with pip, which takes longer")
    _run([*pip, REQUIREMENTS], "The Python packages could not be installed", lock)


def _run(command: list, what: str, lock) -> None:
    """The command shares our lock, so that it is held as long as either lives."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        pass_fds=[lock.fileno()],
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        errors = [line for line in lines if "rror" in line] or lines or ["no reason"]
        raise StartError(f"{what}: {errors[-1].strip()}")


def continue_as(module: str, arguments: list[str]) -> None:
    """Become ``module`` under the virtual environment's Python; never returns."""
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])
