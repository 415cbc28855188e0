"""Which code made a forecast: the engine's version and a print of its files."""

import hashlib
from functools import cache
from pathlib import Path

from workforce.engine import VERSION

HERE = Path(__file__).resolve().parent


@cache
def code_version() -> str:
    """For example "1.0 (3fa9c1d2)": changes with any line of the engine."""
    digest = hashlib.sha256()
    files = [*(HERE / "engine").rglob("*.py"), HERE / "data" / "footprints.csv"]
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"{VERSION} ({digest.hexdigest()[:8]})"
