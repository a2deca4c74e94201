"""A spreadsheet of communes in; communes to store, or every error with its row and
column, out."""

from django.core.exceptions import ValidationError

from tuky_cnscd.spreadsheets import Row, read_rows
from tuky_cnscd.vietnamese import NumberProblem, nfc, parse_cell, search_key

from .models import Commune

STEP = 10
LABELS = {"code": "Mã", "kind": "Loại", "name": "Tên", "position": "Thứ tự"}
REQUIRED = ("code", "kind", "name")
HEADERS = {
    "code": {"code", "ma", "ma xa", "ma don vi", "ma don vi hanh chinh"},
    "kind": {"kind", "loai", "loai don vi"},
    "name": {"name", "ten", "ten xa", "ten don vi"},
    "position": {"position", "thu tu", "stt"},
}
KINDS = {search_key(kind.label): kind.value for kind in Commune.Kind}
NEEDED = "Cần các cột Mã, Loại, Tên (thêm cột Thứ tự nếu muốn)."


class CommuneFileError(ValueError):
    """The file cannot be taken: `messages`, each with its row and column."""

    def __init__(self, messages):
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)


def read_communes(file, name: str) -> list[Commune]:
    """Unsaved communes without district and dates, in the file's order.

    `file` is open for reading bytes, .xlsx or .csv by its `name`. Raises
    CommuneFileError or SpreadsheetError.
    """
    head, *rows = read_rows(file, name) or [Row(1, ())]
    places = _columns(head)
    if not rows:
        raise CommuneFileError(["Tệp chưa có xã nào dưới dòng tiêu đề."])
    problems, communes = [], []
    for order, row in enumerate(rows, start=1):
        cells = {
            field: row.cells[place] if place < len(row.cells) else None
            for field, place in places.items()
        }
        commune, wrong = _commune(cells, order)
        problems += [_at(row.number, field, text) for field, text in wrong]
        communes.append((row.number, commune))
    problems += _repeated(communes)
    if problems:
        raise CommuneFileError(problems)
    return [commune for _, commune in communes]


def _columns(head: Row) -> dict[str, int]:
    """Where each field stands, by the words of the first row."""
    words = [search_key(cell) if cell is not None else "" for cell in head.cells]
    places = {}
    for field, known in HEADERS.items():
        found = [place for place, word in enumerate(words) if word in known]
        if found:
            places[field] = found[0]
    missing = [f"“{LABELS[field]}”" for field in REQUIRED if field not in places]
    if missing:
        raise CommuneFileError(
            [f"Dòng {head.number}: không thấy cột {', '.join(missing)}. {NEEDED}"]
        )
    return places


def _commune(cells, order):
    """The commune of one row, and what is wrong with it as (field, message)."""
    wrong = []
    commune = Commune(code=_code(cells["code"]), name=_text(cells["name"]))
    kind = _text(cells["kind"])
    commune.kind = KINDS.get(search_key(kind), "")
    if kind and not commune.kind:
        kinds = ", ".join(k.label for k in Commune.Kind)
        wrong.append(("kind", f"“{kind[:20]}” không phải là một loại; ghi {kinds}."))
    commune.position = order * STEP
    try:
        position = parse_cell(cells.get("position"))
        if position is not None:
            commune.position = int(position)
    except NumberProblem as problem:
        wrong.append(("position", problem.message))
    seen = {field for field, _ in wrong}
    not_asked = {f.name for f in Commune._meta.fields} - set(LABELS)
    try:
        commune.clean_fields(exclude=not_asked | seen)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            wrong += [(field, message) for message in messages]
    return commune, wrong


def _repeated(communes):
    """Rows that say a code or a commune a second time."""
    seen, problems = {}, []
    for number, commune in communes:
        for field, value in (
            ("code", commune.code),
            ("name", commune.name and f"{commune.kind}/{search_key(commune.name)}"),
        ):
            first = seen.setdefault((field, value), number)
            if value and first != number:
                problems.append(_at(number, field, f"trùng với dòng {first}."))
    return problems


def _code(cell):
    """A code as text: Excel makes a number of it and drops its first zeros."""
    if isinstance(cell, (int, float)) and cell == int(cell):
        return f"{int(cell):05d}"
    return _text(cell)


def _text(cell):
    return "" if cell is None else " ".join(nfc(cell).split())


def _at(number, field, message):
    return f"Dòng {number}, cột {LABELS[field]}: {message}"
