"""What a participant reads about themselves (Mina sidor); starts from a case that the own page has already found."""
