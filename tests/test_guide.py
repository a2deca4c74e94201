"""The communes' guide says what the app says: its words in bold, its pictures."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "huong-dan-xa.md").read_text()
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


def test_words_in_bold_stand_in_the_app():
    app = said_by_the_app()
    bold = set(re.findall(r"\*\*(.+?)\*\*", GUIDE))
    unknown = {words for words in bold if not pattern(words).search(app)}
    assert len(bold) > 40
    assert not unknown


def test_each_picture_is_there():
    pictures = re.findall(r"\]\((images/[^)]+)\)", GUIDE)
    assert pictures
    assert [p for p in pictures if not (ROOT / "docs" / p).exists()] == []
