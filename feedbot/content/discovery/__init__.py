"""What a site's own configuration says, one file per generator; reads it and executes none of it."""
