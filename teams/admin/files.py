"""Rosters in and out of files: preview, then all or nothing."""

import tempfile
import time
from io import BytesIO
from pathlib import Path

import tablib
from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm
from import_export.tmp_storages import TempFolderStorage

from teams.resources.base import ROW_NUMBER
from teams.rules import roster_district
from tuky_cnscd.spreadsheets import (
    SpreadsheetError,
    read_csv,
    read_rows,
    read_xlsx,
    write_csv,
    write_xlsx,
)
from tuky_cnscd.vietnamese import format_count, search_key

MOST_ROWS = 2_000
PREVIEW_LIVES = 60 * 60  # seconds


class Xlsx(Format):
    """An Excel workbook: its first sheet, rows under their own numbers."""

    CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

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

    def __init__(self, encoding=None):
        self.encoding = encoding

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


class FileDoors(ImportExportMixin):
    """Import and export pages of a roster, and a file to fill in."""

    formats = import_formats = export_formats = FORMATS
    import_export_change_list_template = "admin/change_list.html"
    import_form_class = ImportFileForm
    confirm_form_class = ConfirmForm
    export_form_class = ExportFileForm
    tmp_storage_class = PreviewStorage
    import_error_display = ()

    def has_import_permission(self, request):
        return self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_resource_kwargs(self, request, *args, **kwargs):
        return {"district": roster_district(request.user), "user": request.user}

    def get_urls(self):
        name = "{}_{}_import_form".format(*self.get_model_info())
        view = self.admin_site.admin_view(self.blank_file)
        return [path("import/tep-mau.xlsx", view, name=name), *super().get_urls()]

    def blank_file(self, request):
        """An .xlsx with the columns alone, to be filled in and imported."""
        resource = self.resource_classes[0]
        headers = [column.column_name for column in resource.columns()]
        data = write_xlsx(headers, [], "Danh sách")
        return _download(data, Xlsx().get_content_type(), f"mau-{self._slug()}.xlsx")

    # --- in ---------------------------------------------------------------------

    def import_action(self, request, **kwargs):
        response = super().import_action(request, **kwargs)
        self._tell(response, title=f"Nhập {self.opts.verbose_name_plural} từ tệp")
        return response

    def get_import_data_kwargs(self, **kwargs):
        return {"rollback_on_validation_errors": True}

    def get_confirm_form_kwargs(self, request, import_form=None):
        kwargs = super().get_confirm_form_kwargs(request, import_form)
        return {**kwargs, "owner": self._owner(request)}

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form:
            name = initial["import_file_name"]
            initial["import_file_name"] = signing.dumps(name, salt=self._owner(request))
        return initial

    def _owner(self, request):
        return f"{self.opts.label}:{request.user.pk}"

    def process_import(self, request, **kwargs):
        """The confirmed import; what cannot be done any more is told again."""
        form = self.create_confirm_form(request)
        if request.method == "POST" and not form.is_valid():
            text = next(iter(form.errors.values()))[0]
            messages.error(request, text)
            return redirect(self._url("import"))
        return super().process_import(request, **kwargs)

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            context = {
                **self.admin_site.each_context(request),
                "form": self.create_import_form(request),
                "opts": self.opts,
                "result": result,
            }
            response = TemplateResponse(request, self.import_template_name, context)
            self._tell(response, title=f"Nhập {self.opts.verbose_name_plural} từ tệp")
            return response
        self.generate_log_entries(result, request)
        self.add_success_message(result, request)
        return redirect(self._url("changelist"))

    def _tell(self, response, title):
        """What the page says of the result: problems, or changes and their counts."""
        context = response.context_data
        resource = self.resource_classes[0]
        context["title"] = title
        context["columns"] = resource.columns()
        context["blank_url"] = self._url("import_form")
        if result := context.get("result"):
            context["problems"] = resource.told(result)
            context["totals"] = _totals(result)
            context["changes"] = [r for r in result.valid_rows() if not r.is_skip()]

    def add_success_message(self, result, request):
        messages.success(request, f"Đã nhập từ tệp: {_totals(result)}.")

    def _create_log_entry(self, user_pk, rows, import_type, action_flag):
        if rows:
            LogEntry.objects.log_actions(
                user_pk, rows, action_flag, "Nhập từ tệp.", single_object=len(rows) == 1
            )

    # --- out --------------------------------------------------------------------

    def export_action(self, request):
        if not self.has_export_permission(request):
            raise PermissionDenied
        response = super().export_action(request)
        if hasattr(response, "context_data"):
            rows = self.get_export_queryset(request).count()
            response.context_data["title"] = f"Xuất {self.opts.verbose_name_plural}"
            response.context_data["rows"] = rows
        return response

    def get_export_filename(self, request, queryset, file_format):
        today = timezone.localdate()
        return f"{self._slug()}-{today:%Y-%m-%d}.{file_format.get_extension()}"

    def _slug(self):
        words = search_key(self.opts.verbose_name_plural).replace(",", "")
        return words.replace(" ", "-")

    def _url(self, page):
        return reverse("admin:{}_{}_{}".format(*self.get_model_info(), page))


def _totals(result):
    counts = result.totals
    return (
        f"{format_count(counts['new'])} dòng thêm mới,"
        f" {format_count(counts['update'])} dòng sửa,"
        f" {format_count(counts['skip'])} dòng không đổi"
    )


def _download(data, content_type, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)
