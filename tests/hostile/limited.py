# SPDX-License-Identifier: MIT
"""Runs the program under limits of the system: so that what takes too much fails instead of being waited for."""
import os
import resource
import subprocess
import time


class Run:
    """What came of a run: code (negative: a signal's number), said (stderr), seconds of processor time, megabytes at most."""

    def __init__(self, command, seconds, megabytes, cwd=None, stdin=subprocess.DEVNULL):
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            os.setsid()
        began = time.monotonic()
        with subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cwd, preexec_fn=limit) as child:
            with child.stderr as err:
                self.said = err.read().decode("utf-8", "replace")
            # wait4 tells of this child alone.
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        self.code = child.returncode
        self.elapsed = time.monotonic() - began
        self.seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
