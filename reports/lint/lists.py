"""Lines of a list that opens each item with a dash enter, its items leave."""

from .page import Line


def items(lines: tuple[Line, ...]) -> list[str]:
    """Each item of a list as one text, with the lines that it runs on to."""
    found_items: list[str] = []
    for line in lines:
        text = line.text.strip()
        if found_items and text[:1] not in "-–" and found_items[-1][-1:] not in ";.":
            found_items[-1] += f" {text}"
        else:
            found_items.append(text)
    return found_items


def are_ended(named: list[str]) -> bool:
    """Whether each item ends with a semicolon, the last with a full stop."""
    rest_ended = all(item.endswith(";") for item in named[:-1])
    return rest_ended and named[-1].endswith(".")
