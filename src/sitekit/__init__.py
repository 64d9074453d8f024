"""The core: articles and series as plain values, without MkDocs, Jinja, clock or network."""
