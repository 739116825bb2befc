"""The names for programs that carry out runs themselves, as type checkers and editors see them."""

from qa_run.cli.screen.plain import (
    Section as Section,
    notices_of as notices_of,
    section as section,
    what_blocks as what_blocks,
)
from qa_run.cli.words import samples_of as samples_of
from qa_run.host import Host as Host
from qa_run.judging.places import places_of as places_of
from qa_run.loading.discovering import Found as Found, discovered as discovered
from qa_run.loading.loader import load as load
from qa_run.model.procedure import Procedure as Procedure, Requirement as Requirement
from qa_run.model.report import ProcedureReport as ProcedureReport
from qa_run.planning.selecting import Inspectable as Inspectable
from qa_run.running.inspectable import inspectable as inspectable
from qa_run.session import Options as Options, carry_out as carry_out, host_of as host_of
from qa_run.session.moments import moment as moment

__all__: list[str]
