"""Only an authority's public certificate enters the list, and it leaves by date."""

import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from reports.authorities import distrust, read_certificate, trust, trusted_by
from reports.intake.file_kinds import NotTaken
from reports.models import Authority
from reports.rules import NotNow
from tests import factories as make
from tests.reports.signing import authority, person


@pytest.mark.parametrize("form", ["der", "pem"])
def test_both_forms_of_a_certificate_are_read(form):
    found = read_certificate(getattr(authority(), form))
    assert found.sha256 == authority().fingerprint
    assert found.name == "Chứng thực thử nghiệm, Tổ chức thử nghiệm"


def test_one_whose_time_is_over_is_taken_for_what_was_signed_before():
    old = authority("Gốc cũ", since=-4000, until=-10)
    assert read_certificate(old.der).name.startswith("Gốc cũ")


def test_a_private_key_is_refused_before_all_else():
    secret = authority().key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(NotTaken, match="khóa bí mật"):
        read_certificate(authority().pem + secret)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "không đọc được chứng thư"),
        (b"\x30\x82\x01", "không đọc được chứng thư"),
        (b"%PDF-1.7", "không đọc được chứng thư"),
        (
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "không đọc được chứng thư",
        ),
        (b"x" * 65 * 1024, "lớn hơn 64 KB"),
    ],
)
def test_what_is_no_certificate_says_what_to_choose(content, why):
    with pytest.raises(NotTaken, match=why):
        read_certificate(content)


def test_a_persons_certificate_is_no_authority():
    with pytest.raises(NotTaken, match="của người ký"):
        read_certificate(person().der)


def misshapen(change):
    """An authority's certificate with one part of it as no standard allows."""
    certificate = asn1.Certificate.load(authority().der)
    change(certificate["tbs_certificate"])
    return certificate.dump(force=True)


def of_an_unknown_version(certificate):
    certificate["version"] = 1


def with_an_extension_twice(certificate):
    certificate["extensions"].append(certificate["extensions"][0])


@pytest.mark.parametrize("change", [of_an_unknown_version, with_an_extension_twice])
def test_one_that_breaks_the_rules_of_certificates_is_refused(change):
    with pytest.raises(NotTaken, match="không đọc được chứng thư"):
        read_certificate(misshapen(change))


def test_what_no_database_holds_is_left_out_of_its_name():
    found = read_certificate(authority("Gốc\0 lạ").der)
    assert found.name.startswith("Gốc lạ,")


def test_several_in_one_file_are_taken_one_by_one():
    with pytest.raises(NotTaken, match="nhiều chứng thư"):
        read_certificate(authority().pem + authority("Khác").pem)


def test_one_that_is_not_yet_valid_is_refused():
    with pytest.raises(NotTaken, match="chưa đến ngày"):
        read_certificate(authority("Mai sau", since=10).der)


@pytest.mark.django_db
def test_it_is_trusted_once_until_it_is_taken_out_and_stays_on_record():
    district = make.make_district()
    hoa = make.make_officer(district)
    found = read_certificate(authority().der)
    row = trust(found, district, by=hoa)
    with pytest.raises(NotTaken, match="đã có"):
        trust(found, district, by=hoa)
    assert trusted_by(district) == {found.sha256: row}
    assert trusted_by(make.make_district("Gia Lộc")) == {}
    distrust(row, by=hoa)
    assert trusted_by(district) == {}
    assert Authority.objects.get().removed_by == hoa
    trust(found, district, by=hoa)
    assert len(trusted_by(district)) == 1


@pytest.mark.django_db
def test_only_the_officer_changes_the_list_and_the_database_keeps_the_rest():
    district = make.make_district()
    hoa = make.make_officer(district)
    tuan = make.make_user("tuan", "leader", district)
    row = trust(read_certificate(authority().der), district, by=hoa)
    with pytest.raises(NotNow):
        distrust(row, by=tuan)
    with pytest.raises(Exception, match="frozen"):
        Authority.objects.update(certificate=b"x")
