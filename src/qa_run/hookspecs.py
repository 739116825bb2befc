"""What a plugin may do. Few hooks, typed, none with an argument yet; each is documented with a plugin that needs it."""

import pluggy

from qa_run.offers import Deferred, Reader, Reporter, Template

hookspec = pluggy.HookspecMarker("qa_run")


class HookSpecs:
    """The hooks of qa-run. A plugin is a module (or object) with functions of these names, marked `@hookimpl`."""

    @hookspec
    def qa_criteria(self) -> list[type | Deferred]:  # type: ignore[empty-body]
        """The criteria that the plugin offers: frozen classes marked with `@criterion`, or a `Deferred` for each.

        Used by `qa-run-food`.
        """

    @hookspec
    def qa_acceptance(self) -> list[type | Deferred]:  # type: ignore[empty-body]
        """Rules for `accept:`, frozen classes marked with `@acceptance`. Used by the built-in `at_most`."""

    @hookspec
    def qa_observations(self) -> list[type | Deferred]:  # type: ignore[empty-body]
        """Kinds of observations, frozen classes marked with `@observation`: values made of a row, or of the rows of an
        item. Used by the built-in `count` and `elapsed`."""

    @hookspec
    def qa_readers(self) -> list[Reader]:  # type: ignore[empty-body]
        """Readers of further kinds of files. Used by the built-in CSV, Parquet and Excel readers."""

    @hookspec
    def qa_reporters(self) -> list[Reporter]:  # type: ignore[empty-body]
        """Further forms of the report. Used by the built-in `json`."""

    @hookspec
    def qa_templates(self) -> list[Template]:  # type: ignore[empty-body]
        """First procedures for `qa-run init`. Used by `qa-run-food` and the built-in `portion`."""
