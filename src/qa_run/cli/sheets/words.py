"""What a recording sheet says, in the languages that it knows."""

from collections.abc import Mapping

from attrs import frozen


@frozen(kw_only=True, eq=False, repr=False)
class Words:
    """The sentences of a sheet in one language; `{}` is where something stands in them."""

    sheet: str
    heading: tuple[str, str, str, str, str, str]
    item: str
    item_of_event: str
    event: str
    by: str
    looked_up: str
    lot: str
    time: str
    time_of_event: str
    stratum: str
    needed: str
    number: str
    text: str
    moment: str
    choice: str
    yes_no: str
    may_be_blank: str
    only_where: str
    both: str
    either: str
    other: str
    fill_in: str
    fill_in_events: str
    as_it_is: str
    outside: str
    no_number: str
    no_moment: str
    no_choice: str
    from_path: str
    lists: str


_EN = Words(
    sheet="Record",
    heading=("column", "what it is", "unit", "how to fill it in", "what is required", "why"),
    item="what the item is called; each only once",
    item_of_event="the item that the event belongs to; there are several rows of one",
    event="what happened",
    by="who did it",
    looked_up="by it the item is looked up in another file",
    lot="the lot that the item belongs to",
    time="when the item was made or recorded",
    time_of_event="when it happened",
    stratum="each value of this column gets a verdict of its own",
    needed="others of these columns are judged by it",
    number="a number",
    text="a text",
    moment="a date, with the time: 2026-03-01 14:30",
    choice="choose from the list",
    yes_no="yes or no, in the words of the list",
    may_be_blank="may stay blank",
    only_where="only where {}",
    both="and",
    either="or",
    other="not where {}",
    fill_in="One row for each item. Leave the first row and the order of the columns as they are.",
    fill_in_events="One row for each event. Leave the first row and the order of the columns as they are.",
    as_it_is="Record what you find, also where the sheet warns: a value that does not conform has to be on record.",
    outside="Required: {}. If this is what you found, record it all the same: choose Yes.",
    no_number="A number is due here. If there is none, leave the cell blank.",
    no_moment="A date is due here, as in 2026-03-01 14:30. If there is none, leave the cell blank.",
    no_choice="This is not in the list. If it is what you found, record it all the same: choose Yes.",
    from_path="{}: is no column here, since the path of the file tells it ({})",
    lists="lists to choose from",
)
_IT = Words(
    sheet="Registro",
    heading=("colonna", "che cos'è", "unità", "come si compila", "che cosa è richiesto", "perché"),
    item="come si chiama l'elemento; ognuno una volta sola",
    item_of_event="l'elemento a cui appartiene l'evento; lo stesso può avere più righe",
    event="che cosa è successo",
    by="chi l'ha fatto",
    looked_up="serve a cercare l'elemento in un altro file",
    lot="il lotto a cui appartiene l'elemento",
    time="quando l'elemento è stato fatto o registrato",
    time_of_event="quando è successo",
    stratum="ogni valore di questa colonna ha un verdetto proprio",
    needed="serve a giudicare altre colonne",
    number="un numero",
    text="un testo",
    moment="una data con l'ora: 2026-03-01 14:30",
    choice="scegliere dall'elenco",
    yes_no="sì o no, con le parole dell'elenco",
    may_be_blank="può restare vuota",
    only_where="solo dove {}",
    both="e",
    either="oppure",
    other="non dove {}",
    fill_in="Una riga per ogni elemento. Lasciare la prima riga e l'ordine delle colonne come sono.",
    fill_in_events="Una riga per ogni evento. Lasciare la prima riga e l'ordine delle colonne come sono.",
    as_it_is="Si registra quello che si trova, anche se il foglio avverte: anche un valore non conforme va scritto.",
    outside="Richiesto: {}. Se è proprio quello che si è trovato, si registra lo stesso: scegliere Sì.",
    no_number="Qui va un numero. Se non c'è, lasciare vuota la cella.",
    no_moment="Qui va una data, come 2026-03-01 14:30. Se non c'è, lasciare vuota la cella.",
    no_choice="Non è nell'elenco. Se è proprio quello che si è trovato, si registra lo stesso: scegliere Sì.",
    from_path="{}: qui non è una colonna, perché lo dice il percorso del file ({})",
    lists="elenchi da cui scegliere",
)
_PL = Words(
    sheet="Zapis",
    heading=("kolumna", "co to jest", "jednostka", "jak wypełnić", "co jest wymagane", "dlaczego"),
    item="jak nazywa się sztuka; każda tylko raz",
    item_of_event="sztuka, której dotyczy zdarzenie; może mieć kilka wierszy",
    event="co się stało",
    by="kto to zrobił",
    looked_up="według niej sztuka jest szukana w innym pliku",
    lot="partia, do której należy sztuka",
    time="kiedy sztuka została wykonana lub zapisana",
    time_of_event="kiedy to się stało",
    stratum="każda wartość tej kolumny ma własny werdykt",
    needed="według niej oceniane są inne kolumny",
    number="liczba",
    text="tekst",
    moment="data z godziną: 2026-03-01 14:30",
    choice="wybrać z listy",
    yes_no="tak lub nie, słowami z listy",
    may_be_blank="może pozostać pusta",
    only_where="tylko gdy {}",
    both="i",
    either="lub",
    other="poza przypadkiem, gdy {}",
    fill_in="Jeden wiersz na każdą sztukę. Pierwszy wiersz i kolejność kolumn zostawić bez zmian.",
    fill_in_events="Jeden wiersz na każde zdarzenie. Pierwszy wiersz i kolejność kolumn zostawić bez zmian.",
    as_it_is="Zapisać to, co jest, także gdy arkusz ostrzega: wartość niezgodna też musi zostać zapisana.",
    outside="Wymagane: {}. Jeśli naprawdę tak jest, mimo to zapisać: wybrać Tak.",
    no_number="Tu należy wpisać liczbę. Jeśli jej nie ma, zostawić komórkę pustą.",
    no_moment="Tu należy wpisać datę, np. 2026-03-01 14:30. Jeśli jej nie ma, zostawić komórkę pustą.",
    no_choice="Tego nie ma na liście. Jeśli naprawdę tak jest, mimo to zapisać: wybrać Tak.",
    from_path="{}: nie ma tu takiej kolumny, bo mówi o tym ścieżka pliku ({})",
    lists="listy do wyboru",
)
LANGUAGES: Mapping[str, Words] = {"en": _EN, "it": _IT, "pl": _PL}
