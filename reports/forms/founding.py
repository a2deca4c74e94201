"""What a new office is asked once: its name, letterhead, officer and first period."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from reports.models import ReportingPeriod
from reports.terms import term_of
from teams.forms import clean_phone
from teams.models import District, Letterhead, User
from tuky_cnscd.forms import DayField, MomentField, TextAsTyped

LINE_MARK = "|"


class FoundingForm(TextAsTyped, forms.Form):
    """Each field is one question; the models check the answers together."""

    level_word = forms.CharField(label="Cấp (huyện, thành phố, xã…)", max_length=30)
    name = forms.CharField(label="Tên đơn vị, không ghi cấp", max_length=100)
    parent_agency = forms.CharField(
        label="Cơ quan chủ quản in trên đầu văn bản", max_length=200, required=False
    )
    issuing_agency = forms.CharField(
        label=f"Cơ quan ban hành (hai dòng thì ngăn bằng dấu {LINE_MARK})",
        max_length=300,
    )
    short_name = forms.CharField(label="Tên gọi trong văn bản", max_length=200)
    place = forms.CharField(label="Địa danh", max_length=100)
    symbol = forms.CharField(label="Ký hiệu văn bản", max_length=30)
    username = forms.CharField(label="Tên đăng nhập của cán bộ tổng hợp")
    full_name = forms.CharField(
        label="Họ và tên cán bộ tổng hợp",
        max_length=100,
        error_messages={"required": "Đề nghị ghi họ và tên."},
    )
    phone = forms.CharField(
        label="Điện thoại, các xã nhìn thấy số này", max_length=30, required=False
    )
    phrase = forms.CharField(label="Kỳ báo cáo đầu tiên", max_length=100)
    next_phrase = forms.CharField(label="Kỳ tiếp theo", max_length=100)
    first_day = DayField(label="Số liệu tính từ ngày")
    last_day = DayField(label="Đến ngày (chốt số liệu)")
    deadline = MomentField(label="Hạn gửi")
    valid_from = DayField(label="Danh bạ các xã tính từ ngày")

    # A message about a whole row stands at its last field here.
    MODELS = {
        District: ("level_word", "name"),
        Letterhead: (
            "parent_agency",
            "issuing_agency",
            "short_name",
            "place",
            "symbol",
            "valid_from",
        ),
        User: ("username", "full_name", "phone"),
        ReportingPeriod: (
            "phrase",
            "next_phrase",
            "deadline",
            "first_day",
            "last_day",
        ),
    }

    def clean_issuing_agency(self):
        lines = self.cleaned_data["issuing_agency"].split(LINE_MARK)
        return "\n".join(line.strip() for line in lines if line.strip())

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean(self):
        cleaned = super().clean()
        for model, names in self.MODELS.items():
            self._check(model, [n for n in names if n in cleaned])
        since, until = cleaned.get("valid_from"), cleaned.get("last_day")
        if since and until and since > until:
            self.add_error(
                "valid_from",
                "Danh bạ phải có từ trước ngày chốt số liệu của kỳ đầu tiên.",
            )
        return cleaned

    def _check(self, model, names):
        others = {f.name for f in model._meta.fields} - set(names)
        try:
            self.built(model, names).full_clean(exclude=others)
        except ValidationError as error:
            for field, messages in error.error_dict.items():
                place = names[-1] if field == NON_FIELD_ERRORS else field
                self.add_error(place, messages)

    def built(self, model, names=None, **others):
        """An unsaved row of `model` from the answers."""
        names = self.MODELS[model] if names is None else names
        return model(**{name: self.cleaned_data[name] for name in names}, **others)


def proposed_answer(name, answers, today):
    """What a question proposes, as it would be typed; "" where nothing can be.

    `answers` are the ones typed so far. The days follow Decree 09/2019.
    """
    term = term_of(today)
    office = f"{answers.get('level_word', '')} {answers.get('name', '')}".strip()
    words = {
        "level_word": District._meta.get_field("level_word").default,
        "parent_agency": f"ỦY BAN NHÂN DÂN {office.upper()}",
        "issuing_agency": "TỔ CHỈ ĐẠO TRIỂN KHAI | CÔNG NGHỆ SỐ CỘNG ĐỒNG",
        "short_name": f"Tổ chỉ đạo triển khai CNSCĐ {office}",
        "place": answers.get("name", ""),
        "symbol": Letterhead._meta.get_field("symbol").default,
        "phrase": term.phrase,
        "next_phrase": term.next_phrase,
        "first_day": f"{term.first_day:%d/%m/%Y}",
        "last_day": f"{term.last_day:%d/%m/%Y}",
        "deadline": f"{term.deadline:%d/%m/%Y %H:%M}",
        "valid_from": answers.get("first_day", ""),
    }
    return words.get(name, "")
