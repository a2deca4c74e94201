"""Reading a page as a browser would: by CSS selector, and its forms by their words."""

from cssselect2 import ElementWrapper
from tinyhtml5 import parse

FIELDS = "input[name], textarea[name], select[name]"
TYPED = (
    "textarea[name], select[name],"
    " input[name]:not([type=hidden]):not([type=checkbox]):not([type=radio])"
)


class Page:
    """The HTML of a response; what is asked of it is asked by CSS selector."""

    def __init__(self, html: str | bytes):
        html = html.decode() if isinstance(html, bytes) else html
        tree = parse(html, namespace_html_elements=False)
        self.root = ElementWrapper.from_html_root(tree)

    @property
    def text(self) -> str:
        """Every word of the page's body."""
        return text_of(self.one("body"))

    def all(self, selector: str) -> list[ElementWrapper]:
        return list(self.root.query_all(selector))

    def one(self, selector: str) -> ElementWrapper:
        (found,) = self.all(selector)
        return found

    def texts(self, selector: str) -> list[str]:
        """What each match says, white space normalised."""
        return [text_of(match) for match in self.all(selector)]

    def links(self, selector: str = "a[href]") -> dict[str, str]:
        """Where each link leads, by its words."""
        found = self.all(selector)
        return {text_of(link): link.etree_element.get("href") for link in found}

    def form_with(self, button: str) -> tuple[ElementWrapper, dict[str, list[str]]]:
        """The form that holds a button of these words, and what pressing it sends."""
        for form in self.all("form"):
            for each in form.query_all("button"):
                if text_of(each) == button:
                    fields = _fields_of(form)
                    name = each.etree_element.get("name")
                    if name:
                        fields[name] = [each.etree_element.get("value", "")]
                    return form, fields
        raise AssertionError(f"No button “{button}” on the page.")

    def field(self, label: str) -> ElementWrapper:
        """The field to type in or to choose from that is called so."""
        names = {e.etree_element.get("id"): text_of(e) for e in self.all("[id]")}
        labels = {
            e.etree_element.get("for"): text_of(e) for e in self.all("label[for]")
        }
        for found in self.all(TYPED):
            element = found.etree_element
            ids = element.get("aria-labelledby", "").split()
            by_ids = " ".join(names[each] for each in ids)
            own = labels.get(element.get("id"), "").removesuffix("*")
            if label.casefold() in (by_ids.casefold(), own.casefold()):
                return found
        raise AssertionError(f"No field “{label}” on the page.")


def text_of(element: ElementWrapper) -> str:
    """The words in an element, white space normalised."""
    return " ".join("".join(element.etree_element.itertext()).split())


def option(select: ElementWrapper, words: str) -> str:
    """What choosing the option of these words sends."""
    options = {text_of(each): each for each in select.query_all("option")}
    assert words in options, f"No option “{words}” among {list(options)}."
    return options[words].etree_element.get("value", words)


def _fields_of(form):
    """What the form would send if it were sent as it stands."""
    sent: dict[str, list[str]] = {}
    for field in form.query_all(FIELDS):
        for value in _values(field.etree_element):
            sent.setdefault(field.etree_element.get("name"), []).append(value)
    return sent


def _values(element):
    kind = element.get("type", "text")
    if kind in ("checkbox", "radio"):
        if element.get("checked") is not None:
            yield element.get("value", "on")
    elif element.tag == "textarea":
        yield (element.text or "").removeprefix("\n")
    elif element.tag == "select":
        yield from _chosen(element)
    else:
        yield element.get("value", "")


def _chosen(select):
    options = list(select.iter("option"))
    chosen = [o for o in options if o.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]
    for each in chosen:
        yield each.get("value", "".join(each.itertext()).strip())


def next_page(response) -> str | None:
    """Where “Trang sau” of a list leads, or None on its last page."""
    return Page(response.content).links("nav.pager a").get("Trang sau")
