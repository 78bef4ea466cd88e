"""Tests of the networks: one conformance suite for all, and the manners of each."""
