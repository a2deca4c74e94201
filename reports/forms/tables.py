"""What the officer says of a table in; a TableSpec and its place out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from reports.forms.paper import refuse_unknown_names, refuse_unprintable
from reports.forms.rows import CountField
from reports.tables.columns import HEADINGS
from reports.tables.spec import (
    SHOWN,
    Numbering,
    Page,
    Pick,
    Rows,
    Show,
    TableSpec,
    Total,
    Unknown,
)
from tuky_cnscd.forms import TextAsTyped, row_id

LONGEST_HEADING = 120
ANNEX = ""
ANNEX_LABEL = "Phụ lục sau phần chữ ký"
TOTALS = {
    Total.NONE: "Không có dòng tổng",
    Total.FIRST: "Ở đầu bảng",
    Total.LAST: "Ở cuối bảng",
}
UNKNOWNS = {
    Unknown.DOTS: "Ghi “…”, không ghi số",
    Unknown.KNOWN: "Ghi tổng của phần đã có, kèm (22/23 xã)",
    Unknown.NO_ROW: "Ghi “…” và bỏ cả dòng tổng",
}
NUMBERINGS = {
    Numbering.OWN: "Theo số thứ tự của chỉ tiêu",
    Numbering.CONTINUOUS: "Liên tục từ 1",
    Numbering.PER_GROUP: "Từ 1 trong mỗi nhóm; nhóm ghi I, II",
}
PAGES = {
    Page.AUTO: "Theo số cột",
    Page.UPRIGHT: "Khổ dọc",
    Page.ACROSS: "Khổ ngang",
}
LISTED_INDICATORS = frozenset(
    {Rows.INDICATORS, Rows.COMMUNES, Rows.HAMLETS, Rows.PRODUCTS}
)


@dataclass(frozen=True)
class PickLine:
    """One thing to tick: its name, whose group, and its four fields on the page."""

    label: str
    group: str
    on: object
    order: object
    heading: object
    over: object


class TableForm(TextAsTyped, forms.Form):
    """Title, place, rows, columns and options of one table.

    `rows` is fixed; `indicators` are (key, label, group), `sections` (id, title),
    `known` the names that the title may cite.
    """

    title = forms.CharField(
        label="Tên bảng",
        max_length=300,
        help_text="Có thể gọi số liệu theo tên, ví dụ {ky}.",
        error_messages={"required": "Đề nghị ghi tên bảng."},
    )
    place = forms.ChoiceField(label="Đứng ở", required=False)
    position = CountField(label="Thứ tự", required=False)
    before_text = forms.BooleanField(label="Đứng trước lời văn của mục", required=False)
    in_report = forms.BooleanField(label="Đưa vào báo cáo", required=False)
    grouped = forms.BooleanField(required=False)
    head_groups = forms.BooleanField(
        label="Tiêu đề chung theo nhóm chỉ tiêu", required=False
    )
    column_numbers = forms.BooleanField(
        label="Dòng đánh số cột (1), (2), (3)", required=False
    )
    total = forms.ChoiceField(
        label="Dòng tổng cộng", choices=TOTALS.items(), required=False
    )
    unknown = forms.ChoiceField(
        label="Khi tổng còn thiếu số liệu", choices=UNKNOWNS.items()
    )
    numbering = forms.ChoiceField(label="Cột TT", choices=NUMBERINGS.items())
    page = forms.ChoiceField(
        label="Trang phụ lục", choices=PAGES.items(), required=False
    )
    print_long = forms.BooleanField(
        label="Vẫn in phụ lục dài trên 300 dòng", required=False
    )

    def __init__(
        self,
        data=None,
        *,
        rows: Rows,
        indicators: Sequence[tuple[str, str, str]],
        sections: Iterable[tuple[int, str]],
        known,
        initial=None,
    ):
        super().__init__(data, initial=initial)
        self.rows, self.known = rows, known
        self.shown = [(show, HEADINGS[show], "") for show in SHOWN[rows]]
        self.indicators = indicators if rows in LISTED_INDICATORS else ()
        places = [(str(pk), f"Mục: {title}") for pk, title in sections]
        self.fields["place"].choices = [(ANNEX, ANNEX_LABEL), *places]
        self.fields["grouped"].label = _grouped_label(rows)
        for name in _unused(rows):
            del self.fields[name]
        if rows != Rows.INDICATORS:
            self.fields["numbering"].choices = list(NUMBERINGS.items())[1:]
        for prefix, things in (("c", self.shown), ("i", self.indicators)):
            for key, label, _ in things:
                self.fields.update(_pick_fields(prefix, key, label))

    @property
    def column_lines(self) -> list[PickLine]:
        return self._lines("c", self.shown)

    @property
    def indicator_lines(self) -> list[PickLine]:
        return self._lines("i", self.indicators)

    @property
    def options(self) -> list:
        """The fields that are no picks, as the page shows them."""
        return [self[name] for name in self.fields if name[:2] not in ("c-", "i-")]

    def clean_title(self):
        title = self.cleaned_data["title"]
        refuse_unknown_names(title, self.known)
        refuse_unprintable(title)
        return title

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if name.endswith(("-heading", "-over")):
                self._check_heading(name, value)
        if self.rows != Rows.PRODUCTS and not self._picks("c", self.shown):
            self.add_error(None, "Đề nghị chọn ít nhất một cột.")
        return cleaned

    def spec(self) -> TableSpec:
        """The table as it was asked for; only of a form that is valid."""
        options = {
            name: self.cleaned_data[name]
            for name in TableSpec.__dataclass_fields__
            if name in self.cleaned_data and name in self.fields
        }
        return TableSpec(
            rows=self.rows,
            columns=self._picks("c", self.shown),
            indicators=self._picks("i", self.indicators),
            **options,
        )

    def section_id(self) -> int | None:
        """The section that it stands in; None makes it an annex."""
        return row_id(self.cleaned_data["place"])

    def _check_heading(self, name, text):
        try:
            refuse_unprintable(text)
        except ValidationError as error:
            self.add_error(name, error)

    def _picks(self, prefix, things):
        """What was ticked, by the order that was typed, then as it was listed."""
        data, picks = self.cleaned_data, []
        for place, (key, *_) in enumerate(things, start=1):
            if data.get(f"{prefix}-{key}"):
                order = data.get(f"{prefix}-{key}-order") or place
                heading = data.get(f"{prefix}-{key}-heading", "")
                over = data.get(f"{prefix}-{key}-over", "")
                picks.append(((order, place), Pick(str(key), heading, over)))
        return tuple(pick for _, pick in sorted(picks, key=lambda found: found[0]))

    def _lines(self, prefix, things):
        return [
            PickLine(
                label,
                group,
                *(
                    self[f"{prefix}-{key}{end}"]
                    for end in ("", "-order", "-heading", "-over")
                ),
            )
            for key, label, group in things
        ]


def initial_of(spec: TableSpec, things: Iterable[str] = ()) -> dict:
    """What the form shows of a spec: its options, and each pick with its order."""
    values = {
        name: getattr(spec, name)
        for name in TableSpec.__dataclass_fields__
        if name not in ("rows", "columns", "indicators")
    }
    for prefix, picks in (("c", spec.columns), ("i", spec.indicators)):
        for order, pick in enumerate(picks, start=1):
            values |= {
                f"{prefix}-{pick.of}": True,
                f"{prefix}-{pick.of}-order": order,
                f"{prefix}-{pick.of}-heading": pick.heading,
                f"{prefix}-{pick.of}-over": pick.over,
            }
    return values


def plainest(rows: Rows) -> TableSpec:
    """What a new table of such rows starts from."""
    columns = {
        Rows.INDICATORS: (Pick(Show.UNIT), Pick(Show.VALUE), Pick(Show.LAST)),
        Rows.TEAMS: (Pick(Show.HEAD), Pick(Show.MEMBERS)),
        Rows.PRODUCTS: (),
    }
    own = rows == Rows.INDICATORS
    return TableSpec(
        rows=rows,
        columns=columns.get(rows, (Pick(Show.VALUE),)),
        total=Total.NONE if own else Total.LAST,
        numbering=Numbering.OWN if own else Numbering.CONTINUOUS,
    )


def _pick_fields(prefix, key, label):
    name = f"{prefix}-{key}"
    text = {"required": False, "max_length": LONGEST_HEADING}
    typed = {
        f"{name}-order": CountField(label=f"{label}: thứ tự", required=False),
        f"{name}-heading": forms.CharField(label=f"{label}: tiêu đề cột", **text),
        f"{name}-over": forms.CharField(label=f"{label}: tiêu đề chung", **text),
    }
    for field in typed.values():  # the page shows a column's head in place of a label
        field.widget.attrs["aria-label"] = field.label
    return {name: forms.BooleanField(label=label, required=False), **typed}


def _grouped_label(rows):
    if rows == Rows.INDICATORS:
        return "Dòng tên nhóm chỉ tiêu"
    return "Xếp theo xã, mỗi xã một dòng tên"


def _unused(rows):
    """Options that say nothing of such rows."""
    unused = set()
    if rows == Rows.INDICATORS:
        unused |= {"total", "head_groups"}
    if rows == Rows.COMMUNES:
        unused |= {"grouped"}
    if rows in (Rows.TEAMS, Rows.PRODUCTS):
        unused |= {"head_groups"}
    return unused
