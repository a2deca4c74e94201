"""A new officer's whole period: from planning it to every commune accepted.

The example has 20 communes since its merger. One is late, one is sent back twice, many
come as files, one telephones, and one says something odd.
"""

import datetime as dt
import io
import re
from collections import Counter
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from playwright.sync_api import expect

from reports.example import reading
from tests.browser.desk import sign_in
from tests.reports.outputs import paper
from tuky_cnscd.spreadsheets import XLSX
from tuky_cnscd.vietnamese import format_number

pytestmark = pytest.mark.browser

PHRASE = "đột xuất về chuyển đổi số"
ODD, BACK_TWICE = "xã Hưng Đạo", "xã An Thanh"
BY_PHONE, LATE = "xã Tân Kỳ", "xã Quang Khải"
ACCOUNTS = {
    ODD: "xa-hung-dao",
    BACK_TWICE: "xa-an-thanh",
    LATE: "xa-quang-khai",
}
COMMUNES = {row.label: row for row in reading.communes_after_merger()}
BY_FILE = [name for name in COMMUNES if name not in {*ACCOUNTS, BY_PHONE}]
LISTS = ("ocop", "ocop_online", "other_online")
WORDS = {
    "households": "1. Tổng số hộ",
    "sessions": "2. Số buổi",
    "trained": "3. Số thành viên",
    "guided": "4. Số người dân",
    "dvctt": "5. Số lượng tài khoản DVCTT",
    "vneid": "6. Số lượng tài khoản VNeID",
    "vneid_1": "mức độ 1",
    "vneid_2": "mức độ 2",
}


def figures(name):
    """What a commune has to report: lists by hamlet, else one number."""
    size, place = len(COMMUNES[name].hamlets), list(COMMUNES).index(name)
    hamlets = range(size)
    often = 10 if name == ODD else 1
    levels = 20 * size + place, 30 * size + place
    return {
        "households": [401 + 7 * n + place for n in hamlets],
        "trained": [2 + n % 2 for n in hamlets],
        "guided": [often * (121 + 3 * n + place) for n in hamlets],
        "dvctt": [61 + 2 * n + place for n in hamlets],
        "sessions": 1 + place % 3,
        "vneid": sum(levels),
        "vneid_1": levels[0],
        "vneid_2": levels[1],
    }


def whole(value):
    return sum(value) if isinstance(value, list) else value


class Desk:
    """The officer at the period's pages."""

    def __init__(self, page, server):
        self.page, self.server, self.path = page, server, ""

    def open(self, name):
        """A page of the period, by its link in the period's row of pages."""
        if not self.path:
            self.path = re.match(r"/ky/\d+/", self.page.url[len(self.server) :])[0]
        self.page.goto(self.server + self.path)
        if name != "Tình hình":
            row = self.page.locator(".period-nav")
            row.get_by_role("link", name=name, exact=True).click()

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words):
        self.page.get_by_role("link", name=words, exact=True).click()

    def told(self, words):
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()

    def row(self, commune):
        return self.page.get_by_role("row").filter(has_text=capital(commune))

    def review(self, commune):
        """The page of a commune, from the board."""
        self.open("Tình hình")
        self.row(commune).get_by_role("link").first.click()
        title = self.page.get_by_role("heading", level=1)
        expect(title).to_have_text(f"Biểu số liệu {commune}")

    def states(self):
        """How many communes are in each state, by the rows of the board."""
        self.open("Tình hình")
        chips = self.page.locator(".board td:nth-child(2) .chip:first-child")
        return Counter(chips.all_inner_texts())

    def file(self, words):
        """The file that a link of the page leads to."""
        link = self.page.get_by_role("link", name=words).first
        answer = self.page.request.get(self.server + link.get_attribute("href"))
        assert answer.ok, answer.url
        return answer.body()

    def file_of(self, words):
        """The file that a button of the page answers with."""
        button = self.page.get_by_role("button", name=words)
        form = self.page.locator("form", has=button).first
        token = form.locator("[name=csrfmiddlewaretoken]").input_value()
        answer = self.page.request.post(
            self.server + form.get_attribute("action"),
            form={"csrfmiddlewaretoken": token},
        )
        assert answer.ok, answer.url
        return answer.body()


def words_of(pdf):
    return paper.plain(" ".join(paper.pages(pdf)))


def capital(words):
    return words[:1].upper() + words[1:]


@pytest.fixture
def people(browser, browser_context_args, server, password):
    """Whoever is asked for, signed in, in a window of their own."""
    contexts = []

    def enter(username):
        context = browser.new_context(**browser_context_args)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, server, password, username)
        return page

    yield enter
    for context in contexts:
        context.close()


def here():
    """The moment at the office, to the minute."""
    now = dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    return now.replace(second=0, microsecond=0)


def typed(moment):
    return f"{moment:%d/%m/%Y %H:%M}"


def plan_and_open(desk, deadline):
    """Choose a kind, write the dates of the dispatch, ask the communes, open."""
    page = desk.page
    desk.follow("Kỳ báo cáo")
    desk.follow("Thêm kỳ báo cáo")
    half_year = page.get_by_text(re.compile("Đề xuất 6 tháng .* tiếp theo kỳ"))
    expect(half_year).to_be_visible()
    page.get_by_role("radio", name="Đột xuất").check()
    desk.press("Tiếp tục")
    cut_off = here() - dt.timedelta(days=2)
    dates = {
        "Kỳ báo cáo": PHRASE,
        "Kỳ tiếp theo": "báo cáo sau",
        "Từ ngày": f"{cut_off - dt.timedelta(days=60):%d/%m/%Y}",
        "Đến ngày (chốt số liệu)": f"{cut_off:%d/%m/%Y}",
        "Ngày mở nhập liệu": f"{cut_off + dt.timedelta(days=1):%d/%m/%Y}",
        "Hạn gửi": typed(deadline),
    }
    for label, value in dates.items():
        page.get_by_role("textbox", name=label).fill(value)
    desk.press("Lưu")
    desk.follow(f"Mở kỳ {PHRASE}")
    desk.press("Mở kỳ báo cáo")
    desk.told(f"Đã mở kỳ {PHRASE}")


def write_dispatch(desk, deadline):
    desk.open("Công văn")
    desk.press("Soạn công văn yêu cầu báo cáo")
    text = words_of(desk.file("Mở PDF"))
    assert paper.plain(f"báo cáo kết quả hoạt động của Tổ CNSCĐ {PHRASE}") in text
    assert f"chậm nhất {deadline:%H} giờ {deadline:%M} ngày {deadline.day}" in text


def fill_own_form(page, name):
    """A commune types its figures in its own form."""
    for key, value in figures(name).items():
        boxes = page.get_by_role("textbox", name=re.compile(f"^{WORDS[key]}"))
        for place, number in enumerate(value if isinstance(value, list) else [value]):
            boxes.nth(place).fill(str(number))
    for box in page.get_by_role("checkbox", name="không có sản phẩm nào").all():
        box.check()


def send(page):
    page.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("status").filter(has_text="Đã gửi")).to_be_visible()


def own_card(page, server):
    """What the commune's first page says of the period."""
    page.goto(server)
    return page.get_by_role("region", name=re.compile(PHRASE))


def filled(form, name):
    """The bytes of a commune's form, filled in with a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    grid, rows = book.worksheets[:2]
    said = figures(name)
    for column in grid.iter_cols(min_row=3, min_col=3):
        key = str(column[0].value).removeprefix("chi-tieu:")
        for cell, number in zip(column[2:], said.get(key, ()), strict=False):
            cell.value = number
    for row in rows.iter_rows(min_row=5):
        key = str(row[0].value).removeprefix("dong:")
        if key in said or key in LISTS:
            row[3].value = said.get(key, "KPS")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def returns(desk):
    """{commune: the number of its return}, by the board's links."""
    desk.open("Tình hình")
    links = desk.page.locator(".board tbody th a:not(.fresh)").all()
    return {
        link.inner_text()[:1].lower() + link.inner_text()[1:]: link.get_attribute(
            "href"
        ).split("/")[-2]
        for link in links
    }


def take_files(desk, numbers):
    """Communes sent their forms by Zalo: drop them all, look at the list, take."""
    files = []
    for name in BY_FILE:
        form = desk.page.request.get(f"{desk.server}/bieu/{numbers[name]}/bieu.xlsx")
        content = filled(form.body(), name)
        files.append({"name": f"{name}.xlsx", "mimeType": XLSX, "buffer": content})
    desk.open("Nhập số liệu")
    desk.follow("Nhận nhiều tệp Excel")
    desk.page.get_by_label("Các tệp biểu Excel").set_input_files(files)
    desk.press("Nhận các tệp này")
    desk.told(f"Đã nhận {len(files)} tệp")
    clean = f"Lấy vào tất cả tệp không có điểm cần xem ({len(files)})"
    desk.follow(clean)
    desk.press("Lấy vào các tệp đã đánh dấu")
    desk.told(f"từ {len(files)} tệp")


def send_for(desk, number):
    """The officer sends a commune's filled form for it."""
    desk.page.goto(f"{desk.server}{desk.path}bieu/{number}/nhap-thay/")
    send(desk.page)


def enter_by_phone(desk, number):
    """One commune reads its figures over the telephone: the grid, then its lists."""
    desk.open("Nhập số liệu")
    page, said = desk.page, figures(BY_PHONE)
    row = page.get_by_role("row").filter(has_text=capital(BY_PHONE))
    for key, value in said.items():
        head = f"{WORDS['vneid']}.*{WORDS[key]}" if "_" in key else WORDS[key]
        label = re.compile(f"{capital(BY_PHONE)} {head}")
        row.get_by_role("textbox", name=label).first.fill(str(whole(value)))
    page.get_by_label("Xã báo qua điện thoại").check()
    page.get_by_label("Ghi chú").fill("chị Hiền báo")
    desk.press("Lưu số liệu")
    desk.told(f"Đã lưu {len(said):02d} ô của 01 xã")
    desk.follow(f"còn {len(LISTS):02d} ô của {BY_PHONE}")
    for box in page.get_by_role("checkbox", name="không có sản phẩm nào").all():
        box.check()
    page.get_by_label("Xã báo qua điện thoại").check()
    send(page)


def remind_the_late(desk):
    """The deadline passes: words for the group, a letter, more time for the one."""
    desk.open("Đôn đốc")
    text = desk.page.get_by_role("textbox", name="Tin gửi nhóm Zalo")
    expect(text).to_have_value(re.compile(f"19/20 .* còn 01 đơn vị chưa gửi: {LATE}"))
    assert "Đề nghị các đồng chí gửi trước" in text.input_value()
    desk.page.get_by_role("button", name="Đã nhắc trong nhóm Zalo").click()
    desk.told("nhắc qua Zalo 01 đơn vị")
    change_deadline(desk, here() - dt.timedelta(minutes=1))
    desk.open("Tình hình")
    expect(desk.page.locator(".chip-overdue")).to_have_count(1)
    expect(desk.row(LATE)).to_contain_text("Quá hạn")
    write_reminder(desk)
    desk.open("Lịch")
    desk.follow(f"Lùi hạn cho {LATE}")
    desk.page.get_by_label("Hạn gửi mới").fill(typed(here() + dt.timedelta(days=1)))
    desk.page.get_by_label("Lý do").fill("Cán bộ xã nghỉ ốm")
    desk.page.locator("main form button").first.click()
    desk.told(f"Đã đổi hạn gửi của {LATE}")
    desk.open("Tình hình")
    expect(desk.row(LATE)).not_to_contain_text("Quá hạn")


def change_deadline(desk, moment):
    desk.open("Lịch")
    desk.follow("Đổi hạn gửi của kỳ")
    desk.page.get_by_label("Hạn gửi mới").fill(typed(moment))
    desk.page.get_by_label("Lý do").fill("Tỉnh cần số liệu sớm")
    desk.page.locator("main form button").first.click()
    desk.told("Đã đổi hạn gửi của kỳ")


def write_reminder(desk):
    desk.open("Công văn")
    desk.follow("Soạn công văn đôn đốc")
    until = typed(here() + dt.timedelta(days=1))
    desk.page.get_by_label("Đề nghị gửi chậm nhất").fill(until)
    desk.press("Soạn công văn")
    text = words_of(desk.file("Mở PDF"))
    assert [name for name in COMMUNES if paper.plain(name) in text] == [LATE]


def ask_and_send_back(desk, question, cell):
    """Ask about one cell of what was sent, and send the return back with it."""
    desk.review(BACK_TWICE)
    desk.page.get_by_role("link", name=re.compile(f"^Hỏi về {cell}")).click()
    desk.page.get_by_label("Câu hỏi khác").fill(question)
    desk.press("Hỏi câu này")
    desk.press("Trả lại kèm 01 câu hỏi")
    desk.told("Đã trả lại")


def answer(page, server, number):
    """The commune changes the figure it was asked about, and sends again."""
    own_card(page, server).get_by_role("link", name="Trả lời 01 câu hỏi").click()
    page.get_by_role("textbox", name=re.compile("^Số hiện nay")).fill(str(number))
    page.get_by_role("button", name="Lưu và gửi lại").click()
    expect(page.get_by_text("Đã trả lời và gửi lại biểu")).to_be_visible()


def changes(desk):
    """The figures that the officer is told were changed: “132 → thành 130”."""
    desk.review(BACK_TWICE)
    expect(
        desk.page.get_by_role("region", name="Xã trả lời 01 câu hỏi")
    ).to_be_visible()
    said = desk.page.locator(".question-change").all_inner_texts()
    return [" ".join(text.split()[:4]) for text in said]


def accept_all(desk, numbers):
    """The clean ones in one act, each other one on its own page."""
    desk.page.goto(f"{desk.server}{desk.path}tiep-nhan-cac-bieu/")
    held = desk.page.get_by_role("region", name="Cần xem từng biểu")
    expect(held.get_by_role("link")).to_have_text([capital(ODD), capital(BACK_TWICE)])
    desk.press("Tiếp nhận các biểu đã chọn")
    desk.told(f"Đã tiếp nhận {len(numbers) - 2} biểu")
    desk.review(ODD)
    for reason in desk.page.locator("#xu-ly select").all():
        reason.select_option(index=1)
    desk.press("Tiếp nhận")
    desk.told("Đã tiếp nhận")
    desk.review(BACK_TWICE)
    desk.press("Tiếp nhận")
    desk.told("Đã tiếp nhận")


def assert_totals(desk, expected):
    """The page's sums are those of what was entered."""
    desk.open("Tổng hợp")
    expect(desk.page.get_by_text("Đang cộng số liệu của 20/20")).to_be_visible()
    for key, total in expected.items():
        row = desk.page.get_by_role("row").filter(
            has=desk.page.get_by_role("rowheader", name=re.compile(WORDS[key]))
        )
        # The district's own sessions are not entered, and the page says so.
        words = re.compile(rf"^{re.escape(format_number(total))}( chưa đủ)?\s*$")
        expect(row.locator("td").first).to_have_text(words)


def assert_traced(desk):
    """In three steps from a total to the file, or the person, a cell came from."""
    for name, said in (
        (BY_FILE[0], f"{BY_FILE[0]}.xlsx"),
        (BY_PHONE, "chị Hiền báo"),
    ):
        desk.open("Tổng hợp")
        desk.page.get_by_role("link", name=re.compile(WORDS["sessions"])).click()
        row = desk.row(name)
        row.get_by_role("link").last.click()
        expect(desk.page.locator(".timeline li").first).to_contain_text(said)


def assert_closed(page, server, number):
    """An accepted return shows its figures to its commune and takes none."""
    page.goto(f"{server}/bieu/{number}/")
    expect(page.locator(".page-title")).to_contain_text("Đã tiếp nhận")
    expect(page.locator("main form.entry input[inputmode]")).to_have_count(0)


def test_a_new_officer_takes_a_period_to_its_report(people, server):
    desk = Desk(people("canbo"), server)
    deadline = here() + dt.timedelta(days=1)
    plan_and_open(desk, deadline)
    assert desk.states() == {"Chưa nhập": 20}
    write_dispatch(desk, deadline)
    numbers = returns(desk)
    assert set(numbers) == set(COMMUNES)

    staff = {name: people(username) for name, username in ACCOUNTS.items()}
    for name in (ODD, BACK_TWICE):
        own_card(staff[name], server).get_by_role("link", name="Nhập số liệu").click()
        fill_own_form(staff[name], name)
        send(staff[name])
    assert desk.states() == {"Đã gửi": 2, "Chưa nhập": 18}

    take_files(desk, numbers)
    assert desk.states() == {"Đã gửi": 2, "Đang nhập": 16, "Chưa nhập": 2}
    for name in BY_FILE:
        send_for(desk, numbers[name])
    enter_by_phone(desk, numbers[BY_PHONE])
    assert desk.states() == {"Đã gửi": 19, "Chưa nhập": 1}

    remind_the_late(desk)
    own_card(staff[LATE], server).get_by_role("link", name="Nhập số liệu").click()
    fill_own_form(staff[LATE], LATE)
    send(staff[LATE])
    assert desk.states() == {"Đã gửi": 20}

    first = figures(BACK_TWICE)["households"][0]
    place = COMMUNES[BACK_TWICE].hamlets[0]
    ask_and_send_back(desk, "Sổ hộ ghi bao nhiêu?", f"Tổng số hộ.*{place}$")
    assert desk.states() == {"Đã gửi": 19, "Trả lại để chỉnh sửa": 1}
    answer(staff[BACK_TWICE], server, first + 5)
    assert changes(desk) == [f"{first} → thành {first + 5}"]
    desk.press("Đã rõ")
    ask_and_send_back(desk, "Có tính buổi của huyện không?", "Số buổi")
    answer(staff[BACK_TWICE], server, 9)
    before = figures(BACK_TWICE)["sessions"]
    assert changes(desk) == [f"{before} → thành 9"]

    accept_all(desk, numbers)
    assert desk.states() == {"Đã tiếp nhận": 20}
    expected = {
        key: sum(whole(figures(name)[key]) for name in COMMUNES) for key in WORDS
    }
    expected["households"] += 5
    expected["sessions"] += 9 - before
    assert_totals(desk, expected)
    assert_traced(desk)
    assert_closed(staff[BACK_TWICE], server, numbers[BACK_TWICE])
    desk.open("Báo cáo")
    desk.follow("Bắt đầu viết báo cáo")
    desk.press("Bắt đầu viết")
    text = words_of(desk.file_of("Xem trước PDF"))
    for key in ("guided", "vneid"):
        assert format_number(expected[key]) in text
