"""Exchange (utbyte): what files are compared with, what an export holds, and the pages of a run."""
