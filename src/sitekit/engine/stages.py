"""The stages of a build, each a file of hooks/, and how they share the one value of the build."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from mkdocs.exceptions import PluginError

from sitekit.engine.configuration import configuration_of, place
from sitekit.engine.inventory import unsupported_plugins
from sitekit.engine.settings import wrong_feed_names

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from sitekit.build import Build

STAGES = ("load.py", "render.py", "page.py", "postprocess.py", "outputs.py", "preview.py")
ENTRY = "build"  # the one entry of `extra` that is not a setting


def check_stages(config: MkDocsConfig) -> None:
    """Raise PluginError unless all stages are listed in their order; hooks of others may be too."""
    names = [PurePath(name).name for name in config.hooks]
    found = [name for name in names if name in STAGES]
    if found != list(STAGES):
        where = "{}:{}".format(*place(config, "hooks"))
        listed = ", ".join(f"hooks/{name}" for name in STAGES)
        shown = ", ".join(found) or "none of them"
        rule = f"hooks must list {listed} in this order"
        raise PluginError(f"{where}: {rule} (found {shown})")

    if not config.theme.custom_dir:
        where = "{}:{}".format(*place(config, "theme"))
        rule = "theme must name the folder of the site's templates as custom_dir (found nothing)"
        raise PluginError(f"{where}: {rule}")


def check_plugins(config: MkDocsConfig) -> None:
    """Raise PluginError for plugins that must not run, and for files they must not write."""
    configuration = configuration_of(config)
    if wrong := [*unsupported_plugins(configuration), *wrong_feed_names(config)]:
        raise PluginError("\n".join(map(str, wrong)))


def begin(config: MkDocsConfig, build: Build) -> None:
    """Keep what this build knows on its config, for the stages to come."""
    config.extra[ENTRY] = build


def build_of(config: MkDocsConfig) -> Build:
    """The build that `config` belongs to; each build has a new config, hook modules outlive it."""
    if ENTRY not in config.extra:
        where = "{}:{}".format(*place(config, "hooks"))
        raise PluginError(f"{where}: hooks must list hooks/load.py before all other stages")
    return cast("Build", config.extra[ENTRY])
