"""An authority and people who sign, made anew for each run of the tests.

Keys are made here and stay here: the product has none and signs nothing.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, fields, sign_pdf, timestamps
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

DAY = dt.timedelta(days=1)
DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM


@dataclass(frozen=True)
class Identity:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(PEM)

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def asn1_certificate(self):
        return asn1.Certificate.load(self.der)

    def asn1_key(self):
        plain = self.key.private_bytes(
            DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return asn1_keys.PrivateKeyInfo.load(plain)


def name_of(common, office="Tổ chức thử nghiệm"):
    """A distinguished name."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@cache
def authority(
    common="Chứng thực thử nghiệm",
    *,
    above: Identity | None = None,
    since=-1000,
    until=3650,
) -> Identity:
    """A root that signs itself, or one below another; valid for days around today."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = above.certificate.subject if above else name_of(common)
    builder = _builder(name_of(common), issuer, key, since, until)
    builder = builder.add_extension(x509.BasicConstraints(True, None), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True), critical=True)
    return Identity(builder.sign(above.key if above else key, hashes.SHA256()), key)


@cache
def person(
    common="Trương Thị Toan",
    *,
    issuer: Identity | None = None,
    office="UBND huyện Tứ Kỳ",
    since=-100,
    until=365,
    stamps=False,
) -> Identity:
    """Somebody whose certificate the authority signed; `stamps`: a time's witness."""
    above = issuer or authority()
    key = _key(stamps)
    subject = name_of(common, office)
    builder = _builder(subject, above.certificate.subject, key, since, until)
    usage = _usage(digital_signature=True, content_commitment=True)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
    if stamps:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
    return Identity(builder.sign(above.key, hashes.SHA256()), key)


def sign(pdf: bytes, who: Identity, *, field="ChuKy1", stamper=None, certify=False):
    """The PDF with who's signature added to its end, as a signing program does."""
    metadata = PdfSignatureMetadata(field_name=field, certify=certify)
    signed = sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf), strict=False),
        metadata,
        signer=SimpleSigner(
            signing_cert=who.asn1_certificate(),
            signing_key=who.asn1_key(),
            cert_registry=SimpleCertificateStore.from_certs(
                [authority().asn1_certificate()]
            ),
        ),
        timestamper=stamper and _stamper(stamper),
        new_field_spec=fields.SigFieldSpec(field),
    )
    return signed.getvalue()


def _key(stamps):
    """pyHanko's own witness of time knows RSA alone."""
    if stamps:
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def _stamper(who):
    registry = SimpleCertificateStore.from_certs([authority().asn1_certificate()])
    return timestamps.DummyTimeStamper(
        tsa_cert=who.asn1_certificate(), tsa_key=who.asn1_key(), certs_to_embed=registry
    )


def _builder(subject, issuer, key, since, until):
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + since * DAY)
        .not_valid_after(now + until * DAY)
    )


def _usage(**given):
    names = [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{name: given.get(name, False) for name in names})
