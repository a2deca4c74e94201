"""What the officer chose on the reminders' pages in; plain values out."""

from django import forms

from reports.models import Reminder

NOBODY_CHOSEN = "Đề nghị chọn ít nhất một người nhận."


class SaidForm(forms.Form):
    """How communes were reminded outside the program; no return: all late ones."""

    WAYS = [(way, way.label) for way in Reminder.Way if way in Reminder.SAID]

    way = forms.ChoiceField(
        choices=WAYS, error_messages={"invalid_choice": "Cách nhắc không đúng."}
    )
    submission = forms.IntegerField(required=False)


class EmailsForm(forms.Form):
    """Which e-mails to send, of those that are ready: "12-34" is return and person.

    `seen`: the last reminder that the page knew of.
    """

    seen = forms.IntegerField(min_value=0)
    to = forms.MultipleChoiceField(
        error_messages={
            "required": NOBODY_CHOSEN,
            "invalid_choice": "Có người nhận không còn trong danh sách: xã đã gửi báo"
            " cáo hoặc tài khoản đã đổi. Đề nghị xem lại danh sách.",
        }
    )

    def __init__(self, ready, data=None):
        super().__init__(data)
        self.ready = {
            f"{pk}-{person}": each for each in ready for pk, person in [each.key]
        }
        self.fields["to"].choices = [(key, key) for key in self.ready]

    def emails(self):
        """The chosen ones, in the order of the page."""
        chosen = set(self.cleaned_data["to"])
        return [each for key, each in self.ready.items() if key in chosen]
