"""Django's settings, in local mode: one person, this machine only."""

from __future__ import annotations

from pathlib import Path

from rhomboid import bootstrap
from rhomboid.bootstrap.uploads import upload_folder

_outside = bootstrap.read_settings()
_here = Path(__file__).resolve().parent

DEBUG = False
SECRET_KEY = bootstrap.secret_key(_outside)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = ["rhomboid.adapters.store.apps.StoreConfig", "rhomboid.web.apps.WebConfig"]
MIDDLEWARE = [
    "rhomboid.web.headers.SecurityHeaders",
    "rhomboid.web.local_mode.LocalMode",
    "servestatic.middleware.ServeStaticMiddleware",
    "rhomboid.web.uploads.RoomForUploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "rhomboid.web.errors.PlainErrors",
]
ROOT_URLCONF = "rhomboid.web.urls"
ASGI_APPLICATION = "rhomboid.web.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_here / "templates"],
        "OPTIONS": {
            "builtins": ["rhomboid.web.templatetags.say"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]
DATABASES = {"default": bootstrap.database(_outside)}
USE_TZ = True
TIME_ZONE = bootstrap.time_zone()  # Django makes it the zone of the whole process
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = _here / "static"
SERVESTATIC_MAX_AGE = 3600
SERVESTATIC_ALLOW_ALL_ORIGINS = False
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "rhomboid.web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_TEMP_DIR = upload_folder(_outside)
LOGGING_CONFIG = None
