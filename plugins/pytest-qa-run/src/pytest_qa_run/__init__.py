"""qa-run in pytest: procedures are collected, and a frame can be held against one inside a test."""
