"""An officer's wish in; a letter begun, numbered and frozen, or given up, out.

Until the clerk's number is written down a letter is composed anew at each look, on
the letterhead in force on its day; from then on it is the value that was frozen.
"""

from datetime import date as Date

from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.blocks import ReportDocument
from reports.document import NotReadyToCompose
from reports.letter_document import compose_letter
from reports.letter_late import late_communes
from reports.letter_words import (
    Desk,
    dispatch_words,
    proposed_symbol,
    registered_as,
    reminder_words,
)
from reports.models import CitedDocument, Letter, ReportingPeriod
from reports.outputs.paper import refuse_unprintable
from reports.register import refuse_taken
from reports.rules import NotNow
from teams.models import Signer

Kind = Letter.Kind
NOT_YOURS = "Công văn do cán bộ tổng hợp soạn."
FROZEN = "Công văn đã ghi số nên không sửa, không bỏ được. Hãy soạn công văn mới."


class NobodyLate(Exception):
    """Every commune has handed in: there is no one to send a reminder to."""


def start_dispatch(period, *, by, site) -> Letter:
    """A draft of the letter that asks for the figures; `site` is where they go."""
    _require(rules.may_write(by, period), NOT_YOURS)
    day = expected_day(period, Kind.DISPATCH)
    head = period.district.letterhead_on(day)
    words = dispatch_words(period, Desk.of(head, period, site, by))
    return _start(period, Kind.DISPATCH, words, head, day, by=by)


def start_reminder(period, *, by, site, until) -> Letter:
    """A draft to those who are late now, asking to send before `until`.

    Raises `NobodyLate` where there is nobody to remind, and `NotNow` where the period
    is not open.
    """
    _require(rules.may_remind(by, period), "Chỉ đôn đốc được khi kỳ đang mở.")
    late = late_communes(period)
    if not late:
        raise NobodyLate("Các đơn vị đã gửi đủ, không cần công văn đôn đốc.")
    day, at = expected_day(period, Kind.REMINDER), timezone.now()
    head = period.district.letterhead_on(day)
    words = reminder_words(
        period,
        Desk.of(head, period, site, by),
        late,
        expected=period.submissions.count(),
        at=at,
        until=until,
    )
    rows = [[commune.name, commune.state] for commune in late]
    listed = {"late": rows, "listed_at": at}
    return _start(period, Kind.REMINDER, words | listed, head, day, by=by)


def expected_day(period: ReportingPeriod, kind: str) -> Date:
    """When it is expected to be signed: today; a dispatch not after entry opens."""
    today = timezone.localdate()
    return min(today, period.opens_on) if kind == Kind.DISPATCH else today


def document_of(letter: Letter) -> ReportDocument:
    """What the letter says: as frozen, or as it would print now.

    Raises `NotReadyToCompose` where no letterhead is in force on its day.
    """
    if letter.is_numbered:
        return ReportDocument.from_json(letter.content)
    day = expected_day(letter.period, letter.kind)
    return compose_letter(letter, _letterhead(letter, day), day=day)


def save_letter(letter: Letter, *, by):
    """Keep the officer's words of a draft that nobody numbered meanwhile."""
    with transaction.atomic():
        _hold_draft(letter, by)
        letter.save()


def discard_letter(letter: Letter, *, by):
    """Throw a draft away; a numbered letter stays."""
    with transaction.atomic():
        _hold_draft(letter, by)
        letter.delete()


def number_letter(letter: Letter, *, by, number, date, cite=False):
    """Freeze the letter with what the clerk gave; `cite`: the communes answer it.

    The letterhead is the one in force on `date`. Raises `NumberTaken`, `NotNow`, and
    what composing raises.
    """
    with transaction.atomic():
        ReportingPeriod.objects.select_for_update().get(pk=letter.period_id)
        _hold_draft(letter, by)
        letter.refresh_from_db()
        refuse_taken(letter.period.district_id, letter.symbol, number, date)
        head = _letterhead(letter, date)
        document = compose_letter(letter, head, day=date, number=number)
        refuse_unprintable(document)
        letter.number, letter.date = number, date
        letter.content = document.to_json()
        letter.numbered_by, letter.numbered_at = by, timezone.now()
        letter.save()
        if cite:
            _cite(letter, head)


def _start(period, kind, words, head, day, *, by):
    """A new draft; symbol, recipients and signer as the office's last one had them."""
    last = Letter.objects.filter(period__district=period.district_id, kind=kind).first()
    usual = {"symbol": proposed_symbol(head), "signer": _only_signer(period, day)}
    if last is not None:
        usual |= {"symbol": last.symbol, "recipients": last.recipients}
        if last.signer and Signer.objects.on(day).filter(pk=last.signer_id).exists():
            usual["signer"] = last.signer
    return Letter.objects.create(period=period, kind=kind, by=by, **words | usual)


def _only_signer(period, day):
    """The signer of that day, if there is no choice."""
    signers = Signer.objects.on(day).filter(district=period.district_id)[:2]
    return signers[0] if len(signers) == 1 else None


def _letterhead(letter, day):
    head = letter.period.district.letterhead_on(day)
    if head is None:
        raise NotReadyToCompose(
            f"Chưa có mẫu đầu văn bản cho ngày {day:%d/%m/%Y}. "
            "Hãy thêm ở mục Mẫu đầu văn bản."
        )
    return head


def _hold_draft(letter, by):
    """Lock the letter's row and see that this person may still change it."""
    stored = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    _require(stored is not None, "Công văn này vừa được bỏ.")
    _require(not stored.is_numbered, FROZEN)
    _require(rules.may_change_letter(by, letter), NOT_YOURS)


def _require(allowed, why_not):
    if not allowed:
        raise NotNow(why_not)


def _cite(letter, head):
    """Register the letter among the cited documents, as what the communes answer."""
    cited, _ = CitedDocument.objects.get_or_create(
        district=letter.period.district,
        number=f"{letter.number:02d}/{letter.symbol}",
        date=letter.date,
        issuer=head.short_name,
        defaults={
            "kind": CitedDocument.Kind.DISPATCH,
            "subject": registered_as(letter),
        },
    )
    letter.period.commune_dispatch = cited
    letter.period.save(update_fields=["commune_dispatch"])
