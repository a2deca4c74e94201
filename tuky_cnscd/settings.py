"""One settings file, driven by the environment; the defaults are those of production.

The variables are listed in docs/deploy.md. `make run` sets DEBUG=1.
"""

from datetime import timedelta
from pathlib import Path

import environ
from bootstrap_wrapper import get_bootstrap_dir
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-debug" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Thiếu biến môi trường SECRET_KEY: một chuỗi ngẫu nhiên từ 50 ký tự trở lên, "
        "giữ kín và không đổi (xem docs/deploy.md). Để chạy thử: make run."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "bs_icon_templates",
    "import_export",
    "axes",
    "teams",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tuky_cnscd.middleware.content_security_policy",
    "tuky_cnscd.middleware.address_without_nul",
    "tuky_cnscd.middleware.button_only_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tuky_cnscd.middleware.TooMuchDataMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "teams.middleware.SignInFirst",
    "teams.middleware.own_password_first",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tuky_cnscd.urls"
WSGI_APPLICATION = "tuky_cnscd.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "teams.context_processors.office",
            ],
        },
    }
]
# So that this project's templates/ may override a widget's template.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"


def database(url: str) -> dict:
    """Return Django's database settings for a DATABASE_URL, SQLite or PostgreSQL."""
    config = env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE takes the write lock first: a reader that turns writer in the
        # middle of a transaction is refused at once, whatever the timeout.
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    return config


DATABASES = {
    "default": database(
        env.str("DATABASE_URL", default=f"sqlite:///{BASE_DIR}/data/db.sqlite3")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who signs in. Both a name and an address: an office shares one address.
AUTH_USER_MODEL = "teams.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_NEVER_LOCKOUT_GET = True
AXES_LOCKOUT_TEMPLATE = "teams/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "tuky_cnscd.middleware.client_address"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{PASSWORD_RULES}.UserAttributeSimilarityValidator"},
    {"NAME": "teams.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{PASSWORD_RULES}.CommonPasswordValidator"},
    {"NAME": f"{PASSWORD_RULES}.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day, in seconds
CSRF_FAILURE_VIEW = "teams.carrying.token_refused"

# What a browser may send and be sent.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Only a proxy that overwrites these two headers may be believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Named and shaped as in Django 6, whose own middleware can take over then.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# A commune of 60 hamlets has some 1,500 cells, each with the version it was read at.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# Files in one sending with all that is around them; nginx has the same limit.
MOST_BYTES_SENT = 64 * 1024 * 1024

# Reminders by e-mail; without a server nothing is sent, and pages and commands say so.
EMAIL_URL = env.str("EMAIL_URL", default="consolemail://" if DEBUG else "")
SENDS_MAIL = bool(EMAIL_URL)
if SENDS_MAIL:
    vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds; a server that does not answer must not hold a page up
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="webmaster@localhost")
# How links in e-mails begin, where no page is asked for: https://baocao.example.vn
SITE_URL = env.str("SITE_URL", default="").rstrip("/")

LANGUAGE_CODE = "vi"
LOCALE_PATHS = [BASE_DIR / "tuky_cnscd/locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "tuky_cnscd.formats"

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=f"{BASE_DIR}/staticfiles")()
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", get_bootstrap_dir())]
HASHED_FILES = "tuky_cnscd.storage.HashedFiles"
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_FILES if DEBUG else HASHED_FILES},
}
# Source maps never go to a reader, the paper's fonts only to one without Times New
# Roman who writes the report; brotli takes half a minute for them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *Compressor.SKIP_COMPRESS_EXTENSIONS,
    "map",
    "ttf",
)

# Formats, formulas and blank lines: tuky_cnscd/spreadsheets.py.
IMPORT_EXPORT_USE_TRANSACTIONS = True

# To stderr, for the system's journal. axes would write user names and addresses
# there; who failed to sign in stands in the database, for the admin alone.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING"},
        "axes": {"level": "ERROR"},
    },
}
