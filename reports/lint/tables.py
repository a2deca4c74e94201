"""A sheet enters, where its tables stand leaves: what is drawn around them."""

from .page import Box, Line, Sheet

CAPTION = 12.0  # mm from its baseline to the table


def table_boxes(sheet: Sheet) -> tuple[Box, ...]:
    """Where tables stand: upright lines and frames that touch, joined."""
    whole = sheet.width * sheet.height * 0.8
    joined: list[Box] = []
    for box in sheet.drawings:
        if box.height <= 3 or box.width * box.height > whole:
            continue
        touching = [other for other in joined if _touch(box, other)]
        joined = [other for other in joined if other not in touching]
        joined.append(_around([box, *touching]))
    return tuple(_without_overlaps(joined))


def _without_overlaps(boxes):
    boxes = sorted(boxes, key=lambda box: box.y0)
    merged: list[Box] = []
    for box in boxes:
        if merged and box.y0 <= merged[-1].y1 + 1:
            merged[-1] = _around([merged[-1], box])
        else:
            merged.append(box)
    return merged


def _touch(a, b):
    return (
        a.x0 <= b.x1 + 1 and b.x0 <= a.x1 + 1 and a.y0 <= b.y1 + 1 and b.y0 <= a.y1 + 1
    )


def _around(boxes):
    return Box(
        min(b.x0 for b in boxes),
        min(b.y0 for b in boxes),
        max(b.x1 for b in boxes),
        max(b.y1 for b in boxes),
    )


def is_within(line: Line, boxes: tuple[Box, ...]) -> bool:
    """Whether a line of text stands in one of them."""
    return any(
        box.x0 <= line.centre <= box.x1 and box.y0 <= line.y <= box.y1 + 1
        for box in boxes
    )


def is_caption(line: Line, boxes: tuple[Box, ...]) -> bool:
    """Whether a line is centred right above one of them, as its name is."""
    return any(
        0 < box.y0 - line.y < CAPTION
        and abs(line.centre - box.centre) < 2
        and line.x0 > box.x0 + 5
        for box in boxes
    )
