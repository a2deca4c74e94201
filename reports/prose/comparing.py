"""Numbers of a text and known figures in; which agree and which disagree out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from reports.checks import Severity
from tuky_cnscd.vietnamese import format_count

from .context import Context, Sentence, sentences
from .findings import ProseFinding, Verdict
from .known import HEADS, Kind, Known
from .listed import listed
from .nearness import is_slip, says
from .numbers import Form, live, mentions
from .scoring import likeness, may_mean, unit_fits
from .terms import terms

SURE, LIKELY, FAINT = 0.6, 0.42, 0.3
MARGIN = 0.15
NEAR_DIGITS, LONE_DIGITS = 3, 5
SETS_APART = ("plan", "each")


def compare(text: str, figures: Sequence[Known], title: str = "") -> list[ProseFinding]:
    """Every number of the text that is, or should be, a known figure; in order.

    A number inside {braces} is live and never looked at. What a sentence says of
    plans, of one commune, of an average, is held against nothing.
    """
    typed, earlier = mentions(text), ()
    found = sorted([*typed, *live(text)], key=lambda mention: mention.start)
    vocabulary = frozenset().union(*(known.explains for known in figures))
    heads = HEADS.union(*(known.heads for known in figures))
    results = []
    for span in sentences(text):
        heading = () if earlier else terms(title)
        sentence = Sentence(text, span, found, earlier or heading, vocabulary, heads)
        for mention in sentence.typed:
            results += _of_mention(text, sentence, mention, figures)
        earlier = _carried(text, span, sentence)
    results += [_of_list(text, each) for each in listed(text, typed)]
    return sorted(results, key=lambda finding: (finding.start, finding.end))


def _carried(text, span, sentence):
    """What the next line may leave unsaid: the concepts of this one, if it leads."""
    leads = text[span[0] : span[1]].rstrip().endswith((":", ";", ","))
    known = tuple(term for term in sentence.terms if term.is_known)
    return known if leads else ()


def _of_mention(text, sentence, mention, figures):
    context = sentence.around(mention)
    if mention.below is None:
        yield from filter(None, [_judge(text, mention, context, figures)])
        return
    yield from _of_fraction(text, mention, context, figures)


def _of_fraction(text, mention, context, figures):
    """22/23: the parts are looked at one by one, and against each other."""
    below = mention.below
    if mention.value > below.value:
        yield _finding(
            text,
            replace(mention, end=below.end),
            Verdict.CONTRADICTS,
            f"Câu ghi {_typed(text, mention, below.end)}: số trên lớn hơn số dưới. "
            "Đề nghị kiểm tra lại.",
        )
        return
    parts = [k for k in figures if not k.is_base or k.kind is not Kind.COUNT]
    top = _judge(text, replace(mention, below=None), context, parts)
    if top is not None:
        yield top
    base = _judge_base(text, below, context, figures, top)
    if base is not None:
        yield base


def _judge_base(text, below, context, figures, top):
    """The lower number: all that there are of what is counted."""
    counts = [k for k in figures if k.kind is Kind.COUNT]
    is_bare = context.unit in ("", "?")
    fitting = [k for k in counts if is_bare or context.unit in k.heads]
    tops = set(top.names) if top else set()
    wholes = {k.whole or k.name for k in counts if k.name in tops}
    wholes &= {k.name for k in fitting}
    bases = [k for k in fitting if k.name in wholes or (k.is_base and not wholes)]
    if is_bare and not wholes:
        return None
    equal = [k for k in bases or fitting if k.value == below.value]
    if equal:
        return _same(text, below, max(equal, key=lambda k: likeness(context, k)))
    if context.strange or not wholes:
        bases = [k for k in bases if is_slip(below.value, k.value)]
    if not bases or _is_set_apart(context, bases[0]):
        return None
    return _disagrees(text, below, bases[:1])


def _judge(text, mention, context: Context, figures):
    fitting = [known for known in figures if may_mean(mention, context, known)]
    scored = sorted(
        ((likeness(context, known), at, known) for at, known in enumerate(fitting)),
        key=lambda row: (-row[0], row[1]),
    )
    if not scored:
        return _alone(text, mention, context, figures)
    best, _, first = scored[0]
    equal = [(s, known) for s, _, known in scored if _agrees(mention, context, known)]
    if equal and mention.form is Form.MALFORMED:
        return _miswritten(text, mention, equal[0][1])
    if equal and (equal[0][0] >= best - MARGIN or best < SURE):
        return _same(text, mention, equal[0][1], equal[0][0])
    if _is_set_apart(context, first):
        return None
    is_sure = best >= SURE and not context.after_place
    if _is_lone(context, first):
        is_sure = is_sure and (context.is_whole or _is_like(mention, first))
    if is_sure and not _adds_up(mention, context, scored):
        likely = [known for score, _, known in scored if score >= best - MARGIN]
        return _disagrees(text, mention, likely[:3])
    if context.after_place and _digits(mention) <= NEAR_DIGITS:
        return None
    slips = [
        known
        for score, _, known in scored
        if score >= _least(mention, context, known) and _slips(mention, known)
    ]
    if _is_lone(context, first) and (context.strange or _digits(mention) < 2):
        slips = []
    if slips:
        return _disagrees(text, mention, slips[:3])
    return _alone(text, mention, context, figures)


def _is_lone(context, known):
    """Whether the noun alone points at the figure: "10 thôn" may be any ten."""
    return len(known.weights) == 1 and context.unit in known.heads


def _is_like(mention, known):
    """Whether a long number is of the figure's size."""
    is_long = _digits(mention) >= NEAR_DIGITS
    return is_long and known.value / 3 < mention.value < 3 * known.value


def _least(mention, context, known):
    """How surely the words must mean a figure of which the number is a slip."""
    if _digits(mention) < NEAR_DIGITS:
        return LIKELY
    is_like = context.unit not in ("", "?") and _is_like(mention, known)
    return FAINT / 2 if is_like else FAINT


def _agrees(mention, context, known):
    if known.kind in (Kind.CHANGE, Kind.RATE):
        one_way = known.value == 0 or (known.value > 0) == (context.way > 0)
        return one_way and says(mention, abs(known.value))
    return says(mention, known.value)


def _slips(mention, known):
    return not mention.is_rough and is_slip(mention.value, abs(known.value))


def _digits(mention):
    return len(f"{abs(mention.value):f}".replace(".", ""))


def _is_set_apart(context, known):
    """Plans, averages, single places and other kinds are not the district's figure."""
    if context.of_place or context.is_aim or (context.qualified - known.explains):
        return True
    return any(
        context.has(concept, 0.5) and concept not in known.explains
        for concept in SETS_APART
    )


def _adds_up(mention, context, scored):
    """Whether it is a sum of two figures that stand beside it, or of both teams'."""
    values = {
        known.value
        for _, _, known in scored
        if context.unit in known.heads and known.kind is Kind.COUNT
    }
    pairs = combinations(values, 2)
    return any(
        a + b == mention.value and (context.unit == "team" or {a, b} <= context.beside)
        for a, b in pairs
    )


def _alone(text, mention, context, figures):
    """A long number that is one slip off a figure, whatever the words around it."""
    if context.of_place or _digits(mention) < LONE_DIGITS or context.way:
        return None
    kinds = (Kind.COUNT,)
    near = [k for k in figures if k.kind in kinds and _slips(mention, k)]
    near = [k for k in near if unit_fits(context, k)]
    if not near:
        return None
    message = (
        f"Câu ghi {_typed(text, mention)}, gần giống {near[0].text} "
        f"({_inner(near[0].label)}). Đề nghị kiểm tra lại."
    )
    return _finding(text, mention, Verdict.NEAR, message, near[:3])


def _of_list(text, each):
    message = (
        f"Câu ghi {_typed(text, each.mention, _noun_end(text, each.mention.end))}, "
        f"sau đó liệt kê {format_count(each.names)} tên. Đề nghị kiểm tra lại."
    )
    return _finding(text, each.mention, Verdict.NAMES, message)


def _miswritten(text, mention, known):
    message = (
        f"Câu ghi {_typed(text, mention)}, dấu chấm, dấu phẩy đặt sai chỗ; số liệu "
        f"tổng hợp là {known.text} ({_inner(known.label)}). Đề nghị kiểm tra lại."
    )
    return _finding(text, mention, Verdict.NEAR, message, [known])


def _same(text, mention, known, score=1.0):
    if not known.name or (score < FAINT and _digits(mention) < NEAR_DIGITS):
        return None
    message = f"{_typed(text, mention)} là {_inner(known.label)}."
    return _finding(text, mention, Verdict.SAME, message, [known])


def _disagrees(text, mention, likely):
    first = likely[0]
    end = max(mention.end, _noun_end(text, mention.end))
    whose = "" if first.is_complete else " của các xã đã gửi"
    message = (
        f"Câu ghi {_typed(text, mention, end)}; số liệu tổng hợp{whose} là "
        f"{first.text} ({_inner(first.label)}). Đề nghị kiểm tra lại."
    )
    finding = _finding(text, mention, Verdict.CONTRADICTS, message, likely)
    return finding if first.is_complete else replace(finding, severity=Severity.HINT)


def _noun_end(text, start):
    """A few words after the number, for the quotation."""
    rest = re.match(r"(?:[ \u00a0]+[^\W\d_]+){1,3}", text[start:])
    return start + rest.end() if rest else start


def _finding(text, mention, verdict, message, known: Iterable[Known] = ()):
    return ProseFinding(
        verdict=verdict,
        start=mention.start,
        end=mention.end,
        quote=text[mention.start : mention.end],
        message=message,
        names=tuple(dict.fromkeys(k.name for k in known if k.name)),
        severity=None if verdict is Verdict.SAME else Severity.WARNING,
    )


def _typed(text, mention, end=None):
    return " ".join(text[mention.start : end or mention.end].split())


def _inner(label):
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
