"""Which events an observation means, behind the words for what it is."""

from qa_run import Where


def meant(language: str, *of: Where | None) -> str:
    """` (complaint, repair)`; blank where all events are meant."""
    told = ", ".join(one.sentence(language) for one in of if one is not None)
    return f" ({told})" if told else ""
