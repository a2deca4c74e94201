"""A PDF against the standards for archives and for readers who cannot see."""

import page

RULES = {"2a": 154, "ua1": 104}  # PDF/A-2a and PDF/UA-1: how many are checked


def broken_rules(pdf: bytes) -> list[str]:
    """The rules of either standard that the file breaks, each with its reason."""
    found = []
    for profile, rules in RULES.items():
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.rules.total == rules
        found += [f"{each.rule_id}: {each.message}" for each in report.failures]
        assert report.is_compliant == (not report.failures)
    return found
