"""The one settings file as tests run it: nothing from the outside, and faster."""

import os

os.environ |= {"DEBUG": "0", "HTTPS": "0", "SECRET_KEY": "only-for-tests"}
# The browser's driver leaves an event loop in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from tuky_cnscd.settings import *  # noqa: E402, F403
from tuky_cnscd.settings import PLAIN_FILES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
WHITENOISE_AUTOREFRESH = True  # else it warns where nothing was collected
