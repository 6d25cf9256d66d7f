"""Runs the parts of a client's cycle in order and tells which of them failed, and why.

A part that fails does not stop the others: one run gives the whole list.
"""
import os
import sys
import traceback
import urllib.parse

ADDRESS = os.environ["DIGITALOCEAN_API_URL"].rstrip("/")
TOKEN = os.environ["DIGITALOCEAN_TOKEN"]
HOST = urllib.parse.urlsplit(ADDRESS).hostname
PORT = urllib.parse.urlsplit(ADDRESS).port

_failed = []
_here = os.path.dirname(os.path.abspath(__file__))


def part(title):
    """Runs the function below it at once."""
    def run(function):
        try:
            function()
            print(f"ok      {title}")
        except Exception as error:  # whatever the client raises
            # The last frame of the script itself says which call it was.
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(_here)]
            frames = [f for f in frames if not f.filename.endswith("parts.py")]
            where = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}: {frames[-1].line}" if frames else ""
            print(f"FAILED  {title}\n        {where}\n        {type(error).__name__}: {error}")
            _failed.append(title)
    return run


def same(actual, wanted, what):
    if actual != wanted:
        raise AssertionError(f"{what} is {actual!r}, not {wanted!r}")


def true(condition, what):
    if not condition:
        raise AssertionError(what)


def raises(kind, words, call):
    """The call must fail with this kind of error, with these words in its message."""
    try:
        call()
    except kind as error:
        true(words in str(error), f"the error says {str(error)!r}, not {words!r}")
    else:
        raise AssertionError(f"no {kind.__name__}")


def end():
    if _failed:
        sys.exit(f"{len(_failed)} parts failed: " + "; ".join(_failed))
    print("All parts passed.")
