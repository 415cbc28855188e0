"""The forecast engine: numpy alone, no Django, nothing stored.

Start at ``panel.read_panel`` and ``forecast.forecast``; ``model`` says what the method
is, ``settings`` what it assumes, ``backtest`` how well it would have done.
"""

import hashlib
from functools import cache
from pathlib import Path

# Raised by hand when a change of code changes a forecast's numbers.
VERSION = "1.0"


@cache
def code_hash() -> str:
    """Fingerprint of the engine's code and tables, kept with every stored run."""
    here = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    tables = here.parent / "data" / "footprints.csv"
    for path in [*sorted(here.glob("*.py")), tables]:
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
