"""Lines of running text enter, paragraphs leave, and how far apart their lines are."""

from collections import Counter
from dataclasses import dataclass

from .page import Line
from .zones import Frame

INDENTED = 4.0  # mm: further in than this, a line opens a paragraph
STEP = 1.2  # mm more than between lines: a paragraph's gap
SHORT = 12.0  # mm: a line this short ended its paragraph
MOST_LEADING = 16.0  # mm


@dataclass(frozen=True)
class Paragraph:
    """One or more lines, perhaps over a page's end."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def page(self) -> int:
        return self.first.page

    def share(self, of) -> float:
        """How much of its letters are set so: of takes a Span; 0 to 1."""
        spans = [span for line in self.lines for span in line.spans]
        letters = sum(len(span.text.strip()) for span in spans)
        return sum(len(s.text.strip()) for s in spans if of(s)) / max(letters, 1)


def leading(lines: tuple[Line, ...], frame: Frame) -> float | None:
    """The usual distance in mm between two lines of one paragraph, if any has two."""
    steps = Counter(
        round(below.y - above.y, 1)
        for above, below in zip(lines, lines[1:], strict=False)
        if above.page == below.page
        and 0 < below.y - above.y < MOST_LEADING
        and _continues(above, below, frame)
    )
    return steps.most_common(1)[0][0] if steps else None


def _continues(above, below, frame):
    full = above.x1 > frame.right - SHORT
    return full and abs(below.x0 - frame.left) < 1 and below.x1 > frame.left + SHORT


def paragraphs(
    lines: tuple[Line, ...], frame: Frame, pitch: float | None
) -> tuple[Paragraph, ...]:
    """The lines put together; a line that opens one is indented, or stands off."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _opens(groups[-1][-1], line, frame, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Paragraph(tuple(group)) for group in groups)


def _opens(above, line, frame, pitch):
    if line.x0 > frame.left + INDENTED:
        return True
    if above.page == line.page and pitch and line.y - above.y > pitch + STEP:
        return True
    ended = above.text.rstrip()[-1:] in ".:;" and above.x1 < frame.right - SHORT
    return ended or above.main.bold != line.main.bold
