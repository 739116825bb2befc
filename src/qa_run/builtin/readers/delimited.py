"""CSV and its kin: `.csv`, `.tsv`, `.txt`, packed with gzip or not."""

from qa_run import Reader
from qa_run.readers import read_delimited

READER = Reader("csv", (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"), read_delimited)
