"""Tests, one folder per room; servers that they talk to are in `servers`."""
