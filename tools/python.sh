#!/bin/sh
# Prints the path of a Python that can run Madobe; or one sentence, and fails.
# $PYTHON, when set, is asked first.
for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$name"
        exit 0
    fi
done
echo "Madobe needs Python 3.11 or newer, and none was found; on Debian 12: apt-get install python3 python3-venv" >&2
exit 1
