"""Lines of progress with the seconds since ./start began (förloppsrader)."""

import os
import time

BEGAN = float(os.environ.get("STEGVIS_BEGAN") or time.time())


def tell(text: str) -> None:
    seconds = f"{time.time() - BEGAN:5.1f}".replace(".", ",")
    print(f"{seconds} s  {text}", flush=True)
