"""The test suite: real PostgreSQL and Redis, plain HTTP, quick hashing."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .embedded import *  # noqa: F403 - settings modules extend one another
from .embedded import DATABASES, STATIC_ROOT, env

DATABASES["default"]["TEST"] = {
    "NAME": env.str("TEST_DB_NAME", default="test_tandem"),
    # A migrated database to copy: `scripts/test` migrates once for all its workers.
    "TEMPLATE": env.str("TEST_DB_TEMPLATE", default="") or None,
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCESS_STRICT = True
UPLOAD_ROOT = Path(tempfile.mkdtemp(prefix="tandem-test-uploads-"))
atexit.register(shutil.rmtree, UPLOAD_ROOT, ignore_errors=True)
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
