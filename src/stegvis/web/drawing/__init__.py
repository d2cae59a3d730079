"""Drawings made on the server (teckningar): typed rows in, frozen shapes out; the template only prints them."""
