"""Any PDF and the office that asks in; what is known of it out. Nothing is kept.

Only papers of the asker's own office are looked through: of another's, nothing is said
but what stands in the file itself.
"""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models.functions import Length

from reports.agreeing import NO_COPY, Mismatch, differences
from reports.authorities import trusted_by
from reports.machine_copy import SCHEMA, SEAL, seal
from reports.models import IssuedReport, SignedCopy
from reports.outputs.payload import read_payload
from reports.pdf_reading.apart import Unreadable, read_pages, read_signatures
from reports.signatures import BAD, GOOD, Signature, shown

LIGHT = ("content", "issued_content", "signing_pdf", "issued_pdf")
MOST_SHOWN = 100


class Origin(StrEnum):
    """What the file is."""

    ISSUED = "issued", "Đúng văn bản đã ban hành"
    SIGNED = "signed", "Văn bản đã ban hành, có thêm chữ ký số"
    EXTENDED = "extended", "Văn bản đã ban hành, có phần thêm vào cuối tệp"
    COPY = "copy", "Bản đã ký đang lưu cùng văn bản"
    SIGNING = "signing", "Bản trình ký, chưa phải văn bản ban hành"
    ALTERED = "altered", "Khác với văn bản đã ban hành"
    FOREIGN = "foreign", "Không phải văn bản do đơn vị ban hành"
    UNKNOWN = "unknown", "Không có dữ liệu của chương trình"
    LOCKED = "locked", "Tệp có mật khẩu"
    LONG = "long", "Tệp quá dài"
    UNREADABLE = "unreadable", "Không đọc được tệp"

    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member


@dataclass(frozen=True)
class Verdict:
    """What is known of the file.

    `paper`: the one of this office that it is, or claims to be. `claims`: number, date
    and issuer as its data say. `compared`: how many pieces of the data were looked for
    on its pages; `mismatches`: those that a page prints otherwise. `changed`: where its
    data and the issued ones differ; `other_words`: its pages do not print what the
    paper's do; `seal_holds`: the data fit the seal that they carry.
    """

    origin: Origin
    paper: IssuedReport | None = None
    later: tuple[IssuedReport, ...] = ()
    claims: dict = field(default_factory=dict)
    compared: int = 0
    mismatches: tuple[Mismatch, ...] = ()
    changed: tuple[Mismatch, ...] = ()
    other_words: bool = False
    seal_holds: bool = True
    signatures: tuple[Signature, ...] = ()

    @property
    def is_good(self):
        """Whether it is, byte for byte, what was issued here, signatures aside.

        Words alone are compared behind the issued bytes, no drawings: somebody who is
        trusted has to vouch for what was added there.
        """
        if self.origin is Origin.SIGNED:
            return self.is_vouched_for and not self.is_bad
        return self.origin in (Origin.ISSUED, Origin.COPY) and not self.is_bad

    @property
    def is_vouched_for(self):
        """Whether a signature in it is of somebody that the office trusts."""
        return any(each.state == GOOD for each in self.signatures)

    @property
    def is_bad(self):
        """Whether something in it is not as it was issued or signed."""
        broken = any(each.state == BAD for each in self.signatures)
        differs = self.mismatches or self.other_words or broken
        return self.origin is Origin.ALTERED or bool(differs)

    @property
    def has_data(self):
        return bool(self.claims)


def verify(pdf: bytes, office, *, sees_copies: bool) -> Verdict:
    """Judge a PDF for somebody of `office`.

    `sees_copies`: whether the person may know of copies for signature.
    """
    origin, paper = _known(pdf, office, sees_copies)
    try:
        read = read_pages(pdf)
        for state in (Origin.LOCKED, Origin.LONG):
            if read.get(state):
                return _verdict(origin or state, paper)
        return _with_data(read, origin, paper, office, _signatures(pdf, office))
    except Unreadable:  # then nothing behind the issued bytes was looked at
        return _verdict(origin or Origin.UNREADABLE, paper)


def _known(pdf, office, sees_copies):
    """What the bytes alone say: the paper itself, or something that begins as it."""
    digest = hashlib.sha256(pdf).hexdigest()
    rows = _papers(office)
    if paper := rows.filter(issued_sha256=digest).exclude(issued_sha256="").first():
        return Origin.ISSUED, paper
    if paper := _begins_as(pdf, rows):
        return Origin.EXTENDED, paper
    if copy := _signed_copy(digest, office):
        return Origin.COPY, copy.issued
    if sees_copies:
        copies = IssuedReport.objects.filter(period__district=office)
        if copy := copies.defer(*LIGHT).filter(signing_sha256=digest).first():
            return Origin.SIGNING, copy
    return None, None


def _begins_as(pdf, rows):
    """The paper whose bytes are the file's start; no bytes leave the database."""
    lengths = rows.annotate(length=Length("issued_pdf"))
    found = {}
    for pk, sha256, length in lengths.values_list("pk", "issued_sha256", "length"):
        if length < len(pdf):
            if length not in found:
                found[length] = hashlib.sha256(pdf[:length]).hexdigest()
            if found[length] == sha256:
                return rows.get(pk=pk)
    return None


def _signed_copy(digest, office):
    rows = SignedCopy.objects.kept().filter(
        sha256=digest, issued__period__district=office
    )
    return rows.without_content().select_related("issued").first()


def _papers(office):
    rows = IssuedReport.objects.filter(
        period__district=office, state=IssuedReport.State.ISSUED
    )
    return rows.select_related("period").defer(*LIGHT)


def _with_data(read, origin, paper, office, signatures):
    """The verdict with what the file's data say, and whether the pages agree.

    Raises Unreadable where the issued paper cannot be read beside it.
    """
    said = {"signatures": signatures}
    if origin is Origin.EXTENDED and signatures:
        origin = Origin.SIGNED
    try:
        copy = _copy(read["data"])
        said |= _said(copy, read)
        if origin is None:
            paper = _claimed(said["claims"], office)
            origin = Origin.ALTERED if paper else Origin.FOREIGN
        if origin is Origin.ALTERED:
            said["changed"] = _changed(copy, paper)[:MOST_SHOWN]
    except NO_COPY:
        said, origin = {"signatures": signatures}, origin or Origin.UNKNOWN
    other_words = _other_words(read, origin, paper)
    return _verdict(origin, paper, other_words=other_words, **said)


def _said(copy, read):
    """What the data say of themselves, and where the pages say else.

    Raises one of NO_COPY, also for text that no page can show.
    """
    mismatches = tuple(Mismatch(**each) for each in read["mismatches"])
    return {
        "seal_holds": copy.get(SEAL) == seal(copy),
        "claims": _claims(copy),
        "compared": read["compared"],
        "mismatches": mismatches[:MOST_SHOWN],
    }


def _other_words(read, origin, paper):
    """Whether the pages print something else than the paper that the file begins as,
    or claims to be. Of a signed copy, perhaps a scan, it is not asked.
    """
    if origin not in (Origin.SIGNED, Origin.EXTENDED, Origin.ALTERED):
        return False
    return read_pages(_issued_bytes(paper)).get("words") != read["words"]


def _issued_bytes(paper):
    return bytes(IssuedReport.objects.only("issued_pdf").get(pk=paper.pk).issued_pdf)


def _copy(text):
    copy = json.loads(text)
    if copy["schema"] != SCHEMA:
        raise ValueError("A schema that is not known here")
    return copy


def _claims(copy):
    about = copy["document"]
    names = ("number", "symbol", "date", "issuer", "subject")
    return {name: str(about[name] or "")[:300] for name in names}


def _claimed(claims, office):
    """The paper of this office that the file's data name."""
    if not claims["number"].isdecimal():
        return None
    rows = _papers(office).filter(
        number=int(claims["number"][:9]), symbol=claims["symbol"]
    )
    return next((r for r in rows if r.date.isoformat() == claims["date"]), None)


def _changed(copy, paper):
    """Where the data differ from those of the paper as it was issued."""
    data = read_payload(_issued_bytes(paper))
    return tuple(differences(copy, _copy(data))) if data else ()


def _signatures(pdf, office):
    """None of a file without any; the office's authorities of today judge them."""
    if b"/ByteRange" not in pdf:
        return ()
    trusted = trusted_by(office)
    certificates = [bytes(each.certificate) for each in trusted.values()]
    return shown(read_signatures(pdf, certificates), trusted)


def _verdict(origin, paper, **known):
    later = tuple(paper.later.defer(*LIGHT)) if paper else ()
    return Verdict(origin, paper, later, **known)
