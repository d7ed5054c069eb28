"""Becomes another program that ends when the launcher ends, however that happens.

Run as a script by the launcher: ``python child.py <launcher's process id> <program> <argument>…``. A program of its own
and not a hook in the fork, because a hook between fork and exec may hang in a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(arguments: list[str]) -> int:
    """Does not return when the program could be started."""
    launcher, program = int(arguments[0]), arguments[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # nobody is left to insist on a SIGTERM
        if os.getppid() != launcher:  # it died before we asked to be told
            return 1
    try:
        os.execvp(program[0], program)
    except OSError as error:
        print(f"{program[0]} cannot be run: {error.strerror}", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
