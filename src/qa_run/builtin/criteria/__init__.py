"""The criteria that come along: a file a family."""
