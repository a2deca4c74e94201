"""Text in; limits that no proposal and no task answers, out. Pure, and only a hint.

A limit is answered by an item that shares two words in a row with it, or that is
about the same thing (`data/topics.toml`).
"""

import re
from itertools import pairwise

from .findings import Rule, TextFinding
from .known import idle_words, topics
from .text import Part, Text
from .words import WORD

LIMITS = re.compile(r"tồn tại|hạn chế|khó khăn|vướng mắc")
CAUSES = re.compile(r"^\W*nguyên nhân", re.I)
ANSWERS = re.compile(r"kiến nghị|đề xuất|phương hướng|nhiệm vụ|giải pháp")
PROPOSALS = re.compile(r"kiến nghị|đề xuất")


def unanswered(text: Text) -> list[TextFinding]:
    """Each limit without an answer; nothing where no answers are written yet."""
    answers = [_marks(piece.text) for piece in items(text, ANSWERS)]
    if not answers:
        return []
    return [
        _finding(piece)
        for piece in items(text, LIMITS)
        if not CAUSES.match(piece.text) and not _is_answered(piece.text, answers)
    ]


def items(text: Text, pattern: re.Pattern) -> list:
    """The paragraphs under headings of the first level whose title fits."""
    return [
        piece
        for heading in text.headings
        if heading.level == 1 and pattern.search(heading.piece.text.lower())
        for piece in text.under(heading)
        if piece.part == Part.BODY
    ]


def _is_answered(limit, answers):
    about, pairs = _marks(limit)
    return any(about & a or pairs & p for a, p in answers)


def _marks(text):
    """What a text is about, and its pairs of telling words."""
    small = text.lower()
    about = {
        topic
        for topic, words in topics().items()
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", small) for word in words)
    }
    telling = [word for word in WORD.findall(small) if word not in idle_words()]
    return about, set(pairwise(telling))


def _finding(piece):
    return TextFinding(
        rule=Rule.UNANSWERED,
        piece=piece,
        quote=piece.text,
        message="Hạn chế này chưa thấy kiến nghị hoặc nhiệm vụ khắc phục.",
        suggestion="Bổ sung kiến nghị hoặc nhiệm vụ tương ứng; bấm “Vẫn đúng” nếu đã "
        "có bằng cách nói khác.",
    )
