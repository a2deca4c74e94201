"""A report, its composed paper and its period in; what to look at in the words out.

Findings come from `reports.language`, live from the text; what the officer said may
stay is left out. Nothing of it enters the paper.
"""

from django.utils import timezone

from reports.carrying import carried_marks
from reports.language import (
    Context,
    Dispatch,
    Rule,
    TextFinding,
    check_language,
    in_page_order,
    text_of,
)
from reports.models import OfficeWord, SettledWording

LONGEST_QUOTE = 500


def language_findings(report, document, period) -> tuple[TextFinding, ...]:
    """What stands in the words of a composed paper, in the order of the page.

    Language and what is stale since the last period; settled ones left out. A fixed
    number of queries.
    """
    settled = settled_keys(report, period)
    return tuple(
        f for f in all_findings(report, document, period) if f.key not in settled
    )


def all_findings(report, document, period) -> tuple[TextFinding, ...]:
    """The same with those that were settled."""
    stale = carried_marks(report, document, period)
    found = check_language(document, context_of(report, period))
    if any(f.rule == Rule.OLD_DISPATCH for f in stale):  # says the same, and why
        found = [f for f in found if f.rule != Rule.DISPATCH]
    return in_page_order(text_of(document), [*found, *stale])


def context_of(report, period) -> Context:
    """What the office recorded beside the text."""
    head = period.district.letterhead_on(period.due_day)
    signer, dispatch = report.signer, period.dispatch
    words = period.district.office_words.filter(kind=OfficeWord.Kind.ABBREVIATION)
    return Context(
        cut_off=period.last_day,
        dispatch=dispatch_of(dispatch),
        signed_on=period.due_day,
        issuer=(head.short_name, " ".join(head.issuing_lines)) if head else (),
        signer_terms=((signer.valid_from, signer.valid_to),) if signer else (),
        abbreviations=frozenset(words.values_list("text", flat=True)),
    )


def dispatch_of(row) -> Dispatch | None:
    """A cited document as the checks take it."""
    return row and Dispatch(row.number, row.date, row.issuer)


def settled_keys(report, period) -> frozenset[str]:
    """Keys that were settled in this report, or as in the original in any."""
    rows = SettledWording.objects.standing().filter(
        report__period__district=period.district_id
    )
    return frozenset(
        row.key
        for row in rows.only("key", "stance", "report")
        if row.report_id == report.pk or row.stance == SettledWording.Stance.AS_ORIGINAL
    )


def settle(report, finding: TextFinding, *, by) -> SettledWording:
    """Let a finding be: said by whom, now. Twice is once."""
    return SettledWording.objects.get_or_create(
        report=report,
        key=finding.key,
        withdrawn_at=None,
        defaults={
            "rule": finding.rule.value,
            "quote": finding.quote[:LONGEST_QUOTE],
            "stance": finding.rule.stance.value,
            "by": by,
        },
    )[0]


def take_back(row: SettledWording, *, by) -> None:
    """Look at it again from now on; the row stays, with who took it back."""
    SettledWording.objects.standing().filter(pk=row.pk).update(
        withdrawn_by=by, withdrawn_at=timezone.now()
    )
