"""A commune's words as typed in; proposed wordings out, what cannot be taken kept."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone

from reports.models import SubmissionWords
from reports.wording import Worded, Wording
from tuky_cnscd.vietnamese import format_number, nfc

from .cells import AFTER, KEY, uuids
from .versions import BASE, VersionField

Topic = SubmissionWords.Topic
WORDS = "w-"
LONGEST = SubmissionWords.LONGEST
HINTS = {
    Topic.RESULTS: "Việc làm được, mô hình hay, chuyển biến của người dân.",
    Topic.DIFFICULTIES: "Điều còn vướng và nguyên nhân.",
    Topic.PROPOSALS: "Đề nghị huyện, tỉnh giúp việc gì.",
}


def words_name(topic):
    """The name of a topic's field: w-results."""
    return f"{WORDS}{topic}"


class WordsField(forms.CharField):
    """Plain text; too long a one is refused with how much to take away."""

    def __init__(self):
        super().__init__(required=False, strip=False)

    def clean(self, value):
        text = nfc(super().clean(value)).strip()
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"Nội dung dài {format_number(len(text))} ký tự, tối đa"
                f" {format_number(LONGEST)}; bớt {format_number(len(text) - LONGEST)}"
                " ký tự hoặc chuyển thành tệp kèm theo."
            )
        return text


@dataclass(frozen=True)
class ShownWords:
    """One topic, ready to print."""

    name: str
    label: str
    hint: str
    text: str
    version: int
    message: str = ""

    @property
    def base_name(self):
        return BASE + self.name


class WordsForm(forms.Form):
    """One text for each topic; only those that were sent are looked at.

    `standing`: {topic: SubmissionWords} as they are stored.
    """

    def __init__(self, standing, data=None):
        super().__init__(data)
        self.standing = standing
        self.newer = {}
        for topic in Topic:
            name = words_name(topic)
            if data is None or name in data:
                self.fields[name] = WordsField()
                self.fields[BASE + name] = VersionField()

    def wordings(self) -> list[Wording]:
        """What can be taken of what was sent."""
        names = {words_name(topic): topic for topic in Topic}
        return [
            Wording(
                topic=topic,
                text=self.cleaned_data[name],
                based_on=self.cleaned_data[BASE + name],
                key=next(iter(uuids(self.data.get(KEY + name, ""))), None),
                follows=uuids(self.data.get(AFTER + name, "")),
            )
            for name, topic in names.items()
            if name in self.cleaned_data
        ]

    def stand_against(self, worded: Worded):
        """Say what somebody else wrote meanwhile; sending again then replaces it."""
        theirs = worded.theirs
        name = words_name(worded.words.topic)
        self.newer[name] = theirs.number
        at = timezone.localtime(theirs.at)
        self.add_error(
            name,
            f"{theirs.by} đã viết lúc {at:%H:%M} ngày {at:%d/%m/%Y}, sau khi bạn mở"
            f" trang: “{theirs.text}”. Nội dung của bạn chưa được ghi; gộp hai nội dung"
            " ở đây rồi lưu lần nữa.",
        )

    def sent(self) -> list[ShownWords]:
        """The topics that were sent, as they stand now."""
        return [shown for shown in self.shown() if shown.name in self.fields]

    def shown(self) -> list[ShownWords]:
        """The topics in order, as stored or as sent where that could not be taken."""
        return [self._shown(topic) for topic in Topic]

    def _shown(self, topic):
        name, words = words_name(topic), self.standing.get(topic)
        text, version = (words.text, words.version) if words else ("", 0)
        kept = self.is_bound and name in self.errors
        return ShownWords(
            name=name,
            label=topic.label,
            hint=HINTS[topic],
            text=nfc(self.data[name]) if kept else text,
            version=self.newer.get(name, version),
            message=self.errors[name][0] if kept else "",
        )
