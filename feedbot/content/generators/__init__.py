"""One file per static-site generator: what its paths and keys mean; one contract, one registry."""
