"""The sentences of this plugin in other languages: the tables are in `wording/`, a file for each."""

from qa_run import words_beside

said = words_beside(__file__)
