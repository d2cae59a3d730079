"""python -m stegvis: the same as the command stegvis (kommandot)."""

from stegvis.management.cli import main

main()
