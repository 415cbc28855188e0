"""The words that may follow `scripts/start`."""

import argparse
import os
import sys

from scripts.prepare import VAR, StartError


def read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/start",
        description="Start Tandem on this machine. PORT=8123 chooses the port.",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="start everything, see that web, worker and beat answer, and stop",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="begin with new data (asks first)"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser.parse_args(words)


def confirm_fresh(options: argparse.Namespace) -> None:
    """Once per start: the answer travels on to the next stage."""
    if os.environ.get("DATABASE_URL"):
        raise StartError("--fresh erases only data of its own; unset DATABASE_URL.")
    if options.yes:
        return
    if not sys.stdin.isatty():
        raise StartError("--fresh erases all data: say --yes, or use a terminal.")
    if input(f"Erase all of Tandem's data under {VAR}? Type yes: ").strip() != "yes":
        raise StartError("Nothing was erased and nothing was started.")
