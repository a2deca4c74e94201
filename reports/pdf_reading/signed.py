"""A PDF and the authorities' certificates in; plain facts of each signature out.

Nothing is fetched: whether a certificate was revoked is not known here.
"""

import logging
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

MOST_SIGNATURES = 20
WHOLE = SignatureCoverageLevel.ENTIRE_FILE
REVISION = SignatureCoverageLevel.ENTIRE_REVISION
BROKEN = {"broken": True}
# Either will do: offices hold certificates with one of the two.
SIGNING = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


def read(pdf: bytes, certificates: list[bytes]) -> list[dict]:
    """One dict a signature, in the file's order; times as ISO text, in UTC.

    `broken` alone: the signature itself cannot be read. `claimed`: by the signer's own
    clock; `stamped`: a token's time, `witnessed` if that token is trusted. `covers`:
    "whole" (the whole file), "revision" (all that stood when it was made) or "part".
    `later`: what was added afterwards, in pyHanko's word; "" for nothing. `authority`:
    SHA-256 of the certificate, among those given, that it leads to; "" for no trust.
    """
    logging.disable(logging.CRITICAL)
    reader = PdfFileReader(BytesIO(pdf))
    roots = [x509.Certificate.load(each) for each in certificates]
    signatures = reader.embedded_regular_signatures[:MOST_SIGNATURES]
    return [_facts_or_broken(each, roots) for each in signatures]


def _facts_or_broken(signature, roots):
    try:
        return _facts(signature, roots)
    except Exception:  # a signature made to break a reader breaks it in many ways
        return BROKEN


def _facts(signature, roots):
    claimed = signature.self_reported_timestamp
    token = _judged(signature, roots, None).timestamp_validity
    witnessed = bool(token and token.intact and token.valid and token.trusted)
    status = _judged(signature, roots, token.timestamp if witnessed else claimed)
    certificate = status.signing_cert
    return {
        "signer": _named(certificate.subject),
        "issuer": _named(certificate.issuer),
        "serial": f"{certificate.serial_number:X}",
        "valid_from": _time(certificate.not_valid_before),
        "valid_to": _time(certificate.not_valid_after),
        "claimed": _time(claimed),
        "stamped": _time(token and token.timestamp),
        "witnessed": witnessed,
        "intact": bool(status.intact and status.valid),
        "covers": _covers(status.coverage),
        "later": _later(status),
        "allowed": bool(status.docmdp_ok),
        "authority": _authority(status),
        "problem": "" if status.trusted else _problem(status),
        "hash": status.md_algorithm,
    }


def _judged(signature, roots, moment):
    """pyHanko's judgement, as of a moment; None: now."""
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=_with_zone(moment)
    )
    return validate_pdf_signature(
        signature, signer_validation_context=context, key_usage_settings=SIGNING
    )


def _with_zone(moment):
    if moment is not None and moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment


def _covers(level):
    return {WHOLE: "whole", REVISION: "revision"}.get(level, "part")


def _later(status):
    level = status.modification_level
    return "" if level is None or level.name == "NONE" else level.name.lower()


def _authority(status):
    if not status.trusted or status.validation_path is None:
        return ""
    return status.validation_path.trust_anchor.certificate.sha256.hex()


def _problem(status):
    problem = status.trust_problem_indic
    return problem.name.lower() if problem else ""


def _named(name):
    """The parts of a distinguished name that a person reads."""
    parts = name.native
    return {
        "name": _text(parts.get("common_name")),
        "office": _text(parts.get("organization_name")),
        "unit": _text(parts.get("organizational_unit_name")),
    }


def _text(value):
    """A name as it may be stored: a certificate may hold what a database refuses."""
    text = ", ".join(value) if isinstance(value, list) else str(value or "")
    return text.replace("\0", "")


def _time(moment: datetime | None):
    return moment.astimezone(UTC).isoformat() if moment else ""
