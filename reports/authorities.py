"""A certificate file in; an authority that the office trusts out, or why it is not one.

Certificates alone are taken: a private key is refused before anything is kept.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.intake.file_kinds import NotTaken
from reports.models import Authority
from reports.rules import NotNow
from tuky_cnscd.vietnamese import nfc

MOST_BYTES = 64 * 1024
LONGEST_NAME = 200
PEM = b"-----BEGIN CERTIFICATE-----"
# What cryptography raises of a certificate that breaks the rules; of the last three
# it makes no ValueErrors.
BROKEN = (
    ValueError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
ONE = re.compile(b"%s.+?-----END CERTIFICATE-----" % PEM, re.DOTALL)

TOO_LARGE = "tệp lớn hơn 64 KB, không phải chứng thư. Chọn tệp .cer, .crt hoặc .pem."
SECRET = (
    "trong tệp có khóa bí mật. Không gửi khóa bí mật cho ai; chỉ chọn tệp chứng thư"
    " (.cer, .crt) của tổ chức chứng thực."
)
NO_CERTIFICATE = (
    "không đọc được chứng thư. Chọn tệp .cer, .crt hoặc .pem tải từ trang của tổ chức"
    " chứng thực."
)
SEVERAL = "tệp có nhiều chứng thư. Tách mỗi chứng thư thành một tệp rồi thêm từng tệp."
NO_AUTHORITY = (
    "đây là chứng thư của người ký hoặc máy, không phải của tổ chức chứng thực. Chọn"
    " chứng thư của tổ chức đã cấp nó."
)
NOT_YET = "chứng thư chưa đến ngày có hiệu lực."
KNOWN = "chứng thư này đã có trong danh sách."


@dataclass(frozen=True)
class Certificate:
    """What is kept of an authority's certificate."""

    name: str
    der: bytes
    sha256: str
    valid_from: datetime
    valid_to: datetime


def read_certificate(content: bytes) -> Certificate:
    """The authority's certificate in a file, PEM or DER.

    One whose time is over is taken: what was signed before still leads to it. Raises
    NotTaken, which says what to do.
    """
    if len(content) > MOST_BYTES:
        raise NotTaken(TOO_LARGE)
    if b"PRIVATE KEY" in content:
        raise NotTaken(SECRET)
    found = _load(content)
    try:
        _refuse_others(found)
        return _kept(found)
    except BROKEN as error:
        raise NotTaken(NO_CERTIFICATE) from error


def trust(certificate: Certificate, district, *, by) -> Authority:
    """Add the authority. Raises NotTaken where it is known, NotNow for others."""
    _refuse_stranger(by, district)
    rows = Authority.objects.trusted().filter(district=district)
    with transaction.atomic():
        type(district).objects.select_for_update().get(pk=district.pk)
        if rows.filter(sha256=certificate.sha256).exists():
            raise NotTaken(KNOWN)
        return Authority.objects.create(
            district=district,
            name=certificate.name,
            certificate=certificate.der,
            sha256=certificate.sha256,
            valid_from=certificate.valid_from,
            valid_to=certificate.valid_to,
            by=by,
        )


def distrust(authority, *, by):
    """Take the authority out; it stays on record with who did and when."""
    _refuse_stranger(by, authority.district)
    Authority.objects.trusted().filter(pk=authority.pk).update(
        removed_by=by, removed_at=timezone.now()
    )


def trusted_by(district) -> dict[str, Authority]:
    """The authorities of a district, by the SHA-256 of their certificates."""
    rows = Authority.objects.trusted().filter(district=district)
    return {row.sha256: row for row in rows}


def _refuse_stranger(user, district):
    if not rules.may_run(user, district.pk):
        raise NotNow("Chỉ cán bộ tổng hợp đổi được danh sách tổ chức chứng thực.")


def _load(content):
    pieces = ONE.findall(content)
    if len(pieces) > 1:
        raise NotTaken(SEVERAL)
    try:
        if pieces:
            return x509.load_pem_x509_certificate(pieces[0])
        return x509.load_der_x509_certificate(content)
    except BROKEN as error:
        raise NotTaken(NO_CERTIFICATE) from error


def _refuse_others(certificate):
    if not _is_authority(certificate):
        raise NotTaken(NO_AUTHORITY)
    if certificate.not_valid_before_utc > timezone.now():
        raise NotTaken(NOT_YET)


def _is_authority(certificate):
    """Whether it says of itself that it may sign certificates."""
    extensions = certificate.extensions
    try:
        if not extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
        return extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound as missing:
        return missing.oid == x509.KeyUsage.oid


def _kept(certificate):
    return Certificate(
        name=_name(certificate.subject)[:LONGEST_NAME],
        der=certificate.public_bytes(Encoding.DER),
        sha256=certificate.fingerprint(hashes.SHA256()).hex(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
    )


def _name(subject):
    """Its common name, with whose it is where the two differ."""
    names = [
        nfc(str(found[0].value))
        for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        if (found := subject.get_attributes_for_oid(oid))
    ]
    return ", ".join(dict.fromkeys(names)) or nfc(subject.rfc4514_string())
