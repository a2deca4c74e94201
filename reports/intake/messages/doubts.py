"""A number with its words in; why a person should look at it first out, if at all."""

from collections.abc import Iterator

from reports.figures import Spec

from .attaching import Attached
from .found import CORRECTED, FOR_MANY, Record
from .lexicon import Role
from .places import Place
from .segments import Segment

LONGEST_UNKNOWN = 40


def doubts_about(
    one: Attached, segment: Segment, record: Record, place: Place | None, is_own: bool
) -> Iterator[str]:
    """Every reason, in Vietnamese, one sentence each."""
    yield from _about_words(one)
    yield from _about_number(segment, one.figure)
    yield from _about_line(one.meant.spec, segment, record)
    if place and place.doubt:
        yield place.doubt
    if not is_own and record.block.place_doubt:
        yield record.block.place_doubt


def is_part(spec: Spec, segment: Segment, record: Record) -> bool:
    """Whether it counts some of those counted before: "120 người, trong đó 60 nữ"."""
    again = record.row.has_parts and spec.key in record.row.keys
    return not spec.part_of and (segment.is_part or again)


def _about_words(one):
    if one.unknown:
        yield f"Chưa hiểu chữ “{' '.join(one.unknown)[:LONGEST_UNKNOWN]}”."
    if one.meant.others:
        names = ", ".join(spec.name for spec in one.meant.others)
        yield f"Cũng có thể là: {names}."
    elif one.meant.vague or one.is_torn:
        yield f"Chưa chắc là “{one.meant.spec.name}”."


def _about_number(segment, figure):
    before = [p for p in segment.phrases if p.end <= figure.start]
    near = [p for p in before if p.role is not Role.FILLER][-1:]
    near = [phrase for phrase in near if phrase.role is Role.APPROXIMATE]
    following = [p for p in segment.phrases if p.start >= figure.end][:2]
    near += [phrase for phrase in following if phrase.role is Role.APPROXIMATE_AFTER]
    for phrase in near:
        yield f"Tin ghi “{phrase.typed}”, chưa phải số chính xác."
    for unsure in segment.having(Role.UNSURE, Role.PENDING):
        yield f"Tin ghi “{unsure.typed}”."
    if segment.having(Role.CORRECTION):
        yield CORRECTED
    if "per" in (segment.opened, segment.closed):
        yield "Tin ghi hai số cách nhau bằng dấu “/”."
    if segment.closed == "?":
        yield "Đây là câu hỏi."


def _about_line(spec, segment, record):
    row = record.row
    if row.in_parts and not spec.part_of or is_part(spec, segment, record):
        yield "Đứng sau chữ “trong đó”."
    if row.is_cumulative:
        yield "Tin ghi là số lũy kế."
    if row.month:
        yield f"Tin ghi “{row.month}”: có phải số của cả kỳ?"
    if record.block.is_corrected:
        yield CORRECTED
    if row.is_dangling:
        yield FOR_MANY
