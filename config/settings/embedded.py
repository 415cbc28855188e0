"""Embedded servers on this machine, with the demonstration partnership.

The default: no DATABASE_URL and no REDIS_URL are needed. Everything listens on
loopback or on sockets inside the data directory; secrets are made once there.
"""

from config import embedded

from .base import *  # noqa: F403 - settings modules extend one another
from .base import VAR_DIR, env

SECRET_KEY = env.str("SECRET_KEY", default="") or embedded.secret(VAR_DIR, "secret_key")
PSEUDONYM_KEY_FILE = env.str("PSEUDONYM_KEY_FILE", default="") or str(
    embedded.secret_file(VAR_DIR, "pseudonym_key")
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DATABASES = {
    "default": env.db_url_config(
        env.str("DATABASE_URL", default="") or embedded.database_url(VAR_DIR)
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
REDIS_URL = env.str("REDIS_URL", default="") or embedded.redis_url(VAR_DIR)
CELERY_BROKER_URL = embedded.celery_url(REDIS_URL)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    }
}
DEMO_DATA_ALLOWED = True
MFA_REQUIRED_FOR_STAFF = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
