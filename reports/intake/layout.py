"""The two blocks that the form is drawn with, as crispy layout objects."""

from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string

from .shown import show_columns, show_lines, show_rows


class HamletGrid:
    """What is asked by hamlet: hamlets × indicators, a card a hamlet on a phone."""

    template = "reports/parts/entry_grid.html"

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        if not form.sheet.columns:
            return ""
        columns = show_columns(form)
        grid = {
            "columns": columns,
            "lines": list(show_lines(form, columns)),
            "any_total_only": any(column.ticked for column in columns),
        }
        return render_to_string(self.template, {"form": form, **grid})


class CommuneRows:
    """What stands once for the commune: one row an indicator."""

    template = "reports/parts/entry_rows.html"

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        rows = show_rows(form)
        if not rows:
            return ""
        return render_to_string(self.template, {"form": form, "rows": rows})
