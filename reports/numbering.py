"""Levels of headings and a style for each level in; their numbers in turn out.

A report holds its styles as one text, "I.|1.|1.1.|a)": one a level, nothing between
two bars for a level without numbers.
"""

BAR = "|"
DEEPEST = 6
USUAL = ("I.", "1.", "1.1.", "a)", "-", "+")
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
NO_NUMBER = ""
STYLES = {
    "I.": "I., II., III.",
    "A.": "A., B., C.",
    "1.": "1., 2., 3.",
    "1.1.": "1.1., 1.2. (kèm số của cấp trên)",
    "1.1.1.": "1.1.1., 1.1.2. (kèm số của hai cấp trên)",
    "a)": "a), b), c)",
    "1)": "1), 2), 3)",
    "(1)": "(1), (2), (3)",
    "(a)": "(a), (b), (c)",
    "-": "Gạch đầu dòng -",
    "+": "Dấu +",
    NO_NUMBER: "Không đánh số",
}


def section_numbers(levels, numbering: str = "") -> list[str]:
    """How headings of these levels (1 to 6) are numbered in turn: I., 1., 3.1.

    An empty `numbering` is the usual one of a report.
    """
    styles = styles_of(numbering)
    counts, numbers = [0] * DEEPEST, []
    for level in levels:
        counts[level - 1] += 1
        counts[level:] = [0] * (DEEPEST - level)
        numbers.append(_number(styles[level - 1], counts[:level]))
    return numbers


def styles_of(numbering: str) -> tuple[str, ...]:
    """The style of each of the six levels; the usual one where none is named."""
    named = numbering.split(BAR)[:DEEPEST] if numbering else []
    return (*named, *USUAL[len(named) :])


def numbering_of(styles) -> str:
    """The styles as a report keeps them: `styles_of` gives them back."""
    return BAR.join(styles)


def level_choices(numbering: str) -> list[tuple[int, str]]:
    """Each level with what its headings are numbered by: (4, "Cấp 4: a), b), c)")."""
    styles = styles_of(numbering)
    return [
        (level, f"Cấp {level}: {STYLES.get(style, style)}")
        for level, style in enumerate(styles, start=1)
    ]


def style_choices(level: int) -> list[tuple[str, str]]:
    """What headings of this level may be numbered by; numbers above must be there."""
    return [
        (style, name) for style, name in STYLES.items() if style.count("1") <= level
    ]


def letter(count: int) -> str:
    """a, b, c, d, đ, e, g … y, then aa, ab: as Vietnamese papers count points."""
    text = ""
    while count:
        count, place = divmod(count - 1, len(LETTERS))
        text = LETTERS[place] + text
    return text


def roman(count: int) -> str:
    """1 as I, 14 as XIV."""
    text = ""
    for value, letters in ROMAN:
        while count >= value:
            text, count = text + letters, count - value
    return text


def _number(style, counts):
    """`counts`: how many headings there were of each level down to this one."""
    above = style.count("1") - 1
    if above > 0:  # "1.1.": the numbers of the levels above stand in front
        return "".join(f"{count}." for count in counts[-1 - above :] if count)
    own = counts[-1]
    for sign, say in (("I", roman), ("A", _capital), ("a", letter), ("1", str)):
        if sign in style:
            return style.replace(sign, say(own))
    return style


def _capital(count):
    return letter(count).upper()
