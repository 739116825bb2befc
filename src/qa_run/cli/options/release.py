"""The words of `qa-run release`."""

from argparse import SUPPRESS

from qa_run.cli.options.parsing import Parser, settings

#: Words of a run that would narrow it, and how many values each takes: a lot is released by all or not at all.
NARROWING = {
    "-k": 1, "-m": 1, "--deselect": 1, "-x": 0, "--exitfirst": 0, "--maxfail": 1, "--lf": 0, "--last-failed": 0,
    "--ff": 0, "--failed-first": 0, "--co": 0, "--collect-only": 0, "--no-concessions": 0,
}  # fmt: skip
_AFTER = """\
exit codes:
  0 go   1 hold or stop, or a run that can decide nothing   2 interrupted
  3 an error of qa-run or a plugin   4 a fault in a procedure, the settings or
  the command, or samples that cannot be used   5 no item of the lot at all

The rules stand in the settings, under [release]. A passphrase of the key is
taken from the environment: QA_RUN_KEY_PASSPHRASE.
"""


def add_options(parser: Parser) -> None:
    """The options of `qa-run release`."""
    parser.epilog = _AFTER
    add = parser.add_argument
    add("lot", metavar="LOT", help="the lot that is decided on, as the samples name it")
    add("paths", nargs="*", metavar="PATH", help="files and folders of procedures (default: specs)")
    add("--samples", action="append", default=[], metavar="[NAME=]PATH",
        help="judge these files instead of those of the procedures; with NAME, for that procedure only")  # fmt: skip
    add("--as-of", metavar="TIME", help="the time the run holds for (default: now)")
    add("--out", metavar="FOLDER", help="the new folder for the papers (default: release-LOT)")
    add("--sign", metavar="KEY", help="sign the statement with this private key (PKCS8 PEM)")
    add("--by", default="", metavar="NAME", help="who decides; needed to sign")
    add("--field", action="append", default=[], metavar="NAME=VALUE",
        help="one more line of the certificate: order, customer, part number")  # fmt: skip
    add("--no-history", action="store_true", help="neither record this run nor look at those before it")
    add("--require-history", action="store_true", help="without a record there is no certificate")
    settings(parser)
    for word, values in NARROWING.items():
        if values:
            add(word, dest="narrowing", action="append", help=SUPPRESS)
        else:
            add(word, dest="narrowing", action="append_const", const=word, help=SUPPRESS)
