"""Say it there: one file per network, one contract, one registry."""
