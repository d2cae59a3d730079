"""Own pages (Mina sidor): the codes that let participants in, what they ask for, and the copies they take."""
