"""Indicator (indikator): periods, facts, the registry of figures, and tables of what may be shown."""
