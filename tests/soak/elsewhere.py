"""Another machine, as far as Python sees it: its clock, and the order in which disks list files.

Run as `sitecustomize` of a build's processes. A fake clock of the system would need a library that
few have, and patched names would miss what was imported before: so the methods of the real types
are replaced in place. What asks the system itself, past Python, would not be fooled.
"""

import ctypes
import datetime as dt
import gc
import os
import random
import time

REAL = {name: getattr(time, name) for name in ("time", "gmtime", "localtime", "strftime")}
AHEAD = float(os.environ["FAKE_TIME"]) - REAL["time"]()
SHUFFLE = random.Random(os.environ["FAKE_ORDER"])


def now():
    return REAL["time"]() + AHEAD


def exchange(kind, name, method):
    """Replace a method of a type that is written in C."""
    gc.get_referents(kind.__dict__)[0][name] = classmethod(method)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


time.time = now
time.time_ns = lambda: int(now() * 1e9)
time.gmtime = lambda seconds=None: REAL["gmtime"](now() if seconds is None else seconds)
time.localtime = lambda seconds=None: REAL["localtime"](now() if seconds is None else seconds)
time.ctime = lambda seconds=None: time.asctime(time.localtime(seconds))
time.strftime = lambda form, moment=None: REAL["strftime"](form, moment or time.localtime())
exchange(dt.date, "today", lambda cls: cls.fromtimestamp(now()))
exchange(dt.datetime, "today", lambda cls: cls.fromtimestamp(now()))
exchange(dt.datetime, "now", lambda cls, tz=None: cls.fromtimestamp(now(), tz))
exchange(dt.datetime, "utcnow", lambda cls: cls.fromtimestamp(now(), dt.UTC).replace(tzinfo=None))


class Shuffled:
    """What os.scandir gives, in another order."""

    def __init__(self, found):
        with found:
            entries = list(found)
        SHUFFLE.shuffle(entries)
        self.entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.entries = iter(())


scandir, listdir = os.scandir, os.listdir


def shuffled(names):
    SHUFFLE.shuffle(names)
    return names


# os.walk, glob, pathlib and shutil ask these two.
os.scandir = lambda path=".": Shuffled(scandir(path))
os.listdir = lambda path=".": shuffled(listdir(path))
