"""What stands between the failures and the last line: what is released with a word to be said, and notices."""

from typing import Any


class Summary:
    """Told of each report where results are shown: under xdist that is not in the workers."""

    def __init__(self) -> None:
        self.notices: dict[str, None] = {}

    def pytest_runtest_logreport(self, report: Any) -> None:
        if told := getattr(report, "qa_run_notices", ""):
            self.notices[told] = None

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        write = terminalreporter.write_line
        if self.notices and terminalreporter.verbosity > -2:
            terminalreporter.write_sep("=", "notices of qa-run")
            for notice in self.notices:
                write(notice)
        said = [each for name in ("conceded", "marginal") for each in terminalreporter.stats.get(name, ())]
        if said and terminalreporter.verbosity > -2:
            terminalreporter.write_sep("=", "released with a word to be said")
            for report in said:
                message = dict(report.user_properties).get("message", "")
                write(f"{report.qa_run_said.upper()} {report.nodeid} - {message}", yellow=True)
