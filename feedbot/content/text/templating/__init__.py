"""The template languages of generators, as far as articles use them: from signs to what a reader sees."""
