"""Makes calendars and address cards, folded and escaped as their programs do."""


def escaped(text: str) -> str:
    """A text as a value of a line."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str, width: int = 60) -> str:
    """A line over as many lines as it needs."""
    return "\r\n ".join(line[at : at + width] for at in range(0, max(len(line), 1), width))


def component(name: str, *lines: str) -> str:
    """Lines between BEGIN and END; lines may be components."""
    return "\r\n".join([f"BEGIN:{name}", *(line if "\r\n" in line else folded(line) for line in lines), f"END:{name}"])


def calendar(*entries: str, method: str = "") -> bytes:
    """A calendar of events."""
    said = [f"METHOD:{method}"] if method else []
    return (component("VCALENDAR", "VERSION:2.0", *said, *entries) + "\r\n").encode()


def cards(*each: str) -> bytes:
    """A file of cards."""
    return "".join(card + "\r\n" for card in each).encode()
