"""A number, what is said around it and known figures in; the verdict on it out."""

from itertools import combinations

from .context import Context
from .known import Kind
from .nearness import is_slip, says
from .numbers import Form
from .saying import FAINT, NEAR_DIGITS, digits, disagrees, looks_like, miswritten, same
from .scoring import likeness, may_mean, unit_fits

SURE, LIKELY = 0.6, 0.42
MARGIN = 0.15
LONE_DIGITS = 5
SETS_APART = ("plan", "each")


def judge(text, mention, context: Context, figures):
    """What is to be said of one number, or None: a figure, another one, or neither."""
    scored = _scored(mention, context, figures)
    if not scored:
        return _alone(text, mention, context, figures)
    best, first = scored[0]
    equal = [row for row in scored if _agrees(mention, context, row[1])]
    if equal and mention.form is Form.MALFORMED:
        return miswritten(text, mention, equal[0][1])
    if equal and (equal[0][0] >= best - MARGIN or best < SURE):
        return same(text, mention, equal[0][1], equal[0][0])
    if is_set_apart(context, first):
        return None
    if _is_sure(mention, context, scored):
        likely = [known for score, known in scored if score >= best - MARGIN]
        return disagrees(text, mention, likely[:3])
    if context.after_place and digits(mention) <= NEAR_DIGITS:
        return None
    if slips := _slips_of(mention, context, scored):
        return disagrees(text, mention, slips[:3])
    return _alone(text, mention, context, figures)


def _scored(mention, context, figures):
    """Figures that the number may mean, with how surely, likeliest first."""
    fitting = [known for known in figures if may_mean(mention, context, known)]
    scored = [(likeness(context, known), known) for known in fitting]
    return sorted(scored, key=lambda row: -row[0])


def _is_sure(mention, context, scored):
    best, first = scored[0]
    if best < SURE or context.after_place or _adds_up(mention, context, scored):
        return False
    if _is_lone(context, first):
        return context.is_whole or _is_like(mention, first)
    return True


def _slips_of(mention, context, scored):
    """Figures that the words may mean, of which the number is a slip."""
    is_lone = _is_lone(context, scored[0][1])
    if is_lone and (context.strange or digits(mention) < 2):
        return []
    return [
        known
        for score, known in scored
        if score >= _least(mention, context, known) and _slips(mention, known)
    ]


def _is_lone(context, known):
    """Whether the noun alone points at the figure: "10 thôn" may be any ten."""
    return len(known.weights) == 1 and context.unit in known.heads


def _is_like(mention, known):
    """Whether a long number is of the figure's size."""
    is_long = digits(mention) >= NEAR_DIGITS
    return is_long and known.value / 3 < mention.value < 3 * known.value


def _least(mention, context, known):
    """How surely the words must mean a figure of which the number is a slip."""
    if digits(mention) < NEAR_DIGITS:
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


def is_set_apart(context, known):
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
        for _, known in scored
        if context.unit in known.heads and known.kind is Kind.COUNT
    }
    pairs = combinations(values, 2)
    return any(
        a + b == mention.value and (context.unit == "team" or {a, b} <= context.beside)
        for a, b in pairs
    )


def _alone(text, mention, context, figures):
    """A long number that is one slip off a figure, whatever the words around it."""
    if context.of_place or digits(mention) < LONE_DIGITS or context.way:
        return None
    kinds = (Kind.COUNT,)
    near = [k for k in figures if k.kind in kinds and _slips(mention, k)]
    near = [k for k in near if unit_fits(context, k)]
    if not near:
        return None
    return looks_like(text, mention, near[:3])
