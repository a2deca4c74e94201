"""A text and known figures in; what is to be said of each of its numbers out."""

from collections.abc import Sequence
from dataclasses import replace

from .context import Sentence, sentences
from .findings import ProseFinding, Verdict
from .judging import is_set_apart, judge
from .known import HEADS, Kind, Known
from .listed import listed
from .nearness import is_slip
from .numbers import live, mentions
from .saying import disagrees, finding_of, of_list, same, typed_in
from .scoring import likeness
from .terms import terms

MOST_IN_ONE = 60


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
        within = [m for m in found if span[0] <= m.start < span[1]]
        if len(within) > MOST_IN_ONE:  # no prose, and it would take long to read
            continue
        lent = earlier or terms(title)
        sentence = Sentence(text, span, within, lent, vocabulary, heads)
        for mention in sentence.typed:
            results += _of_mention(text, sentence, mention, figures)
        earlier = _carried(text, span, sentence)
    results += [of_list(text, each) for each in listed(text, typed)]
    return sorted(results, key=lambda finding: (finding.start, finding.end))


def _carried(text, span, sentence):
    """What the next line may leave unsaid: the concepts of this one, if it leads."""
    leads = text[span[0] : span[1]].rstrip().endswith((":", ";", ","))
    known = tuple(term for term in sentence.terms if term.is_known)
    return known if leads else ()


def _of_mention(text, sentence, mention, figures):
    context = sentence.around(mention)
    if mention.below is None:
        yield from filter(None, [judge(text, mention, context, figures)])
        return
    yield from _of_fraction(text, mention, context, figures)


def _of_fraction(text, mention, context, figures):
    """22/23: the parts are looked at one by one, and against each other."""
    below = mention.below
    if mention.value > below.value:
        yield finding_of(
            text,
            replace(mention, end=below.end),
            Verdict.CONTRADICTS,
            f"Câu ghi {typed_in(text, mention, below.end)}: số trên lớn hơn số dưới. "
            "Đề nghị kiểm tra lại.",
        )
        return
    parts = [k for k in figures if not k.is_base or k.kind is not Kind.COUNT]
    top = judge(text, replace(mention, below=None), context, parts)
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
        return same(text, below, max(equal, key=lambda k: likeness(context, k)))
    if context.strange or not wholes:
        bases = [k for k in bases if is_slip(below.value, k.value)]
    if not bases or is_set_apart(context, bases[0]):
        return None
    return disagrees(text, below, bases[:1])
