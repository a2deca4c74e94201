"""Facts of a PDF's signatures in; what is said of each, in the office's words, out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

GOOD, DOUBTFUL, BAD = "good", "doubtful", "bad"
TIMELESS = "không ghi"
REVOCATION = (
    "Máy chủ không kết nối ra ngoài nên không kiểm tra được chứng thư có bị thu hồi"
    " hay chưa."
)

BROKEN = "Không đọc được chữ ký này."
CHANGED = "Không còn nguyên vẹn: nội dung đã bị sửa sau khi ký."
PART = "Chữ ký không bao trùm hết nội dung của tệp."
ADDED = "Sau khi ký, tệp có phần thêm vào làm đổi nội dung."
NOTES = "Sau khi ký, tệp có thêm ghi chú; nội dung đã ký không đổi."
SIGNED_ON = "Sau đó có thêm chữ ký khác; nội dung không đổi."
OUT_OF_TIME = "Chứng thư của người ký hết hạn hoặc chưa có hiệu lực vào lúc ký."
UNFIT = "Chứng thư không được cấp để ký văn bản, hoặc thuật toán ký đã quá yếu."
REVOKED = "Chứng thư đã bị thu hồi."
LATE = ("expired", "not_yet_valid", "out_of_bounds_no_poe", "out_of_bounds_not_revoked")


@dataclass(frozen=True)
class Signature:
    """One signature as a page shows it.

    `state`: "good", "doubtful" (intact, not known whose) or "bad"; `says`: one or more
    sentences, the weightiest first.
    """

    signer: str
    office: str
    issuer: str
    time: str
    state: str
    says: tuple[str, ...]
    valid: str = ""

    @property
    def chip(self):
        """Its state in two or three words."""
        words = {GOOD: "Hợp lệ", DOUBTFUL: "Chưa xác định tin cậy", BAD: "Không hợp lệ"}
        return words[self.state]


def shown(facts, authorities) -> tuple[Signature, ...]:
    """What `apart.read_signatures` gave, in words.

    `authorities` are those of today by fingerprint: one that was taken out since the
    facts were gathered makes the signature doubtful.
    """
    return tuple(_signature(each, authorities) for each in facts)


def _signature(facts, authorities):
    if facts.get("broken"):
        return Signature("", "", "", TIMELESS, BAD, (BROKEN,))
    bad = _bad(facts)
    trusted = authorities.get(facts["authority"])
    state = BAD if bad else GOOD if trusted else DOUBTFUL
    return Signature(
        signer=facts["signer"]["name"],
        office=_office(facts["signer"]),
        issuer=facts["issuer"]["name"] or facts["issuer"]["office"],
        time=_time(facts),
        state=state,
        says=(*bad, *_trust(facts, trusted, bad), *_later(facts, bad)),
        valid=f"{_day(facts['valid_from'])} – {_day(facts['valid_to'])}",
    )


def _bad(facts):
    if not facts["intact"]:
        return (CHANGED,)
    if facts["covers"] == "part":
        return (PART,)
    if not facts["allowed"] or facts["later"] == "other":
        return (ADDED,)
    return ()


def _trust(facts, trusted, bad):
    if bad:
        return ()
    if trusted:
        return (f"Nguyên vẹn; tin cậy theo {trusted.name}.",)
    return ("Nguyên vẹn.", _why_not(facts))


def _why_not(facts):
    problem = facts["problem"]
    if problem in LATE:
        return OUT_OF_TIME
    if problem.startswith("revoked"):
        return REVOKED
    if problem in (
        "",
        "no_certificate_chain_found",
        "certificate_chain_general_failure",
    ):
        issuer = facts["issuer"]["name"] or "tổ chức cấp chứng thư"
        return f"{issuer} chưa có trong danh sách tổ chức chứng thực của đơn vị."
    return UNFIT


def _later(facts, bad):
    if bad:
        return ()
    return {"form_filling": (SIGNED_ON,), "annotations": (NOTES,)}.get(
        facts["later"], ()
    )


def _office(name):
    return ", ".join(filter(None, dict.fromkeys([name["unit"], name["office"]])))


def _time(facts):
    if facts["witnessed"]:
        return f"{_moment(facts['stamped'])} (dấu thời gian đã kiểm tra)"
    if facts["stamped"]:
        return f"{_moment(facts['stamped'])} (dấu thời gian chưa xác định tin cậy)"
    if facts["claimed"]:
        return f"{_moment(facts['claimed'])} (theo đồng hồ máy của người ký)"
    return TIMELESS


def _moment(text):
    return f"{timezone.localtime(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"


def _day(text):
    return f"{timezone.localtime(datetime.fromisoformat(text)):%d/%m/%Y}"
