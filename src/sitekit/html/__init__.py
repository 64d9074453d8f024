"""HTML, CSS and scripts: read, checked, made smaller."""
