"""One file per revision of the tables; they only add."""
