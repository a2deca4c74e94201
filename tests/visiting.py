"""A person at a browser without scripts: reads, follows links, fills in, presses."""

from urllib.parse import urlencode, urljoin

from django.test import Client

from tests.pages import Page, option, text_of


class Visitor:
    """One signed-in person and the page before them; every page must be a good one."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)
        self.typed: dict[str, str] = {}
        self.open("/")

    def open(self, address):
        return self._read(self.client.get(address, follow=True), address)

    def follow(self, words):
        """Follow the link of these words."""
        links = self.page.links()
        assert words in links, f"No link “{words}” among {sorted(links)}."
        return self.open(urljoin(self.address, links[words]))

    def file(self, words) -> bytes:
        """The file that the link of these words leads to."""
        response = self.client.get(urljoin(self.address, self.page.links()[words]))
        assert response.status_code == 200
        return response.content

    def file_of(self, button) -> bytes:
        """The file that the form with this button answers with."""
        form, fields = self.page.form_with(button)
        address = urljoin(self.address, form.etree_element.get("action"))
        response = self.client.post(address, fields, follow=True)
        assert response.status_code == 200
        return response.content

    def fill(self, label, value):
        """Type into the field of this name, or choose the option of these words."""
        field = self.page.field(label)
        if field.etree_element.tag == "select":
            value = option(field, value)
        self.typed[field.etree_element.get("name")] = value
        return self

    def press(self, button):
        """Send the form that holds this button, with what was filled in."""
        form, fields = self.page.form_with(button)
        unknown = self.typed.keys() - fields.keys()
        assert not unknown, f"Not in this form: {unknown}."
        fields |= {name: [value] for name, value in self.typed.items()}
        address = urljoin(self.address, form.etree_element.get("action") or "")
        if form.etree_element.get("method", "get").lower() == "get":
            asked = urlencode(fields, doseq=True)
            return self.open(f"{address.partition('?')[0]}?{asked}")
        return self._read(self.client.post(address, fields, follow=True), address)

    def sees(self, words):
        return words in self.page.text

    def _read(self, response, address):
        chain = getattr(response, "redirect_chain", ())
        self.address = urljoin(address, chain[-1][0]) if chain else address
        self.page = Page(response.content)
        said = "; ".join(map(text_of, self.page.all("[role=alert], .invalid-feedback")))
        assert response.status_code == 200, f"{self.address}: {said}"
        self.typed = {}
        return self
