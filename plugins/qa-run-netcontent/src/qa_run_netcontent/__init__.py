"""What the law asks of the contents of packages: NIST Handbook 133, category A, and Directive 76/211/EEC."""

from qa_run import Deferred, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [
        Deferred("net_contents", "qa_run_netcontent.net_contents:NetContents"),
        Deferred("no_package_below", "qa_run_netcontent.no_package_below:NoPackageBelow"),
    ]
