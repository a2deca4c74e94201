"""The guides say what the app says: their words in bold, their pictures."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDES = {
    path.stem: path.read_text()
    for path in sorted((ROOT / "docs").glob("huong-dan-*.md"))
}
SAYING = {
    "templates": "*.html",
    "static/js": "*.js",
    "reports": "*.py",
    "teams": "*.py",
}
VARIES = re.compile(r"…|[\d.]*\d")  # a count, a number, a name


def said_by_the_app():
    files = (
        path for folder, kind in SAYING.items() for path in (ROOT / folder).rglob(kind)
    )
    return "\n".join(path.read_text() for path in files)


def pattern(words):
    fixed = (re.escape(part) for part in VARIES.split(words))
    return re.compile(".{0,60}".join(fixed), re.IGNORECASE)


@pytest.fixture(params=GUIDES)
def guide(request):
    return GUIDES[request.param]


def test_communes_and_officer_have_a_guide():
    assert {"huong-dan-xa", "huong-dan-huyen"} <= GUIDES.keys()


def test_words_in_bold_stand_in_the_app(guide):
    app = said_by_the_app()
    bold = set(re.findall(r"\*\*(.+?)\*\*", guide))
    unknown = {words for words in bold if not pattern(words).search(app)}
    assert len(bold) > 40
    assert not unknown


def test_each_picture_is_there(guide):
    pictures = re.findall(r"\]\((images/[^)]+)\)", guide)
    assert pictures
    assert [p for p in pictures if not (ROOT / "docs" / p).exists()] == []
