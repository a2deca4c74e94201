"""What the leader says, and what the officer did about it, in; plain text out."""

from django import forms

from reports.models import LeaderComment
from tuky_cnscd.forms import TextAsTyped


class CommentForm(TextAsTyped, forms.Form):
    text = forms.CharField(
        label="Góp ý",
        max_length=LeaderComment.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Đề nghị ghi nội dung góp ý."},
    )


class SettleForm(TextAsTyped, forms.Form):
    reply = forms.CharField(
        label="Kết quả xử lý",
        max_length=LeaderComment.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Đề nghị ghi ngắn gọn đã xử lý thế nào."},
    )
