"""The law book (regelboken): plain Python, values in, an answer or every reason out."""
