"""The command line: arguments in, one workflow, a report, an exit code. The only place that prints."""

from sitegen.cli.app import main

__all__ = ["main"]
