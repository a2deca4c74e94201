"""The officer's doors: periods, indicators and the registers behind the report."""

from . import (
    authorities,
    expected,
    heads,
    indicators,
    office_words,
    periods,
    registers,
    report_types,
    setup,
    type_tables,
)

urlpatterns = [
    *setup.urlpatterns,
    *periods.urlpatterns,
    *expected.urlpatterns,
    *indicators.urlpatterns,
    *registers.urlpatterns,
    *report_types.urlpatterns,
    *heads.urlpatterns,
    *office_words.urlpatterns,
    *type_tables.urlpatterns,
    *authorities.urlpatterns,
]
