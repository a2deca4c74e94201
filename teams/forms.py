"""Forms of sign-in and of the roster: Vietnamese words, values as they are stored."""

import re

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    UsernameField,
)
from django.core.exceptions import ValidationError

from tuky_cnscd.vietnamese import nfc

from .models import User

BAD_EMAIL = (
    "Địa chỉ thư không đúng; ghi như lan@tuky.vn, không dấu, không khoảng trắng."
)
PHONE = re.compile(r"\+?[0-9]{8,15}")
PHONE_MARKS = str.maketrans("", "", " .-()")


def clean_phone(text: str) -> str:
    """The telephone number as it is read out, 0912 345 678; "" for a blank.

    Excel drops the first zero of a number: nine digits get it back. Raises
    ValidationError.
    """
    bare = bare_phone(nfc(text).strip())
    if not bare:
        return ""
    if re.fullmatch(r"[1-9][0-9]{8}", bare):
        bare = f"0{bare}"
    if not PHONE.fullmatch(bare):
        raise ValidationError(
            "Số điện thoại gồm 08 đến 15 chữ số, ví dụ 0912 345 678.",
            code="invalid_phone",
        )
    if re.fullmatch(r"0[0-9]{9}", bare):
        return f"{bare[:4]} {bare[4:7]} {bare[7:]}"
    return bare


def bare_phone(text: str) -> str:
    """The number without spaces, dots and dashes: what two spellings share."""
    return text.translate(PHONE_MARKS)


class EmailForm(forms.ModelForm):
    """Where a person is written to; "" for nowhere."""

    class Meta:
        model = User
        fields = ["email"]
        labels = {"email": "Địa chỉ thư điện tử"}
        help_texts = {"email": "Dùng để nhận thư nhắc gửi báo cáo. Có thể để trống."}
        error_messages = {"email": {"invalid": BAD_EMAIL}}


class SignInForm(AuthenticationForm):
    """Name and password; one message, whichever of the two is wrong."""

    error_messages = {
        "invalid_login": (
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ"
            " tiếng Việt rồi nhập lại."
        ),
        "inactive": "Tài khoản này đã ngừng sử dụng. Đề nghị gọi cán bộ tổng hợp.",
    }
    username = UsernameField(
        label="Tên đăng nhập",
        widget=forms.TextInput(attrs={"autofocus": True, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class OwnPasswordForm(PasswordChangeForm):
    """The person's own password in place of the one they signed in with."""

    error_messages = {
        "password_incorrect": "Mật khẩu hiện tại chưa đúng. Đề nghị nhập lại.",
        "password_mismatch": "Hai lần nhập mật khẩu mới khác nhau.",
    }

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        old, new = self.fields["old_password"], self.fields["new_password1"]
        old.label = "Mật khẩu hiện tại"
        if user.must_change_password:
            old.label = "Mật khẩu dùng một lần"
        new.label = "Mật khẩu mới"
        new.help_text = (
            "Từ 10 ký tự, không chỉ gồm chữ số, không giống tên đăng nhập, không phải"
            " mật khẩu nhiều người dùng. Dùng một câu ngắn thì dễ nhớ."
        )
        self.fields["new_password2"].label = "Nhập lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""

    def clean(self):
        cleaned = super().clean()
        new = cleaned.get("new_password1")
        if new and new == cleaned.get("old_password"):
            self.add_error("new_password1", "Mật khẩu mới phải khác mật khẩu hiện tại.")
        return cleaned
