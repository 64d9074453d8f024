"""Rules that find problems."""
