"""What several long tests share, since every build costs a second or two."""

from __future__ import annotations

import pytest

from tests.soak.project import Builds


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """A small project, built whole in two states."""
    return Builds(tmp_path_factory.mktemp("soak"))
