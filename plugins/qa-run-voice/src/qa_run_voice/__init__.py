"""What is said to customers: groups of phrases in English, Italian and Polish, required and forbidden."""

from qa_run import Deferred, Later, Reader, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [
        Deferred("never_says", "qa_run_voice.saying:NeverSays"),
        Deferred("phrases", "qa_run_voice.calls:Phrases"),
        Deferred("says", "qa_run_voice.saying:Says"),
    ]


@hookimpl
def qa_readers() -> list[Reader]:
    computed = ("reached", "depth", "choices", "ends_in", "way_out", "keys_to_human", "only_website")
    return [Reader("menu", (".menu",), Later("qa_run_voice.menus:read"), computed)]
