"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from reports.text_diff import Piece, compare

texts = st.lists(
    st.sampled_from(["Tổ", "CNSCĐ", " ", "\n", ".", "đạt", "12", "_", "é", "\u0301"])
).map("".join)


def test_words_change_not_letters():
    assert compare("đạt 1.234 người", "đạt 1.235 người") == (
        Piece("same", "đạt "),
        Piece("out", "1.234"),
        Piece("in", "1.235"),
        Piece("same", " người"),
    )


@given(texts, texts)
def test_the_pieces_make_up_both_texts(older, newer):
    pieces = compare(older, newer)
    assert "".join(p.text for p in pieces if p.kind != "in") == older
    assert "".join(p.text for p in pieces if p.kind != "out") == newer
