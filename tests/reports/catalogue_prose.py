"""A later catalogue: other indicators, units and relations, named by other words."""

from decimal import Decimal
from random import Random

from reports.facts import LABELS
from reports.figures import Spec
from reports.prose.known import figures_of
from tests.reports.other_prose import (
    BETWEEN,
    filled,
    slots_of,
)
from tests.reports.other_prose import world as other_world
from tests.reports.prose_texts import Text, lines_of

SENTENCES = lines_of("catalogue")
SPECS = (
    Spec(
        "signature", name="Số người dân được hỗ trợ cấp chữ ký số cá nhân", unit="Người"
    ),
    Spec(
        "cashless",
        name="Số hộ kinh doanh sử dụng thanh toán không dùng tiền mặt",
        unit="Hộ kinh doanh",
    ),
    Spec("qr", name="Số điểm bán hàng có mã QR thanh toán", unit="Điểm"),
    Spec("health", name="Số người dân có sổ sức khỏe điện tử trên VNeID", unit="Người"),
    Spec("skills", name="Số người được phổ cập kỹ năng số cơ bản", unit="Người"),
    Spec(
        "fraud", name="Số buổi tuyên truyền phòng chống lừa đảo trực tuyến", unit="Buổi"
    ),
    Spec("dossiers", name="Tổng số hồ sơ nộp trực tuyến", unit="Hồ sơ"),
    Spec(
        "full", name="Số hồ sơ trực tuyến toàn trình", unit="Hồ sơ", at_most="dossiers"
    ),
    Spec("adults", name="Số người trưởng thành trên địa bàn", unit="Người"),
    Spec(
        "accounts",
        name="Số người trưởng thành có tài khoản thanh toán",
        unit="Người",
        at_most="adults",
    ),
    Spec(
        "paid",
        name="Tỷ lệ người trưởng thành có tài khoản thanh toán",
        unit="%",
        kind="percent",
        decimals=1,
        numerator="accounts",
        denominator="adults",
    ),
    Spec("revenue", name="Doanh thu bán hàng trên sàn TMĐT", unit="Triệu đồng"),
)


def catalogue_text(rng: Random):
    """A few sentences on the later indicators, and what is known of them."""
    adults, dossiers = rng.randint(50000, 90000), rng.randint(4000, 9000)
    accounts = adults * rng.randint(60, 90) // 100
    values = {
        "signature": rng.randint(1200, 4000),
        "cashless": rng.randint(300, 990),
        "qr": rng.randint(120, 280),
        "health": rng.randint(11000, 30000),
        "skills": rng.randint(5000, 9900),
        "fraud": rng.randint(25, 90),
        "dossiers": dossiers,
        "full": dossiers * rng.randint(50, 90) // 100,
        "adults": adults,
        "accounts": accounts,
        "revenue": rng.randint(1000, 8000),
    }
    last = {key: n * rng.randint(70, 96) // 100 for key, n in values.items()}
    _, counts, _ = other_world(rng)
    slots = slots_of(values, counts, last) | {
        "paid": Decimal(100 * accounts) / adults,
        "ty_trong_full": Decimal(100 * values["full"]) / dossiers,
    }
    known = figures_of(
        SPECS,
        {key: Decimal(n) for key, n in values.items()} | {"paid": slots["paid"]},
        {name: Decimal(n) for name, n in counts.items()},
        LABELS,
        {key: Decimal(n) for key, n in last.items()},
    )
    chosen = rng.sample(SENTENCES, rng.randint(1, 4)) + rng.sample(BETWEEN, 1)
    return Text(filled(rng, chosen), slots), known
