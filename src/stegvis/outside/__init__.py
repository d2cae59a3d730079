"""Other systems, one module each (omvärlden)."""
