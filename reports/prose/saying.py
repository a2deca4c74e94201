"""A number and the figures that it may mean in; the finding in words out."""

import re
from dataclasses import replace

from reports.checks import Severity
from reports.checks.findings import inner
from tuky_cnscd.vietnamese import format_count

from .findings import ProseFinding, Verdict

FAINT, NEAR_DIGITS = 0.3, 3


def of_list(text, each) -> ProseFinding:
    """A number and the names after it that are not as many."""
    message = (
        f"Câu ghi {typed_in(text, each.mention, noun_end(text, each.mention.end))}, "
        f"sau đó liệt kê {format_count(each.names)} tên. Đề nghị kiểm tra lại."
    )
    return finding_of(text, each.mention, Verdict.NAMES, message)


def miswritten(text, mention, known) -> ProseFinding:
    """A figure whose dot or comma stands in the wrong place."""
    message = (
        f"Câu ghi {typed_in(text, mention)}, dấu chấm, dấu phẩy đặt sai chỗ; số liệu "
        f"tổng hợp là {known.text} ({inner(known.label)}). Đề nghị kiểm tra lại."
    )
    return finding_of(text, mention, Verdict.NEAR, message, [known])


def same(text, mention, known, score=1.0) -> ProseFinding | None:
    """A number that is a figure; None where there is no live name to offer."""
    if not known.name or (score < FAINT and digits(mention) < NEAR_DIGITS):
        return None
    message = f"{typed_in(text, mention)} là {inner(known.label)}."
    return finding_of(text, mention, Verdict.SAME, message, [known])


def disagrees(text, mention, likely) -> ProseFinding:
    """A number where another was due; a hint where the figure lacks communes."""
    first = likely[0]
    end = max(mention.end, noun_end(text, mention.end))
    whose = "" if first.is_complete else " của các xã đã gửi"
    message = (
        f"Câu ghi {typed_in(text, mention, end)}; số liệu tổng hợp{whose} là "
        f"{first.text} ({inner(first.label)}). Đề nghị kiểm tra lại."
    )
    finding = finding_of(text, mention, Verdict.CONTRADICTS, message, likely)
    return finding if first.is_complete else replace(finding, severity=Severity.HINT)


def noun_end(text, start) -> int:
    """A few words after the number, for the quotation."""
    rest = re.match(r"(?:[ \u00a0]+[^\W\d_]+){1,3}", text[start:])
    return start + rest.end() if rest else start


def finding_of(text, mention, verdict, message, known=()) -> ProseFinding:
    """The finding at the number's place, with the live names that may replace it."""
    return ProseFinding(
        verdict=verdict,
        start=mention.start,
        end=mention.end,
        quote=text[mention.start : mention.end],
        message=message,
        names=tuple(dict.fromkeys(k.name for k in known if k.name)),
        severity=None if verdict is Verdict.SAME else Severity.WARNING,
    )


def typed_in(text, mention, end=None) -> str:
    """The number as it stands in the text, or more, up to `end`."""
    return " ".join(text[mention.start : end or mention.end].split())


def looks_like(text, mention, near) -> ProseFinding:
    """A long number that is a slip of a figure, whatever is said around it: a hint."""
    message = (
        f"Câu ghi {typed_in(text, mention)}, gần giống {near[0].text} "
        f"({inner(near[0].label)}). Đề nghị kiểm tra lại."
    )
    found = finding_of(text, mention, Verdict.NEAR, message, near)
    return replace(found, severity=Severity.HINT)


def digits(mention) -> int:
    """How many digits the number has."""
    return len(f"{abs(mention.value):f}".replace(".", ""))
