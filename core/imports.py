"""Staged imports: a file is stored and checked, shown, and written when confirmed.

An app registers an ``Importer`` for its kind of file. Nothing of a file reaches the
app's tables before ``confirm_import``; ``undo_import`` takes it out of use again. The
file itself is kept under a random name in ``UPLOAD_ROOT``, outside the web root.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from core import audit, dates
from core.audit import service
from core.choices import ImportState
from core.models import ImportBatch, ImportRowError, Upload

BLOCK = 1024 * 1024
FAULTS_KEPT = 10_000
LOCK = 727002


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, in words."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: figures for the preview, and faults (none = may go on)."""

    summary: dict = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Importer(Protocol):
    """How one kind of file is checked, written and taken back."""

    kind: str

    def check(self, path: Path, scope: str) -> Findings:
        """Read only. ``ValidationError`` if the file as a whole cannot be used."""

    def confirm(self, batch: ImportBatch, path: Path, actor) -> dict:
        """Write the checked file; the result is added to the batch's summary."""

    def undo(self, batch: ImportBatch, actor) -> None:
        """Take what was written out of use."""


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    _importers[importer.kind] = importer


def too_large() -> str:
    limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
    return f"The file is larger than {limit} MB, the most Tandem accepts."


@service("File uploaded and checked")
def check_import(
    *, kind: str, file: BinaryIO, name: str, scope: str = "", actor
) -> ImportBatch:
    """Store and check a file; answer the earlier batch when it is known already.

    A file confirmed before in the same ``scope`` (whose data it is; a reference) is
    not stored again: its batch comes back confirmed.
    """
    upload = _store(file, name, actor)
    path = stored_path(upload)
    try:
        earlier = _same_file(kind, upload.sha256, scope, actor)
        if earlier is not None:
            path.unlink()
            return earlier
        findings = _importers[kind].check(path, scope)
        return _keep(kind, upload, findings, scope, actor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@service("Import confirmed")
def confirm_import(*, batch: ImportBatch, actor) -> ImportBatch:
    """Write what the preview showed. Confirming twice writes once."""
    batch = _locked(batch)
    if batch.state == ImportState.CONFIRMED:
        return batch
    if batch.state != ImportState.CHECKED:
        raise ValidationError("Only a file without faults can be confirmed.")
    with connection.cursor() as cursor:  # one import of a kind at a time
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, batch.kind]
        )
    if _same_file(batch.kind, batch.upload.sha256, scope_of(batch)) is not None:
        raise ValidationError("This file has been imported meanwhile.")
    path = stored_path(batch.upload)
    if not path.is_file() or _digest(path) != batch.upload.sha256:
        raise ValidationError(
            "The stored file is missing or has changed since it was checked. "
            "Upload it again."
        )
    written = _importers[batch.kind].confirm(batch, path, actor)
    batch.summary = {**batch.summary, **written}
    batch.state = ImportState.CONFIRMED
    batch.confirmed_at = dates.now()
    batch.save(update_fields=["summary", "state", "confirmed_at", "updated_at"])
    audit.record(actor=actor, action="Import confirmed", subject=batch, kind=batch.kind)
    return batch


@service("Import undone")
def undo_import(*, batch: ImportBatch, actor) -> ImportBatch:
    """Take a confirmed import out of use; what it replaced is in force again."""
    batch = _locked(batch)
    if batch.state == ImportState.UNDONE:
        return batch
    if batch.state != ImportState.CONFIRMED:
        raise ValidationError("Only a confirmed import can be undone.")
    _importers[batch.kind].undo(batch, actor)
    batch.state = ImportState.UNDONE
    batch.undone_at = dates.now()
    batch.save(update_fields=["state", "undone_at", "updated_at"])
    audit.record(actor=actor, action="Import undone", subject=batch, kind=batch.kind)
    return batch


def scope_of(batch: ImportBatch) -> str:
    return batch.summary.get("scope", "")


def stored_path(upload: Upload) -> Path:
    return Path(settings.UPLOAD_ROOT) / upload.stored_name


def _locked(batch: ImportBatch) -> ImportBatch:
    rows = ImportBatch.objects.select_for_update(of=("self",))
    return rows.select_related("upload").get(pk=batch.pk)


def _same_file(kind: str, sha256: str, scope: str, actor=None):
    """A confirmed batch of these bytes, or the actor's own still waiting one."""
    known = ImportBatch.objects.filter(
        kind=kind, upload__sha256=sha256, summary__scope=scope
    )
    confirmed = known.filter(state=ImportState.CONFIRMED).first()
    if confirmed is not None or actor is None:
        return confirmed
    return known.filter(state=ImportState.CHECKED, requested_by=actor).first()


def _keep(kind, upload: Upload, findings: Findings, scope, actor) -> ImportBatch:
    upload.full_clean()
    upload.save()
    batch = ImportBatch(
        kind=kind,
        upload=upload,
        state=ImportState.REFUSED if findings.faults else ImportState.CHECKED,
        summary={
            **findings.summary,
            "faults": len(findings.faults),
            "scope": scope,
        },
        requested_by=actor,
    )
    batch.full_clean()
    batch.save()
    ImportRowError.objects.bulk_create(
        ImportRowError(
            batch=batch,
            row=fault.row,
            column=fault.column[:80],
            message=fault.message[:300],
        )
        for fault in findings.faults[:FAULTS_KEPT]
    )
    audit.record(
        actor=actor,
        action="File checked",
        subject=batch,
        kind=kind,
        state=batch.state,
        sha256=upload.sha256,
    )
    return batch


def _store(file: BinaryIO, name: str, actor) -> Upload:
    """Copy to a random name, counting and hashing; too large leaves nothing behind."""
    root = Path(settings.UPLOAD_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    stored_name = secrets.token_hex(16)
    path = root / stored_name
    digest, size = hashlib.sha256(), 0
    path.touch(mode=0o600)
    try:
        with path.open("wb") as kept:
            while block := file.read(BLOCK):
                size += len(block)
                if size > settings.UPLOAD_MAX_BYTES:
                    raise ValidationError(too_large())
                digest.update(block)
                kept.write(block)
        if not size:
            raise ValidationError("The file is empty.")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Upload(
        stored_name=stored_name,
        original_name=Path(name).name[:200] or "file",
        content_type="text/csv",
        size=size,
        sha256=digest.hexdigest(),
        uploaded_by=actor,
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
