"""Literals out of configuration that is written in a programming language; runs none of it."""
