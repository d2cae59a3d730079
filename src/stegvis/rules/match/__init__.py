"""Match (matchning): what blocks a place for one person, what opens it, and why the others fit more or less."""
