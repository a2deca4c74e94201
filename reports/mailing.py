"""A letter in; sent by the mail server of the settings, or why it was not, out."""

import ssl
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

BAD_ADDRESS = "Địa chỉ thư không hợp lệ."


class Outbox:
    """One connection for a batch of letters; opened again where it was lost.

    A server that cannot be reached is asked once: a batch must not wait for each
    letter's time-out.
    """

    def __init__(self):
        self._connection = get_connection()
        self._closed = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()

    def send(self, address: str, subject: str, text: str) -> str:
        """Send one letter; "" or why it was not sent, in Vietnamese."""
        try:
            validate_email(address)
        except ValidationError:
            return BAD_ADDRESS
        self._open()
        if self._closed:
            return self._closed
        message = EmailMessage(subject, text, to=[address], connection=self._connection)
        try:
            message.send()
        except UnicodeError:
            return BAD_ADDRESS
        except OSError as error:  # every SMTPException is one
            if not isinstance(error, (SMTPRecipientsRefused, SMTPResponseException)):
                self._connection.close()
            return why(error)
        return ""

    def _open(self):
        if self._closed:
            return
        try:
            self._connection.open()
        except OSError as error:
            self._closed = why(error)


def why(error: OSError) -> str:
    """What a mail server's refusal means; its own words are not repeated."""
    if isinstance(error, SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
        return f"Máy chủ thư không nhận địa chỉ này (mã {code})."
    if isinstance(error, SMTPAuthenticationError):
        return "Máy chủ thư không nhận tài khoản gửi; đề nghị kiểm tra EMAIL_URL."
    if isinstance(error, SMTPSenderRefused):
        return "Máy chủ thư không nhận địa chỉ gửi; đề nghị kiểm tra MAIL_FROM."
    if isinstance(error, SMTPResponseException):
        return f"Máy chủ thư từ chối (mã {error.smtp_code})."
    if isinstance(error, ssl.SSLError):
        return "Không lập được kết nối an toàn với máy chủ thư."
    if isinstance(error, SMTPException):
        return "Máy chủ thư ngắt kết nối hoặc không trả lời đúng."
    return "Không kết nối được với máy chủ thư."
