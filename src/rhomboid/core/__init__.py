"""The pure core: functions of their arguments, no clock, no file, no display text."""
