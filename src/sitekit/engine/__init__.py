"""What the stages of a build share and the core must not know: MkDocs, the clock, the log."""
