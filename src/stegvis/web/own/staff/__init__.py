"""The staff's side of the own pages (Mina sidor): codes that are handed over, and requests that are answered."""
