"""Control charts: limits from aggregates of subgroups, rules for signals, and how long a chart runs until one."""
