"""One-time passwords for people without e-mail: read out on the phone, used once."""

import secrets

from axes.utils import reset
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.db import transaction

# Without letters and digits that are taken for one another.
LETTERS = "abcdefghkmnprstuvxy"
DIGITS = "23456789"


class LongEnough(MinimumLengthValidator):
    """Django's own rule, whose words have no Vietnamese yet."""

    def get_error_message(self):
        return f"Mật khẩu quá ngắn: cần ít nhất {self.min_length} ký tự."

    get_help_text = get_error_message


def readable_password() -> str:
    """Four groups such as “hkra-4829-mtpe-7736”: 58 bits, easy to read out."""
    groups = (LETTERS, DIGITS, LETTERS, DIGITS)
    return "-".join(
        "".join(secrets.choice(group) for _ in range(4)) for group in groups
    )


def set_one_time_password(user, *, by) -> str:
    """Give `user` a password to be changed on signing in, lift a lock, and log it."""
    password = readable_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        LogEntry.objects.log_actions(
            by.pk,
            [user],
            CHANGE,
            change_message="Cấp mật khẩu dùng một lần.",
            single_object=True,
        )
    reset(username=user.username)
    return password
