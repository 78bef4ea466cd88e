"""Files become articles, or problems that a person can mend."""
