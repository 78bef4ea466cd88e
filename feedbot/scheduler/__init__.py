"""When to make a pass: a file change, a due moment, a tick, a signal."""
