"""Child processes that cannot outlive us. Standard library only."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

STOP_WITHIN = 20.0
PATIENCE = (2, 8, 5)  # seconds for a leftover to end by itself, asked, and killed
LOG_LIMIT = 10_000_000
PR_SET_PDEATHSIG = 1

libc = ctypes.CDLL(None, use_errno=True)


def spawn(
    command: list[str | Path], *, log: Path, death_signal: int, **options
) -> subprocess.Popen:
    """Start a process which the kernel signals when we die, even by `kill -9`.

    Call it from the main thread, because the kernel watches the thread that forked.
    """
    parent = os.getpid()

    def tie_to_parent():
        libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    with open(log, "ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is ours to pass on, in order
            preexec_fn=tie_to_parent,
            **options,
        )


def stop(*asks: tuple[subprocess.Popen, int], within: float = STOP_WITHIN) -> None:
    """Ask each process once, all at the same time, then take their groups away."""
    for process, sig in asks:
        if process.poll() is None:
            process.send_signal(sig)
    until = time.monotonic() + within
    for process, _ in asks:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return next((line for line in reversed(lines) if line.strip()), "no output")


def end_leftovers(
    is_leftover: Callable[[Path], bool], patience: tuple[float, ...] = PATIENCE
) -> None:
    """End processes of a run that was killed; they may be ending already."""
    signals = (0, signal.SIGQUIT, signal.SIGKILL)
    for sig, seconds in zip(signals, patience, strict=True):
        for pid in matching(is_leftover):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sig)
        until = time.monotonic() + seconds
        while matching(is_leftover) and time.monotonic() < until:
            time.sleep(0.05)


def carries(marker: str) -> Callable[[Path], bool]:
    """Matches processes started with this NAME=value in their environment."""
    wanted = os.fsencode(marker)
    return lambda proc: wanted in (proc / "environ").read_bytes().split(b"\0")


def matching(matches: Callable[[Path], bool]) -> list[int]:
    found = []
    for proc in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int(proc.name) != os.getpid() and matches(proc):
                found.append(int(proc.name))
    return found
