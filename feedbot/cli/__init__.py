"""The command line: one file per command; ``main`` alone turns exceptions into words and exit codes."""
