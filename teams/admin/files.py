"""Rosters in and out of files: preview, then all or nothing."""

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

from teams.rules import roster_district
from tuky_cnscd.spreadsheets import write_xlsx
from tuky_cnscd.vietnamese import format_count, search_key

from .formats import (
    FORMATS,
    ConfirmForm,
    ExportFileForm,
    ImportFileForm,
    PreviewStorage,
    Xlsx,
)


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
