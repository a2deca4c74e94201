"""The files of a roster: their formats, their forms, and where a preview waits."""

import tempfile
import time
from io import BytesIO
from pathlib import Path

import tablib
from django import forms
from django.core import signing
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm
from import_export.tmp_storages import TempFolderStorage

from teams.resources.base import ROW_NUMBER
from tuky_cnscd.spreadsheets import (
    SpreadsheetError,
    read_csv,
    read_rows,
    read_xlsx,
    write_csv,
    write_xlsx,
)

MOST_ROWS = 1_500  # some ten seconds of checking
PREVIEW_LIVES = 60 * 60  # seconds


class Xlsx(Format):
    """An Excel workbook: its first sheet, rows under their own numbers."""

    CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, encoding=None):
        self.encoding = encoding

    def get_title(self):
        return "Excel (.xlsx)"

    def get_extension(self):
        return "xlsx"

    def get_content_type(self):
        return self.CONTENT_TYPE

    def can_import(self):
        return True

    can_export = can_import

    def create_dataset(self, data):
        return _dataset(read_xlsx(BytesIO(data), MOST_ROWS))

    def export_data(self, dataset, **kwargs):
        return write_xlsx(dataset.headers, dataset, "Danh sách")


class Csv(Xlsx):
    """A .csv in UTF-8."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def get_title(self):
        return "CSV (.csv, UTF-8)"

    def get_extension(self):
        return "csv"

    def create_dataset(self, data):
        return _dataset(read_csv(BytesIO(data), MOST_ROWS))

    def export_data(self, dataset, **kwargs):
        return write_csv(dataset.headers, dataset)


FORMATS = [Xlsx, Csv]


def _dataset(rows):
    """Rows as import-export wants them, all of one width, each with its number."""
    if not rows:
        raise SpreadsheetError("Tệp không có dòng nào.")
    head, *body = rows
    headers = list(head.cells)
    while headers and headers[-1] in (None, ""):
        headers.pop()
    width = len(headers)
    dataset = tablib.Dataset(headers=[ROW_NUMBER, *headers])
    for row in body:
        cells = list(row.cells) + [None] * width
        dataset.append([row.number, *cells[:width]])
    return dataset


class ImportFileForm(forms.Form):
    """One file; what it is, is seen from its name and its first row."""

    import_file = forms.FileField(
        label="Tệp .xlsx hoặc .csv",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Chưa chọn tệp.",
            "empty": "Tệp này trống.",
        },
    )

    def __init__(self, formats, resources, **kwargs):
        super().__init__(**kwargs)
        self.resource = resources[0]

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        try:
            rows = read_rows(file, file.name, MOST_ROWS)
            if len(rows) < 2:
                raise SpreadsheetError("Tệp chưa có dòng nào dưới dòng tên cột.")
            self.resource.columns_of(rows[0].cells)
        except SpreadsheetError as error:
            raise forms.ValidationError(error.message) from error
        return file

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("import_file"):
            kind = Csv if file.name.lower().endswith(".csv") else Xlsx
            cleaned |= {"format": str(FORMATS.index(kind)), "resource": "0"}
        return cleaned


class ConfirmForm(ConfirmImportForm):
    """The file that was previewed: by the same person, for the same roster, lately."""

    format = forms.ChoiceField(
        choices=[(str(place), place) for place in range(len(FORMATS))],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_import_file_name(self):
        gone = "Bản xem trước đã hết hạn. Đề nghị chọn lại tệp."
        try:
            name = signing.loads(
                self.cleaned_data["import_file_name"],
                salt=self.owner,
                max_age=PREVIEW_LIVES,
            )
        except signing.BadSignature as error:
            raise forms.ValidationError(gone) from error
        if not PreviewStorage(name=name).path.exists():
            raise forms.ValidationError(gone)
        return name


class ExportFileForm(forms.Form):
    """Which kind of file to make."""

    format = forms.ChoiceField(label="Loại tệp", initial="0", widget=forms.RadioSelect)

    def __init__(self, formats, resources, **kwargs):
        super().__init__(**kwargs)
        self.fields["format"].choices = [
            (str(place), kind().get_title()) for place, kind in enumerate(formats)
        ]


class PreviewStorage(TempFolderStorage):
    """A previewed file until it is confirmed; it may hold telephone numbers."""

    folder = Path(tempfile.gettempdir())
    prefix = "danh-ba-"

    @property
    def path(self):
        return self.folder / Path(self.name).name

    def save(self, data):
        self._sweep()
        with tempfile.NamedTemporaryFile(
            dir=self.folder, prefix=self.prefix, delete=False
        ) as file:
            file.write(data)
        self.name = Path(file.name).name

    def read(self):
        return self.path.read_bytes()

    def remove(self):
        self.path.unlink(missing_ok=True)

    def _sweep(self):
        for path_ in self.folder.glob(f"{self.prefix}*"):
            if path_.stat().st_mtime < time.time() - PREVIEW_LIVES:
                path_.unlink(missing_ok=True)
