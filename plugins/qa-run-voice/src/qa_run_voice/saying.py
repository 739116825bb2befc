"""What an utterance must say, and what it never may."""

import narwhals as nw
from attrs import frozen
from qa_run import Example, Text, criterion

from qa_run_voice import telling
from qa_run_voice.packs import Group
from qa_run_voice.spoken import Language, in_words, known, listed, said


@criterion("says")
@frozen(eq=False, repr=False)
class Says:
    """The recorded utterance says what it should, in whatever words: a phrase of a group is heard in it.

    language: en, it or pl; `{column: lang}` where each utterance has its own
    any_of:   groups of phrases, of which one must be heard
    all_of:   groups of which each must be heard

    Groups: greeting, offer (of help), please, thanks, welcome (accepts thanks: "you're welcome", Prego, Nie ma za co),
    casual ("no problem", figurati, nie ma sprawy), dismissive ("sure", sicuro, no jasne), apology, goodbye, hurry,
    insult. Capitals and accents make no difference. What is quoted ('he said "thanks"'), reported, denied ("I won't
    say thanks") or asked ("sure?") is not heard.

        utterance: {says: {language: it, any_of: [welcome]}, when: {stage: after_thanks}}

    Findings: `thanks not said`, or `none of thanks, goodbye said`. An utterance in a language without a pack cannot be
    judged, which fails. `python -m qa_run_voice.scoring FILE` tells how well utterances of your own are heard.
    """

    language: Language
    any_of: tuple[Group, ...] = ()
    all_of: tuple[Group, ...] = ()
    reads = Text
    examples = (
        Example(
            {"language": "en", "any_of": ["thanks"]},
            passes=("Thank you very much.", "THANKS!", "No, thank you", "I can’t thank you enough"),
            fails={
                "thanks not said": (
                    "Done.",
                    "I won't say thanks",
                    'He said "thank you"',
                    "Thanks?",
                    "no thanks to you",
                ),
                "missing": (None, " "),
            },
        ),
        Example(
            {"language": {"column": "lang"}, "any_of": ["welcome"]},
            passes=("Prego.", "non c'e' di che", "Proszę bardzo", "You're very welcome, sir."),
            fails={
                "welcome not said": ("Sicuro.", "Prego?", "Nie ma sprawy", "Sure."),
                "cannot be judged": ("Bitte sehr.", "Prego."),
            },
            columns={"lang": ("it", "IT", "pl", "EN-gb", "it", "it", "pl", "en", "de", None)},
        ),
    )

    def __attrs_post_init__(self) -> None:
        known(self.language)
        if bool(self.any_of) == bool(self.all_of):
            raise ValueError("write either any_of or all_of, with the groups that must be heard")

    def sentence(self, language: str) -> str:
        asked = listed(language, self.any_of, " or ") if self.any_of else listed(language, self.all_of, " and ")
        message, which = "says {groups} {language}", in_words(self.language, language)
        return telling.said(language, message, groups=asked, language=which)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        if len(self.any_of) > 1:
            return {f"none of {', '.join(self.any_of)} said": ~said(value, self.language, self.any_of)}
        return {f"{group} not said": ~said(value, self.language, (group,)) for group in self.any_of or self.all_of}


@criterion("never_says")
@frozen(eq=False, repr=False)
class NeverSays:
    """The recorded utterance says nothing of what it must not say: no phrase of these groups is heard in it.

    language: en, it or pl; `{column: lang}` where each utterance has its own
    any_of:   groups of phrases, none of which may be heard; they and what is not heard are told under `says`

        utterance: {never_says: {language: en, any_of: [insult, dismissive]}}

    Findings name the group: `insult said`, `dismissive said`. `Sicuro.` is dismissive, `È sicuro?` is not.
    """

    language: Language
    any_of: tuple[Group, ...]
    reads = Text
    examples = (
        # the first one is tried in more ways than the others: a group of few phrases
        Example(
            {"language": "it", "any_of": ["dismissive"]},
            passes=("È sicuro?", "Di sicuro domani", "Prego."),
            fails={"dismissive said": ("Sicuro.", "vabbe'"), "missing": (None,)},
        ),
        Example(
            {"language": "it", "any_of": ["dismissive", "insult"]},
            passes=("Ha detto 'stupido' a mia moglie", "Prego."),
            fails={"insult said": ("Lei è un IDIOTA",), "dismissive said": ("Sicuro.",)},
        ),
        Example(
            {"language": "en", "any_of": ["insult"]},
            passes=("Are you sure?", "He said ‘stupid’ to me", "You are not stupid", "Sure."),
            fails={"insult said": ("Are you stupid?", "shut up"), "missing": ("",)},
        ),
        Example(
            {"language": {"column": "lang"}, "any_of": ["hurry"]},
            passes=("There's no hurry.",),
            fails={"hurry said": ("Si sbrighi!", "Prosze sie pospieszyc"), "cannot be judged": ("Schnell!",)},
            columns={"lang": ("en", "it-IT", "PL", "de")},
        ),
    )

    def __attrs_post_init__(self) -> None:
        known(self.language)

    def sentence(self, language: str) -> str:
        asked, which = listed(language, self.any_of, " or "), in_words(self.language, language)
        return telling.said(language, "never says {groups} {language}", groups=asked, language=which)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {f"{group} said": said(value, self.language, (group,)) for group in self.any_of}
