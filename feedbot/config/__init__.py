"""The configuration: TOML becomes one frozen value, or every mistake at once, with file and line."""
