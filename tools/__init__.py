"""The commands of the Makefile, one module each."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
