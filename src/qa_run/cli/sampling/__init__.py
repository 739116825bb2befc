"""What sampling plans ask for and let through, for people: in words, as a plot, as a picture, as JSON."""
