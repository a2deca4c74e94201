"""A number's context and a known figure in; how surely the words mean it (0..1) out."""

from .context import Context
from .known import Kind, Known
from .numbers import Mention

NEUTRAL = frozenset({"district", "rate", "past", "of_which", "plan", "aim", "each"})
HEARD = 0.3
STANDS_FOR = {"person": "account", "household": "business"}


def may_mean(mention: Mention, context: Context, known: Known) -> bool:
    """Whether number and figure are of one kind, and what is counted fits."""
    return _kind_fits(mention, context, known) and (
        mention.is_percent or unit_fits(context, known)
    )


def _kind_fits(mention, context, known):
    if mention.is_percent:
        return known.kind is (Kind.RATE if context.way else Kind.RATIO)
    if context.way:
        return known.kind is Kind.CHANGE
    return known.kind is (Kind.LAST if context.is_past else Kind.COUNT)


def unit_fits(context: Context, known: Known) -> bool:
    """Whether the noun after the number may be what the figure counts."""
    if context.unit in ("", "?") or context.unit in known.heads:
        return True
    # "15.352 người có tài khoản DVCTT": people stand for their accounts.
    stands_for = STANDS_FOR.get(context.unit)
    return stands_for in known.heads and all(
        _heard(context, key) >= 0.5 for key in known.must
    )


def likeness(context: Context, known: Known) -> float:
    """How well what is said around the number agrees with the figure's words.

    What the words must name weighs most; words of something else tell against it.
    """
    covered = sum(w * _heard(context, key) for key, w in known.weights.items())
    share = min(1.0, covered / known.cap) if known.cap else 0.0
    score = share * (0.55 + 0.45 * _explained(context, known))
    if any(_heard(context, key) < HEARD / 1.5 for key in known.must):
        score *= 0.5
    if any(context.has(concept, 0.6) for concept in known.excludes):
        score *= 0.6
    if context.unit == "?":
        score *= 0.6
    return score


def _heard(context, key):
    return max(context.near.get(concept, 0) for concept in key.split("|"))


def _explained(context, known):
    heard = {
        concept: weight
        for concept, weight in context.near.items()
        if weight >= HEARD and concept not in NEUTRAL and concept != context.unit
    }
    strange = context.strange if not context.strange_words & known.explains else 0.0
    whole = sum(heard.values()) + strange
    own = sum(weight for c, weight in heard.items() if c in known.explains)
    if context.unit not in ("", "?"):
        whole, own = whole + 1, own + 1
    return own / whole if whole else 0.5
