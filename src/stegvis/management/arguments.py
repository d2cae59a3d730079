"""What ./start can be told on its line (val). Only Python's own library: asked for before anything is installed."""

import argparse

DEFAULT_PORT = 8000


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./start", description="Startar Stegvis på den här datorn.", add_help=False)
    choices = parser.add_argument_group("Val")
    choices.add_argument("-h", "--help", action="help", help="visa den här hjälpen och gör inget mer")
    choices.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"port för webben ({DEFAULT_PORT})")
    choices.add_argument("--no-demo", action="store_true", help="skapa ingen demonstrationskommun")
    choices.add_argument("--reset-demo", action="store_true", help="börja om med en ny demonstrationskommun")
    return parser
