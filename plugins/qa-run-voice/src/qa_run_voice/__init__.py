"""What is said to customers: groups of phrases in English, Italian and Polish, required and forbidden."""

from qa_run import Deferred, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [
        Deferred("never_says", "qa_run_voice.saying:NeverSays"),
        Deferred("phrases", "qa_run_voice.calls:Phrases"),
        Deferred("says", "qa_run_voice.saying:Says"),
    ]
