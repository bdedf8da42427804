"""Settings: what differs per installation comes from the environment or the data folder; the rest is fixed here."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from ontschot.foundation import secrets as installation_secrets
from ontschot.foundation.database_address import Address

PACKAGE = Path(__file__).resolve().parent.parent

# Commands that need no data (translations, type checks) run without a data folder: then nothing is kept.
_data = os.environ.get("ONTSCHOT_DATA")
SECRETS = installation_secrets.load(Path(_data)) if _data else installation_secrets.throwaway()
SECRET_KEY = SECRETS.secret_key

DEBUG = False
HOSTS = os.environ.get("ONTSCHOT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ALLOWED_HOSTS = HOSTS
HTTPS = os.environ.get("ONTSCHOT_HTTPS") == "1"  # behind a proxy that ends TLS; off on a loopback address
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS] if HTTPS else []

_address = os.environ.get("DATABASE_URL")
DATABASES = {
    "default": {
        **(
            Address.from_url(_address).as_django()
            if _address
            else {"ENGINE": "django.db.backends.postgresql", "NAME": "none"}
        ),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
}
# Values travel apart from the statement, and what a connection asks often it prepares: planning with row security costs
# as much as doing. See docs/decisions/0008-cheaper-questions.md.
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
# Served processes keep a pool; its check makes a page survive a restart of the database.
if os.environ.get("ONTSCHOT_POOL"):
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": int(os.environ["ONTSCHOT_POOL"]),
        "timeout": 4,
    }
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

INSTALLED_APPS = [
    "ontschot.foundation",
    "ontschot.places",
    "ontschot.privacy",
    "ontschot.accounts",
    "ontschot.writing",
    "ontschot.domain.people",
    "ontschot.domain.access",
    "ontschot.domain.plans",
    "ontschot.web",
    "ontschot.config",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_htmx",
    "django_filters",
    "template_partials",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "ontschot.web.middleware.DatabaseAvailable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ontschot.web.middleware.SecondFactor",
    "ontschot.web.middleware.ActingUser",
]

ROOT_URLCONF = "ontschot.config.urls"
WSGI_APPLICATION = "ontschot.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [
            PACKAGE / "web" / "components" / "templates",
            PACKAGE / "web" / "workplace" / "templates",
            PACKAGE / "web" / "portal" / "templates",
            PACKAGE / "web" / "steering" / "templates",
            PACKAGE / "web" / "entrance" / "templates",
            PACKAGE / "web" / "help" / "templates",
        ],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "ontschot.web.components.templatetags.once",
                "ontschot.web.components.templatetags.ontschot",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ontschot.web.components.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "ontschot.web.components.renderer.Renderer"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "taal"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "components" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = Path(_data, "static") if _data else None
if STATIC_ROOT:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a folder that is not there
# Without a collected folder (tests, first start) whitenoise serves straight from the package.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "ontschot.web.entrance.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "ontschot.web.entrance.forms.LoginForm",
    "reauthenticate": "ontschot.web.entrance.forms.ReauthenticateForm",
    "change_password": "ontschot.web.entrance.forms.ChangePasswordForm",
}
# A whole town hall may come in from one address; one account may be guessed at five times in five minutes.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_ADAPTER = "ontschot.web.entrance.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "ontschot.web.entrance.forms.AuthenticateForm",
    "reauthenticate": "ontschot.web.entrance.forms.MfaReauthenticateForm",
    "activate_totp": "ontschot.web.entrance.forms.ActivateTotpForm",
    "add_webauthn": "ontschot.web.entrance.forms.AddWebAuthnForm",
    "edit_webauthn": "ontschot.web.entrance.forms.EditWebAuthnForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # telephones run up to half a minute fast or slow
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Ontschot"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # localhost

# Residents come in through a broker (DigiD behind OpenID Connect), when there is one.
_oidc_issuer = os.environ.get("ONTSCHOT_OIDC_ISSUER", "")
SOCIALACCOUNT_ADAPTER = "ontschot.web.entrance.residents.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "inwoner",
                    "name": "Inwoner",
                    "client_id": os.environ.get("ONTSCHOT_OIDC_CLIENT_ID", ""),
                    "secret": os.environ.get("ONTSCHOT_OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": _oidc_issuer},
                }
            ],
        }
    }
    if _oidc_issuer
    else {}
)

SESSION_COOKIE_AGE = 60 * 60 * 9  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ontschot.web.components.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Version stamps of the iWmo and iJw messages we write (JSON: base, message, xslt); without it those of release 3.2.
# A municipality's own legal terms, in the shape of domain/access/rules/terms.toml; empty: those of the product.
TERMS_FILE = os.environ.get("ONTSCHOT_TERMS_FILE", "")
IWMO_STAMPS = os.environ.get("ONTSCHOT_IWMO_STAMPS")

# Typed text is long, files are at most 10 MB; more is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "ontschot.web.steering.uploads.StudyUploads",  # for the page of a study alone
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
# Studies of overlap: where they lie while they are worked on, how much is taken in, and the key of their rounding.
STUDIES = Path(_data or tempfile.gettempdir()) / "studies"
STUDY_UPLOAD = int(os.environ.get("ONTSCHOT_STUDY_UPLOAD_MB", "500")) * 1024 * 1024
STUDY_KEY = hashlib.blake2b(b"studies of overlap", key=SECRETS.bsn_hash_key, digest_size=32).digest()

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "foundation_cache"}}


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
