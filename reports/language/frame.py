"""The paper and what the office recorded in; what its frame lacks, out. Pure."""

import datetime as dt
import re

from reports.blocks import ReportDocument
from tuky_cnscd.vietnamese import decree_day_month, search_key

from .findings import Rule, TextFinding
from .known import Context
from .symbols import citations, same_symbol
from .text import FRAME_PLACES, Part, Piece, Text

AS_ABOVE = "nhu tren"
ANSWERS = re.compile(r"^\s*(thực hiện|căn cứ|theo|phúc đáp)\b.{0,40}\bcông văn\b", re.I)
DAY = re.compile(r"ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})")
WHERE_DATE = Piece("Địa danh và thời gian ban hành", "", Part.SUBJECT)


def frame_findings(
    document: ReportDocument, text: Text, context: Context
) -> list[TextFinding]:
    """Kính gửi, Như trên, the dispatch, the date and the signer, as far as known."""
    return [
        *_addressee(document, text, context),
        *_as_above(document, text, context),
        *_dispatch(text, context),
        *_date(document, context),
        *_signer(document, text, context),
    ]


def goes_up(document: ReportDocument, text: Text, context: Context) -> bool:
    """Whether the report answers a higher body: a dispatch is known, or it says so."""
    opening = text.first(Part.OPENING).text
    return bool(context.dispatch or ANSWERS.match(opening)) and bool(document.kind)


def _addressee(document, text, context):
    if document.addressees or not goes_up(document, text, context):
        return
    receiver = context.dispatch.issuer if context.dispatch else ""
    yield TextFinding(
        rule=Rule.ADDRESSEE,
        piece=Piece(FRAME_PLACES[Part.ADDRESSEES], "", Part.ADDRESSEES),
        quote="",
        message="Báo cáo gửi cấp trên mà chưa có “Kính gửi”.",
        suggestion=f"Ghi “Kính gửi: {receiver or 'tên cơ quan nhận báo cáo'}” dưới "
        "trích yếu.",
    )


def _as_above(document, text, context):
    if not (document.addressees or goes_up(document, text, context)):
        return
    keys = [search_key(line) for line in document.recipients]
    if keys and keys[0] == AS_ABOVE:
        return
    late = AS_ABOVE in keys
    yield TextFinding(
        rule=Rule.AS_ABOVE,
        piece=Piece(FRAME_PLACES[Part.RECIPIENTS], "", Part.RECIPIENTS),
        quote=document.recipients[0] if document.recipients else "",
        message="“Như trên” chưa đứng đầu “Nơi nhận”."
        if late
        else "“Nơi nhận” chưa có dòng “Như trên”.",
        suggestion="Đưa “- Như trên;” lên dòng đầu của “Nơi nhận”.",
    )


def _dispatch(text, context):
    """The dispatch that the opening cites is the one that the office recorded."""
    opening = text.first(Part.OPENING)
    cited = [c for c in citations(text) if c.piece == opening and c.kind == "công văn"]
    if not (context.dispatch and cited):
        return
    known = context.dispatch
    first = cited[0]
    day = DAY.search(opening.text, opening.text.index(first.symbol))
    is_other_day = day and (int(day[3]), int(day[2]), int(day[1])) != (
        known.date.year,
        known.date.month,
        known.date.day,
    )
    if same_symbol(first.symbol, known.symbol) and not is_other_day:
        return
    quote = day[0] if same_symbol(first.symbol, known.symbol) else first.symbol
    yield TextFinding(
        rule=Rule.DISPATCH,
        piece=opening,
        quote=quote,
        message=f"Công văn yêu cầu báo cáo đã khai ở kỳ là số {known.symbol} ngày "
        f"{decree_day_month(known.date)}; đoạn mở đầu ghi “{quote}”.",
        suggestion="Đề nghị đối chiếu bản gốc, rồi sửa đoạn mở đầu hoặc phần khai "
        "của kỳ báo cáo.",
    )


def _date(document, context):
    """The paper's day, or its month where the day is not given yet."""
    for day, words in _bounds(context):
        if _is_before(document, day):
            yield TextFinding(
                rule=Rule.DATE,
                piece=WHERE_DATE,
                quote=document.place_and_date,
                message=f"Thời gian của báo cáo đứng trước {words} "
                f"{decree_day_month(day)}.",
                suggestion="Đề nghị kiểm tra lại ngày, tháng, năm của báo cáo.",
                about=words,
            )


def _bounds(context):
    if context.dispatch:
        yield context.dispatch.date, "ngày của công văn yêu cầu báo cáo"
    if context.cut_off:
        yield context.cut_off, "ngày chốt số liệu"


def _is_before(document, day: dt.date):
    if document.date:
        return document.date < day
    if not (document.month and document.year):
        return False
    return (document.year, document.month) < (day.year, day.month)


def _signer(document, text, context):
    day = document.date or context.signed_on
    if not (day and context.signer_terms and document.signature.name):
        return
    if any(
        first <= day and (not last or day <= last)
        for first, last in context.signer_terms
    ):
        return
    name = document.signature.name
    yield TextFinding(
        rule=Rule.SIGNER,
        piece=text.first(Part.SIGNATURE),
        quote=name,
        message=f"{name} không giữ chức vụ ký vào ngày {decree_day_month(day)}.",
        suggestion="Chọn người ký đang giữ chức vụ, hoặc sửa thời gian giữ chức vụ ở "
        "mục Người ký.",
    )
