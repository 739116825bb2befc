"""Delimited text: CSV and its kin, packed or not."""

from qa_run.readers import read_delimited as read

__all__ = ["read"]
