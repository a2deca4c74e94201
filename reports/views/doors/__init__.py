"""The officer's doors: periods, indicators and the registers behind the report."""

from . import authorities, expected, heads, indicators, periods, registers, setup

urlpatterns = [
    *setup.urlpatterns,
    *periods.urlpatterns,
    *expected.urlpatterns,
    *indicators.urlpatterns,
    *registers.urlpatterns,
    *heads.urlpatterns,
    *authorities.urlpatterns,
]
