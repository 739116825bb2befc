"""What a plugin raised, in one line."""


class ObservationBroke(Exception):
    """What a plugin raised while it observed, in one line with the names that its author needs."""


def first_line(error: Exception) -> str:
    """An exception in one line; of a column that is not there, the line of the engine, which names it."""
    told, name, behind = _first(error), type(error).__name__, error.__context__
    if name == "ColumnNotFoundError" and behind is not None and type(behind).__name__ == "BinderException":
        told = _first(behind).removeprefix("Binder Error: ")
    return f"{name}: {told}"


def _first(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), "")
