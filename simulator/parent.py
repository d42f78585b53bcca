"""Ends this process when the one that started it is gone."""

import os
import signal
import threading


def end_with_parent() -> None:
    """Stop when the parent's end of the pipe on standard input closes."""

    def wait_for_the_end() -> None:
        while os.read(0, 64):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait_for_the_end, name="parent", daemon=True).start()
