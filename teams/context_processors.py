"""What every page shows about the person's office."""


def office(request):
    """`office`, `nav` and `officer_contact` for the page's frame."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"office": None, "nav": [], "officer_contact": None}
    return {"office": user.office, "nav": [], "officer_contact": None}
