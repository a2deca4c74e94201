"""In: the loaded district. Out: products, documents, activities and the narrative."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from reports.models import (
    Activity,
    CitedDocument,
    Product,
    Report,
    ReportingPeriod,
    Section,
)
from reports.report_types import FIRST, add_sections, make_type, patterns
from teams.models import Signer, User

from . import reading
from .load_places import Land
from .split import weight


def load_products(land: Land) -> None:
    """Write the 11 OCOP products and the 4 others."""
    communes = {row.code: land.communes[row.name] for row in reading.communes()}
    products = [
        Product(
            commune=communes[row["commune_code"]],
            kind=row["kind"],
            name=row["name"],
            maker=row["maker"],
            printed_as=row["printed_as"],
        )
        for row in reading.rows("products.csv")
    ]
    for product in products:
        product.set_keys()
    Product.objects.bulk_create(products)


def load_activities(land: Land) -> None:
    """Write the documents, spelled as in the source, and what was done."""
    communes = {row.code: land.communes[row.name] for row in reading.communes()}
    documents = {
        row["key"]: CitedDocument.objects.create(
            district=land.district,
            kind=row["kind"],
            number=row["symbol"],
            date=row["date"],
            issuer=row["issuer"],
            subject=row["subject"],
        )
        for row in reading.rows("documents.csv")
    }
    for row in reading.rows("activities.csv"):
        activity = Activity.objects.create(
            district=land.district,
            commune=communes.get(row["commune_code"]),
            kind=row["kind"],
            date=row["date"],
            title=row["title"],
            place=row["place"],
            partners=row["partners"],
        )
        activity.documents.set(documents[key] for key in row["documents"].split())


def load_practice_activities(period: ReportingPeriod, land: Land, today: date) -> None:
    """Write what was done in the practice period: a conference, some trainings."""
    facts = reading.toml("periods.toml")["practice"]
    done = {
        row["commune_code"]
        for row in reading.rows("practice.csv")
        if row["state"] in ("accepted", "sent")
    }

    def day(before: int) -> date:
        return max(period.first_day, today - timedelta(days=before))

    activities = [
        Activity(
            district=land.district,
            kind=Activity.Kind.CONFERENCE,
            date=day(70),
            title=facts["conference"],
            place="Hội trường UBND huyện",
        )
    ]
    activities += [
        Activity(
            district=land.district,
            commune=land.communes[row.name],
            kind=Activity.Kind.TRAINING,
            date=day(weight(10, 60, "practice", row.code)),
            title=facts["training"].format(place=row.label),
            place=f"Nhà văn hóa {row.label}",
        )
        for row in reading.communes_after_merger()
        if row.code in done
    ]
    Activity.objects.bulk_create(activities)


def load_report_type(land: Land) -> None:
    """Write the type that the six-month reports of the example are of."""
    make_type(land.district, FIRST)


def load_narrative(
    name: str, period: ReportingPeriod, signer: Signer, officer: User
) -> Report:
    """Write the words of a period's report from the TOML file of that name."""
    words = reading.toml(name)
    report = Report.objects.create(
        period=period,
        type_name=patterns()[FIRST],
        subject=words["subject"],
        addressees="\n".join(words["addressees"]),
        opening=words["opening"],
        closing=words["closing"],
        recipients="\n".join(words["recipients"]),
        signer=signer,
    )
    at = timezone.make_aware(datetime.combine(period.opens_on, time(16)))
    sections = [
        Section(
            report=report,
            position=place * 10,
            level=row["level"],
            title=row["title"],
            table=row.get("table", ""),
            body=row.get("body", "").strip(),
        )
        for place, row in enumerate(words["section"], start=1)
    ]
    add_sections(sections, by=officer, at=at)
    return report
