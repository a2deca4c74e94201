"""A report as it would print now, and a person in; their last preview kept, and what
changed since, out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from reports.blocks import ReportDocument
from reports.consolidation import Consolidation
from reports.facts import amount_text, is_complete
from reports.figures import Level
from reports.models import ReportPreview

PARTS = {
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "opening": "Đoạn mở đầu",
    "closing": "Đoạn kết",
    "recipients": "Nơi nhận",
    "signature": "Người ký",
}


@dataclass(frozen=True)
class FigureChange:
    """A total that prints otherwise now; "" where it was not there."""

    key: str
    name: str
    then: str
    now: str


@dataclass(frozen=True)
class TextChange:
    """A part of the paper that says something else: then and now, "" if not there."""

    place: str
    then: str
    now: str


@dataclass(frozen=True)
class Changes:
    figures: tuple[FigureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.texts)


def keep_preview(document: ReportDocument, sums: Consolidation, *, report, by):
    """Remember what this person sees now as the state to compare with later."""
    ReportPreview.objects.update_or_create(
        report=report,
        by=by,
        defaults={
            "at": timezone.now(),
            "content": document.to_json(),
            "totals": printed_totals(sums),
        },
    )


def printed_totals(sums: Consolidation) -> dict[str, list[str]]:
    """[name, amount] of each indicator by key, marked where it is not complete."""
    printed = {}
    for spec in sums.table.specs:
        total = sums.totals[spec.key]
        text = amount_text(spec, total)
        if not is_complete(spec, total, sums.units) and spec.level != Level.DISTRICT:
            text += f" ({total.counted}/{sums.units.expected} xã)"
        printed[spec.key] = [spec.name, text]
    return printed


def changes_since(
    preview: ReportPreview, document: ReportDocument, sums: Consolidation
) -> Changes:
    """What prints otherwise than in the preview: totals first, then words."""
    return Changes(
        tuple(_figures(preview.totals, printed_totals(sums))),
        tuple(_texts(_words(preview.content), _words(document.to_json()))),
    )


def _figures(then: Mapping, now: Mapping):
    for key in {**now, **then}:
        name = (now.get(key) or then.get(key))[0]
        before, after = then.get(key, ["", ""])[1], now.get(key, ["", ""])[1]
        if before != after:
            yield FigureChange(key, name, before, after)


def _texts(then: Mapping[str, str], now: Mapping[str, str]):
    for place in {**now, **then}:
        before, after = then.get(place, ""), now.get(place, "")
        if before != after:
            yield TextChange(place, before, after)


def _words(content: Mapping) -> dict[str, str]:
    """Each part's words without the tables, whose figures are told on their own."""
    words = {label: _text(content.get(name)) for name, label in PARTS.items()}
    for section in content["sections"]:
        place = f"Mục {section['title']}"
        text = "\n".join(_text(b.get("text")) for b in section["blocks"])
        words[place] = "\n".join(filter(None, (words.get(place, ""), text.strip())))
    return words


def _text(value) -> str:
    if isinstance(value, Mapping):
        return _text(list(value.values()))
    if isinstance(value, list | tuple):
        return "\n".join(_text(item) for item in value if item)
    return str(value or "")
