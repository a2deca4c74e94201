"""Reading a page as a browser would: by CSS selector, and its forms' fields."""

from cssselect2 import ElementWrapper
from tinyhtml5 import parse


class Page:
    """The HTML of a response; what is asked of it is asked by CSS selector."""

    def __init__(self, html: str | bytes):
        html = html.decode() if isinstance(html, bytes) else html
        tree = parse(html, namespace_html_elements=False)
        self.root = ElementWrapper.from_html_root(tree)

    def all(self, selector: str) -> list[ElementWrapper]:
        return list(self.root.query_all(selector))

    def one(self, selector: str) -> ElementWrapper:
        (found,) = self.all(selector)
        return found

    def texts(self, selector: str) -> list[str]:
        """What each match says, white space normalised."""
        return [text_of(match) for match in self.all(selector)]

    def links(self, selector: str = "a") -> dict[str, str]:
        """Where each link leads, by its words."""
        return {
            text_of(link): link.etree_element.get("href") for link in self.all(selector)
        }

    def fields(self, form: str = "form") -> dict[str, list[str]]:
        """What the form would send if it were sent as it stands."""
        sent: dict[str, list[str]] = {}
        for field in self.all(f"{form} [name]"):
            for value in _values(field):
                sent.setdefault(field.etree_element.get("name"), []).append(value)
        return sent


def text_of(element: ElementWrapper) -> str:
    """The words in an element, white space normalised."""
    return " ".join("".join(element.etree_element.itertext()).split())


def _values(field):
    element = field.etree_element
    kind = element.get("type", "text")
    if element.tag == "button" or kind in ("submit", "file"):
        return
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
    for option in chosen:
        yield option.get("value", "".join(option.itertext()).strip())
