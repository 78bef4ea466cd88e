"""Real servers and fakes that the tests talk to over loopback."""
