"""Files chosen in a browser in; out: evidence with its place and note, scans."""

from itertools import groupby

from crispy_forms.helper import FormHelper
from django import forms

from reports.intake.asked import Sheet, spec_label
from reports.intake.attached import ACCEPT
from tuky_cnscd.forms import TextAsTyped

WHOLE = "Cả biểu"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; what they hold is checked by whoever reads them."""

    widget = FilesInput

    def clean(self, data, initial=None):
        if not data:
            raise forms.ValidationError(self.error_messages["required"])
        return list(data)


class AttachForm(TextAsTyped, forms.Form):
    """Evidence for a return: the files, the cell that they are about, a note."""

    files = FilesField(
        label="Tệp",
        widget=FilesInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Chọn ít nhất một tệp hoặc chụp ảnh."},
    )
    place = forms.ChoiceField(
        label="Kèm theo",
        required=False,
        error_messages={"invalid_choice": "Biểu không có ô này nữa; chọn lại."},
    )
    note = forms.CharField(
        label="Ghi chú (nếu có)",
        max_length=300,
        required=False,
        help_text="Ví dụ: biên bản họp thôn, danh sách ký nhận.",
    )

    def __init__(self, sheet: Sheet, data=None, files=None, *, at=""):
        super().__init__(data, files, use_required_attribute=False)
        self.sheet = sheet
        self.fields["place"].choices = [("", WHOLE), *_by_indicator(sheet)]
        self.fields["place"].initial = at if at in sheet.cells else ""
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def cell(self):
        """{indicator_id, hamlet_id} of the cell that was chosen, or of none."""
        asked = self.sheet.cells.get(self.cleaned_data["place"])
        return {
            "indicator_id": asked and asked.indicator_id,
            "hamlet_id": asked and asked.hamlet_id,
        }


class ScanForm(forms.Form):
    """The scan of a document: one file or several."""

    files = AttachForm.base_fields["files"]

    def __init__(self, data=None, files=None):
        super().__init__(data, files, use_required_attribute=False)


def _by_indicator(sheet):
    """The cells of the form in groups, one an indicator that has several."""
    places = {spec.key: place for place, spec in enumerate(sheet.table.specs)}
    cells = sorted(sheet.cells.values(), key=lambda asked: places[asked.spec.key])
    for spec, group in groupby(cells, key=lambda asked: asked.spec):
        group = list(group)
        if len(group) == 1:
            yield group[0].name, sheet.label(group[0])
        else:
            yield spec_label(spec), [(a.name, _place(sheet, a)) for a in group]


def _place(sheet, asked):
    if asked.hamlet_id is None:
        return "Toàn xã"
    return sheet.hamlet_names[asked.hamlet_id]
