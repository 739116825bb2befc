"""Plugins that come along. They import only what every plugin author has: the public names of qa_run."""
