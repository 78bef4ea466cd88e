"""One pass, in the order of the story: look, remember, write the feeds, deliver what is due."""
