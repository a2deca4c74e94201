"""What the paper cannot print is refused where it is typed, by field and character."""

import pytest
from django import forms

from reports.forms.commune_paper import CommuneLetterheadForm
from reports.forms.heads import LetterheadForm, SignerForm
from reports.forms.indicators import IndicatorForm
from reports.forms.registers import ActivityForm, DocumentForm, ProductForm
from tests.factories import make_district
from tests.reports.outputs import hostile

pytestmark = pytest.mark.django_db


def forms_of(district):
    """Every form whose texts come to stand on a paper, made with these data."""
    of_it = {"district": district}

    def plain(form_class):
        model = form_class._meta.model
        return lambda data: form_class(data, instance=model(**of_it))

    kinds = (LetterheadForm, SignerForm, IndicatorForm, ActivityForm, DocumentForm)
    return {
        **{kind.__name__: plain(kind) for kind in kinds},
        "ProductForm": lambda data: ProductForm(data, district=district),
        "CommuneLetterheadForm": lambda data: CommuneLetterheadForm(data),
    }


NAMES = tuple(forms_of(None))


def texts_of(form):
    """The fields of a form that take any text."""
    return [
        name
        for name, field in form.fields.items()
        if type(field) is forms.CharField and not field.disabled
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_field_refuses_what_the_paper_cannot_print(name):
    make = forms_of(make_district())[name]
    fields = texts_of(make({}))
    assert fields
    for kind, said in [
        ("emoji", "U+1F600"),
        ("turned", "U+202E"),
        ("isolated", "U+2067"),
        ("private", "U+E000"),
        ("NUL", "U+0000"),
    ]:
        form = make(dict.fromkeys(fields, hostile.REFUSED[kind]))
        for field in fields:
            assert said in " ".join(form.errors[field]), (field, kind)


@pytest.mark.parametrize("name", NAMES)
def test_each_field_refuses_a_word_without_end(name):
    make = forms_of(make_district())[name]
    fields = texts_of(make({}))
    form = make(dict.fromkeys(fields, hostile.LONG))
    for field in fields:
        said = " ".join(form.errors[field])
        assert "10.002 ký tự" in said or "tối đa" in said, (field, said)


@pytest.mark.parametrize("name", NAMES)
def test_no_field_refuses_signs_that_can_be_printed(name):
    make = forms_of(make_district())[name]
    for text in hostile.PRINTED.values():
        form = make(dict.fromkeys(texts_of(make({})), text))
        said = " ".join(map(str, form.errors.values()))
        assert "không in được" not in said
