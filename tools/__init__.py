"""The commands of the Makefile, one module each."""
