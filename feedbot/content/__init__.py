"""What there is: files become articles, or problems that a person can mend."""
