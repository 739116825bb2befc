"""What the law asks of the contents of packages: NIST Handbook 133, category A, and Directive 76/211/EEC."""

from qa_run import Deferred, Template, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [
        Deferred("net_contents", "qa_run_netcontent.net_contents:NetContents"),
        Deferred("no_package_below", "qa_run_netcontent.no_package_below:NoPackageBelow"),
    ]


@hookimpl
def qa_templates() -> list[Template]:
    says = "a batch holds what its label says, each package weighed and tared"
    return [Template("package", says, "qa_run_netcontent:templates/package")]
