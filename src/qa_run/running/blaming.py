"""What a plugin raised, in one line."""


class ObservationBroke(Exception):
    """What a plugin raised while it observed, in one line with the names that its author needs."""


def first_line(error: Exception) -> str:
    """An exception in one line."""
    told = str(error).strip()
    return f"{type(error).__name__}: {told.splitlines()[0] if told else ''}"
