"""A roster's file in; new and changed rows out, all of them or none."""

import logging
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.resources import Diff, ModelResource
from import_export.results import Result

from teams.forms import bare_phone
from tuky_cnscd.spreadsheets import SpreadsheetError
from tuky_cnscd.vietnamese import format_count, quote, search_key

from .register import Register, in_force

logger = logging.getLogger(__name__)

# Beside the file's columns: the number of the row as Excel shows it.
ROW_NUMBER = "#"
UNEXPECTED = "Không lưu được dòng này. Đề nghị kiểm tra lại từng ô của dòng."


@dataclass(frozen=True)
class Problem:
    """What keeps a file out: where it stands, and what to do about it."""

    row: int | None
    column: str
    message: str


class Change(NamedTuple):
    """One cell before and after."""

    old: str
    new: str

    @property
    def is_change(self):
        return self.old != self.new


class PlainDiff(Diff):
    """What changes, as plain pairs: import-export's own carries inline styles."""

    def as_html(self):
        pairs = zip(self.left, self.right, strict=True)
        return [Change("" if self.new else _shown(a), _shown(b)) for a, b in pairs]


def _shown(value):
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


class NumberedResult(Result):
    """Keeps the numbers that the file's rows have in Excel."""

    def append_invalid_row(self, number, row, validation_error):
        super().append_invalid_row(row[ROW_NUMBER], row, validation_error)


class RosterResource(ModelResource):
    """One kind of row of a district's roster.

    A subclass declares its columns and says in `find` which row a line is about;
    what it cannot read in a line is told by column.
    """

    # A blank cell here leaves what the roster has.
    keeps_when_blank = ("valid_from", "position", "role")

    def __init__(self, district=None, user=None, **kwargs):
        super().__init__(**kwargs)
        self.district, self.user = district, user
        self.register = Register(district)
        self.values, self.problems = {}, {}

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    @classmethod
    def get_result_class(cls):
        return NumberedResult

    # --- the file ---------------------------------------------------------------

    @classmethod
    def columns(cls):
        """The file's columns in order."""
        return [cls.fields[name] for name in cls._meta.fields]

    @classmethod
    def columns_of(cls, headers):
        """The columns that a file's first row names, or SpreadsheetError.

        Case, diacritics and spaces in names are forgiven; unknown names are not.
        """
        known = {search_key(column.column_name): column for column in cls.columns()}
        names = [search_key("" if h is None else str(h)) for h in headers]
        while names and not names[-1]:
            names.pop()
        for name, header in zip(names, headers, strict=False):
            if name not in known or names.count(name) > 1:
                raise SpreadsheetError(cls._strange_column(header, name in known))
        for name, field in known.items():
            if field.required and name not in names:
                raise SpreadsheetError(
                    f"Thiếu cột “{field.column_name}” ở dòng đầu của tệp. Tải tệp mẫu"
                    " để xem tên các cột."
                )
        return [known[name].column_name for name in names]

    @classmethod
    def _strange_column(cls, header, is_known):
        if is_known:
            return f"Cột {quote(str(header))} có hai lần ở dòng đầu của tệp."
        columns = ", ".join(f"“{column.column_name}”" for column in cls.columns())
        shown = quote(str(header)) if header else "không có tên"
        return f"Cột {shown} ở dòng đầu không có trong mẫu. Các cột là: {columns}."

    def before_import(self, dataset, **kwargs):
        """Put the columns' own names over those that the file has for them."""
        dataset.headers = [ROW_NUMBER, *self.columns_of(dataset.headers[1:])]

    def before_import_row(self, row, **kwargs):
        """Read the cells, then look up what they name; all that is wrong is told."""
        self.values, self.problems = {}, {}
        for name in self._meta.fields:
            self._read(name, row)
        self.resolve()

    def _read(self, name, row):
        field = self.fields[name]
        if field.column_name not in row:
            return
        try:
            self.values[name] = field.widget.clean(row[field.column_name])
        except ValueError as error:
            self.refuse(name, str(error))

    def refuse(self, name, message):
        """Say what is wrong in one column of the line that is read."""
        self.problems[name] = ValidationError(message)

    @property
    def day(self):
        """The day on which the line's places and teams are looked up."""
        return self.values.get("valid_from")

    # --- the row ----------------------------------------------------------------

    def resolve(self):
        """Turn codes and names of the line into the rows that they stand for.

        Cells that could not be read are not in `values`.
        """

    def find(self):
        """The rows of the roster that the line may be about, of any time."""
        raise NotImplementedError

    def get_or_init_instance(self, instance_loader, row):
        if self.problems:
            return self.init_instance(row), True
        found = self._standing(list(self.find()))
        return (found, False) if found else (self.init_instance(row), True)

    def _standing(self, rows):
        if self.day:
            rows = [row for row in rows if row.valid_from == self.day]
        else:
            rows = in_force(rows, None)
        if len(rows) > 1:
            raise ValidationError(
                f"Danh bạ có {format_count(len(rows))} dòng trùng với dòng này. Đề nghị"
                " sửa trên trang của từng người."
            )
        return rows[0] if rows else None

    def init_instance(self, row=None):
        names = {field.name for field in self._meta.model._meta.fields}
        kwargs = {"district": self.district} if "district" in names else {}
        return self._meta.model(**kwargs)

    def import_instance(self, instance, row, **kwargs):
        for name, value in self.values.items():
            if not self.fields[name].refers and not self._keeps(instance, name, value):
                setattr(instance, name, value)
        if not self.problems:
            self.place(instance)
        if self.problems:
            raise ValidationError(self.problems)

    def _keeps(self, instance, name, value):
        """Whether the cell says nothing new: a blank, or a number spelled otherwise."""
        if value is None:
            return name in self.keeps_when_blank
        return name == "phone" and bare_phone(value) == bare_phone(instance.phone)

    def place(self, instance):
        """Set what `resolve` found."""

    def validate_instance(self, instance, import_validation_errors=None, **kwargs):
        """Check the whole row; where cells were refused, the other cells alone."""
        if not import_validation_errors:
            return super().validate_instance(instance, None, **kwargs)
        errors = dict(import_validation_errors)
        unset = {f.name for f in self._meta.model._meta.fields if f.is_relation}
        try:
            instance.clean_fields(exclude={*errors, *unset})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        raise ValidationError(errors)

    def get_export_order(self):
        return self._meta.fields

    get_import_order = get_export_order

    # --- what was wrong ---------------------------------------------------------

    @classmethod
    def told(cls, result):
        """Every problem of an import, by row and column, in the file's order."""
        told = [Problem(None, "", _message(e.error)) for e in result.base_errors]
        for row in result.error_rows:
            number = row.errors[0].row[ROW_NUMBER]
            told += [Problem(number, "", _message(e.error)) for e in row.errors]
        for row in result.invalid_rows:
            for name, messages in row.error_dict.items():
                column = cls._column_name(name)
                told += [Problem(row.number, column, text) for text in messages]
        return sorted(told, key=lambda problem: problem.row or 0)

    @classmethod
    def _column_name(cls, name):
        if name == NON_FIELD_ERRORS:
            return ""
        if name in cls.fields:
            return cls.fields[name].column_name
        return cls._meta.model._meta.get_field(name).verbose_name


def _message(error):
    if isinstance(error, SpreadsheetError):
        return error.message
    logger.error("A row of a roster's file failed", exc_info=error)
    return UNEXPECTED
