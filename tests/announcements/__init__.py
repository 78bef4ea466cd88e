"""What is said: hashtags, lengths, templates, wording, timing."""
