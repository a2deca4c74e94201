"""A second, unlike maker of texts with a wrong number: other districts, other words.

Each sentence is one of the ways in which offices write such facts; a text is a few of
them in a row, in lines or run together, with sentences between that hold no figure.
"""

from decimal import Decimal
from random import Random

from tests.reports.prose_texts import Text, lines_of
from tests.reports.prose_worlds import figures

# Names of slots are those of facts; "!" marks what needs the last report's figures.
SENTENCES = lines_of("sentences")
BETWEEN = lines_of("between")
DISTRICTS = ("Ninh Giang", "Thanh Hà", "Kim Thành", "Gia Lộc", "Cẩm Giàng")
COMMUNES = ("Tân Hương", "Hồng Phong", "An Đức", "Vĩnh Hòa")
JOINTS = ("\n", "\n- ", " ")


def world(rng: Random):
    """Values of a district and of its last report, as names → numbers."""
    communes = rng.randint(12, 34)
    hamlets = communes * rng.randint(3, 7) + rng.randint(1, 9)
    teams = hamlets - rng.choice((0, 0, 1, 3))
    members = teams * rng.randint(4, 7) + rng.randint(1, 30)
    guided = rng.randint(6000, 39000)
    first, second = rng.randint(2100, 8900), rng.randint(21000, 69000)
    ocop = rng.randint(12, 28)
    values = {
        "households": rng.randint(31000, 78000),
        "sessions": communes + rng.randint(8, 60),
        "trained": members - rng.randint(20, 90),
        "guided": guided,
        "dvctt": guided * rng.randint(70, 95) // 100,
        "vneid": first + second,
        "vneid_1": first,
        "vneid_2": second,
        "ocop": ocop,
        "ocop_online": ocop - rng.randint(1, 4),
        "other_online": rng.randint(3, 9),
    }
    last = {key: max(1, n * rng.randint(70, 96) // 100) for key, n in values.items()}
    sent, trained = (
        communes - rng.choice((0, 0, 1, 2)),
        communes - rng.choice((0, 1, 3)),
    )
    counts = {
        "so_xa": communes,
        "so_xa_da_gui": sent,
        "so_xa_da_tap_huan": trained,
        "so_xa_chua_gui": communes - sent,
        "so_xa_chua_tap_huan": communes - trained,
        "so_xa_da_tiep_nhan": sent,
        "so_to_xa": communes,
        "so_thon": hamlets,
        "so_to_thon": teams,
        "so_thanh_vien_to_thon": members,
        "so_thanh_vien_to_chi_dao": rng.randint(15, 52),
        "so_nhom_zalo": communes + teams + rng.choice((-2, 0, 1)),
    }
    return values, counts, last


def slots_of(values, counts, last):
    """What each slot prints."""
    slots = {**counts, **values}
    for key, now in values.items():
        slots[f"so_{key}"] = now
        slots[f"ky_truoc_{key}"] = last[key]
        slots[f"chenh_lech_{key}"] = now - last[key]
        slots[f"phan_tram_tang_giam_{key}"] = (
            Decimal(100 * (now - last[key])) / last[key]
        )
    pairs = {
        "ty_le_gui": (counts, "so_xa_da_gui", counts, "so_xa"),
        "ty_trong_trained": (values, "trained", counts, "so_thanh_vien_to_thon"),
        "ty_trong_dvctt": (values, "dvctt", values, "guided"),
        "ty_trong_vneid_2": (values, "vneid_2", values, "vneid"),
        "ty_trong_ocop_online": (values, "ocop_online", values, "ocop"),
    }
    for name, (parts, part, wholes, whole) in pairs.items():
        if part in parts:
            slots[name] = Decimal(100 * parts[part]) / wholes[whole]
    return {name: Decimal(value) for name, value in slots.items()}


def other_text(rng: Random, sentences=SENTENCES, between=BETWEEN):
    """A few sentences in any order, with some between that say no figure."""
    plain = world(rng)
    chosen = rng.sample(sentences, rng.randint(1, 5))
    chosen += rng.sample(between, rng.randint(0, 2))
    return Text(filled(rng, chosen), slots_of(*plain)), figures(*plain)


def filled(rng: Random, chosen) -> str:
    """The sentences in any order, in lines or run together, with names in them."""
    rng.shuffle(chosen)
    lines = [line.removesuffix("!") for line in chosen]
    template = rng.choice(JOINTS).join(lines)
    if any("|" in line or line.startswith("+") for line in lines):
        template = "\n".join(lines)
    template = template.replace("{D}", rng.choice(DISTRICTS))
    return template.replace("{X}", rng.choice(COMMUNES))


def other_example(rng: Random, sentences=SENTENCES, between=BETWEEN):
    """As `other_text`, with at least one slot."""
    while True:
        text, known = other_text(rng, sentences, between)
        if text.slots:
            return text, known
