"""Forks real Celery workers off one process that has imported everything already.

A worker that is killed every few seconds would otherwise spend its life importing.
Reads one worker name a line and answers with its process id.
"""

import ctypes
import os
import signal
import sys
import traceback

import django

PR_SET_PDEATHSIG = 1


def worker(name: str, app) -> None:
    """Become a Celery worker with its own process group and pool of one."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    app.worker_main(["worker", "--concurrency", "1", "-n", name, *quiet])


def main() -> None:
    django.setup()
    from bench import chaos_kind  # noqa: F401 - registers the kind of work
    from config.celery import app

    app.loader.import_default_modules()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                worker(line.strip(), app)
            except BaseException:
                traceback.print_exc()
            os._exit(1)
        print(child, flush=True)


if __name__ == "__main__":
    main()
