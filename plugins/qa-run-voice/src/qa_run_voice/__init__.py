"""What is said to customers: groups of phrases in English, Italian and Polish, required and forbidden."""

from qa_run import Deferred, Later, Reader, Template, hookimpl


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


@hookimpl
def qa_templates() -> list[Template]:
    attendant = "the menu of an automatic attendant, which leads to a human being"
    call = "what is said to a customer, from the greeting to the goodbye"
    return [
        Template("attendant", attendant, "qa_run_voice:templates/attendant"),
        Template("call", call, "qa_run_voice:templates/call"),
    ]
