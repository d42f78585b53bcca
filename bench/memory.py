"""What a service's processes hold in memory and take of the processor, told by the kernel."""

import os
from itertools import pairwise
from pathlib import Path

_PROC = Path("/proc")


def held_by(port: int) -> float:
    """Bytes of the web service on a port: its processes together, shared pages counted once."""
    return float(sum(_bytes(process) for process in _of(port)))


def spent_by(port: int) -> float:
    """Seconds of a core that the web service on a port has taken so far.

    Other work on the machine changes it little: it tells a cost where a wait cannot.
    """
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(sum(map(int, _stat(process)[11:13])) for process in _of(port)) / ticks


def _of(port: int) -> list[Path]:
    leaders = {process for process in _processes() if _listens(process, port)}
    sessions = {_session(process) for process in leaders}
    return [process for process in _processes() if _session(process) in sessions]


def _processes() -> list[Path]:
    return [each for each in _PROC.iterdir() if each.name.isdigit()]


def _listens(process: Path, port: int) -> bool:
    words = _read(process / "cmdline").split("\0")
    return ("--port", str(port)) in pairwise(words)


def _session(process: Path) -> str:
    fields = _stat(process)
    return fields[3] if len(fields) > 3 else ""  # noqa: PLR2004 - as proc(5) counts them


def _stat(process: Path) -> list[str]:
    """The fields after the name, from the state on."""
    return _read(process / "stat").rpartition(")")[2].split()


def _bytes(process: Path) -> int:
    for line in _read(process / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace")
    except OSError:  # it has ended meanwhile
        return ""
