"""A form's proposals in; what was recorded, and the new products, out; words too."""

from django.db import transaction

from reports.models import Product
from reports.recording import record, record_held, take_hold
from reports.wording import write_words

from .lists import name_key


def save(form, *, submission, origin):
    """Record what the form can give. Raises `NotNow` where entry is closed."""
    with transaction.atomic():
        take_hold(submission, by=origin.by)
        return save_held(form, submission, origin)


def save_held(form, submission, origin):
    """The same, for a caller that took hold of the return in its own transaction."""
    recorded = record_held(
        form.proposals(), submission, origin, form.total_only(), form.standing()
    )
    _add_new(form, submission, recorded)
    return recorded


def take_over(form, *, submission, origin):
    """Record what is ticked of an offer. Raises `NotNow` where entry is closed."""
    with transaction.atomic():
        recorded = record(form.proposals(), submission=submission, origin=origin)
        _add_new(form, submission, recorded)
    return recorded


def _add_new(form, submission, recorded):
    """The products of the lists that were written."""
    waiting = {conflict.proposal.place for conflict in recorded.conflicts}
    add_products(submission.commune_id, form.new_products(but=waiting))


def save_words(words, *, submission, by):
    """Store the words that can be taken. Raises `NotNow` where entry is closed."""
    words.full_clean()
    for wording in words.wordings():
        worded = write_words(wording, submission=submission, by=by)
        words.standing[wording.topic] = worded.words
        if worded.theirs:
            words.stand_against(worded)


def add_products(commune_id, products):
    """Make the commune's products of (kind, name); one that it has is passed over."""
    if not products:
        return
    known = set(
        Product.objects.filter(commune=commune_id).values_list("kind", "search_key")
    )
    new = {
        (kind, name_key(name)): Product(commune_id=commune_id, kind=kind, name=name)
        for kind, name in products
    }
    rows = [product for key, product in new.items() if key not in known]
    for product in rows:
        product.set_keys()
    Product.objects.bulk_create(rows, ignore_conflicts=True)
