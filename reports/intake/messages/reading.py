"""Pasted messages and a sheet in; proposed cells out, and the text as it was read."""

from reports.intake.asked import Sheet
from tuky_cnscd.vietnamese import nfc

from .finding import Finder
from .gathering import Gathering
from .lexicon import Role
from .lines import LineReader
from .places import Places
from .result import MessageReading, Piece, Read
from .tables import take_tables
from .tokens import tokenize
from .vocabulary import BESIDE, Vocabulary


def read_messages(text: str, sheet: Sheet) -> MessageReading:
    """What hamlet heads wrote, one message or many pasted together, cell by cell.

    Any text is taken; what is not certain comes with a doubt or as a problem. The
    pieces of the result put together are the text as it would be stored (NFC).
    """
    text = nfc(text)
    vocabulary = Vocabulary(sheet.table.specs)
    reader = LineReader(vocabulary, Places(sheet.commune))
    lines = reader.read(tokenize(text))
    finder = Finder(vocabulary)
    take_tables(lines, reader, finder)
    record = finder.finish(sheet.columns)
    gathering = Gathering(sheet, text)
    gathering.gather(record.found)
    for missed in record.missed:
        gathering.problem(missed.line, missed.spans, missed.message)
    return MessageReading(
        gathering.offer(),
        _pieces(text, _spans(lines, record, gathering, vocabulary.counted | BESIDE)),
        tuple(gathering.notes),
    )


def _spans(lines, record, gathering, counted):
    """{(start, end): (how it was read, its cells)}."""
    spans = {}
    for line in lines:
        for phrase in line.phrases:
            if phrase.role is Role.PLACE:
                is_known = phrase.what.hamlet is not None
                read = Read.UNDERSTOOD if is_known else Read.NOT_UNDERSTOOD
                spans[phrase.start, phrase.end] = (read, ())
            elif phrase.role is Role.NUMBER or phrase.concepts - counted:
                spans[phrase.start, phrase.end] = (Read.NOT_UNDERSTOOD, ())
    for ordinal in record.ordinals:
        spans.pop((ordinal.start, ordinal.end), None)
    for missed in record.missed:
        spans |= dict.fromkeys(missed.spans, (Read.NOT_UNDERSTOOD, ()))
    for found in record.found:
        cells = gathering.gave.get(found)
        read = Read.NOT_UNDERSTOOD if cells is None else Read.UNDERSTOOD
        spans |= dict.fromkeys(found.spans, (read, cells or ()))
    return spans


def _pieces(text, spans):
    """The text cut up; neighbours that were read alike, spaces between, are one."""
    pieces, at = [], 0
    for (start, end), (read, cells) in sorted(spans.items()):
        if start < at:
            continue
        if start > at:
            gap = text[at:start]
            follows = pieces and (pieces[-1].read, pieces[-1].cells) == (read, cells)
            if follows and not gap.strip(" "):
                pieces[-1] = Piece(pieces[-1].text + gap, read, cells)
            else:
                pieces.append(Piece(gap, Read.PASSED_OVER))
        _add(pieces, Piece(text[start:end], read, cells))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], Read.PASSED_OVER))
    return tuple(pieces)


def _add(pieces, piece):
    if pieces and (pieces[-1].read, pieces[-1].cells) == (piece.read, piece.cells):
        piece = Piece(pieces.pop().text + piece.text, piece.read, piece.cells)
    pieces.append(piece)
