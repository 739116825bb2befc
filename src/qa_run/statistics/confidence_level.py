"""What a confidence level may be."""


def confidence(level: float) -> float:
    """`level`, if it can be a confidence level; ValueError if not."""
    if not 0 < level < 1:
        raise ValueError(f"the confidence level is {level}: give a number between 0 and 1, such as 0.95")
    return float(level)
