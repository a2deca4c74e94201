"""Signatures are judged without the network, and said in the office's words."""

import random
from functools import cache
from io import BytesIO
from types import SimpleNamespace

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from reports.pdf_reading import signed
from reports.pdf_reading.apart import Unreadable, read_signatures
from reports.signatures import BAD, DOUBTFUL, GOOD, shown
from tests.reports.issued import issued_bytes
from tests.reports.signing import authority, person, sign

TOAN = "Trương Thị Toan"


@cache
def signed_once():
    return sign(issued_bytes(), person(TOAN))


def judged(pdf, *trusted):
    """The signatures in words, with these authorities on the office's list."""
    known = {each.fingerprint: SimpleNamespace(name="Gốc của tỉnh") for each in trusted}
    return shown(signed.read(pdf, [each.der for each in trusted]), known)


def test_a_paper_that_nobody_signed_has_no_signatures():
    assert judged(issued_bytes(), authority()) == ()


def test_an_intact_signature_of_a_trusted_authority_is_good():
    (found,) = judged(signed_once(), authority())
    assert (found.state, found.chip) == (GOOD, "Hợp lệ")
    assert (found.signer, found.office) == (TOAN, "UBND huyện Tứ Kỳ")
    assert found.issuer == "Chứng thực thử nghiệm"
    assert found.says == ("Nguyên vẹn; tin cậy theo Gốc của tỉnh.",)
    assert found.time.endswith("(theo đồng hồ máy của người ký)")


def test_without_its_authority_it_is_intact_but_nobody_vouches():
    (found,) = judged(signed_once())
    assert found.state == DOUBTFUL
    assert found.says[0] == "Nguyên vẹn."
    assert "Chứng thực thử nghiệm chưa có trong danh sách" in found.says[1]


def test_an_authority_below_the_root_may_be_trusted_by_itself():
    below = authority("Chứng thực của tỉnh", above=authority())
    (found,) = judged(sign(issued_bytes(), person("Bình", issuer=below)), below)
    assert found.state == GOOD
    (found,) = judged(sign(issued_bytes(), person("Bình", issuer=below)), authority())
    assert found.state == DOUBTFUL  # the file does not bring what leads to the root


def test_another_authority_of_the_same_name_is_not_trusted():
    forged = authority("Chứng thực thử nghiệm", until=3000)
    (found,) = judged(signed_once(), forged)
    assert found.state == DOUBTFUL


def test_an_authority_taken_out_since_the_check_vouches_no_more():
    facts = signed.read(signed_once(), [authority().der])
    (found,) = shown(facts, {})
    assert found.state == DOUBTFUL


def test_a_byte_changed_within_what_was_signed_breaks_it():
    pdf = bytearray(signed_once())
    pdf[len(issued_bytes()) // 2] ^= 1
    (found,) = judged(bytes(pdf), authority())
    assert found.state == BAD
    assert found.says == ("Không còn nguyên vẹn: nội dung đã bị sửa sau khi ký.",)


def test_the_agencys_signature_after_the_leaders_breaks_neither():
    both = sign(signed_once(), person("UBND huyện Tứ Kỳ"), field="CoQuan")
    first, second = judged(both, authority())
    assert [first.state, second.state] == [GOOD, GOOD]
    assert first.says[-1] == "Sau đó có thêm chữ ký khác; nội dung không đổi."
    assert len(second.says) == 1


def test_a_trusted_witness_of_the_time_is_said():
    stamper = person("Cấp dấu thời gian", stamps=True)
    (found,) = judged(sign(issued_bytes(), person(TOAN), stamper=stamper), authority())
    assert found.state == GOOD
    assert found.time.endswith("(dấu thời gian đã kiểm tra)")


def test_a_certificate_whose_time_was_over_is_doubtful():
    late = person("Hết hạn", since=-500, until=-100)
    (found,) = judged(sign(issued_bytes(), late), authority())
    assert found.state == DOUBTFUL
    assert "hết hạn hoặc chưa có hiệu lực vào lúc ký" in found.says[1]


def test_what_was_drawn_over_it_afterwards_is_said():
    writer = IncrementalPdfFileWriter(BytesIO(signed_once()))
    page = writer.root["/Pages"]["/Kids"][0]
    more = generic.StreamObject(stream_data=b"BT (9.999) Tj ET")
    page["/Contents"] = writer.add_object(more)
    writer.update_container(page)
    buffer = BytesIO()
    writer.write(buffer)
    (found,) = judged(buffer.getvalue(), authority())
    assert found.state == BAD
    assert "phần thêm vào làm đổi nội dung" in found.says[0]


def test_a_signature_that_nobody_can_read_is_bad():
    (found,) = shown([{"broken": True}], {})
    assert (found.state, found.says) == (BAD, ("Không đọc được chữ ký này.",))


def test_bytes_changed_at_random_give_facts_or_one_kind_of_refusal():
    chance = random.Random(12)
    for _ in range(150):
        pdf = bytearray(signed_once())
        for _ in range(chance.choice((1, 5, 60))):
            pdf[chance.randrange(len(pdf))] = chance.randrange(256)
        try:
            facts = signed.read(bytes(pdf), [authority().der])
        except Exception:  # ends the process that reads, which is told as Unreadable
            continue
        assert all(s.state in (GOOD, BAD, DOUBTFUL) for s in shown(facts, {}))


def test_the_process_that_reads_answers_or_is_unreadable():
    (facts,) = read_signatures(signed_once(), [authority().der])
    assert facts["authority"] == authority().fingerprint
    with pytest.raises(Unreadable):
        read_signatures(b"%PDF-1.7\nnothing\n%%EOF")
