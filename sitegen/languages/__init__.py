"""What we know of the world's languages: word lists, dates in words, and which language a text is in."""
