"""Where a policy repository begins, and which of its files are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.errors import ConfigError, NothingChecked, UsageError
from lprpolicy.repository.layout import folder, has_config, repositories_below, root_of
from tests.rounds import write

CONFIG = "schema: lprpolicy/config/v1\n"


def test_settings_above_a_git_repository_are_somebody_elses(tmp_path: Path) -> None:
    write(tmp_path, "lprpolicy.yaml", CONFIG)
    below = write(tmp_path, "town/policies/us-ct/elm-pd/policy.yaml", "x: y\n")
    assert root_of(below) == tmp_path
    (tmp_path / "town/.git").mkdir()
    assert root_of(below) == tmp_path / "town/policies"
    write(tmp_path, "town/lprpolicy.yaml", CONFIG)
    assert root_of(below) == tmp_path / "town"


def test_without_settings_the_root_is_above_the_folder_of_a_state(tmp_path: Path) -> None:
    file = write(tmp_path, "us-ct/elm-pd/rules/own.yaml", "x: y\n")
    for path in (file, file.parent, file.parents[1], file.parents[2], tmp_path):
        assert root_of(path) == tmp_path
    deep = write(tmp_path, "us-ct/elm-pd/rules/a/b/own.yaml", "x: y\n")
    assert root_of(deep) == deep.parent


def test_what_is_asked_about_is_below_the_root_and_holds_a_file(tmp_path: Path) -> None:
    write(tmp_path, "lprpolicy.yaml", CONFIG)
    file = write(tmp_path, "us-ct/elm-pd/policy.yaml", "x: y\n")
    write(tmp_path, "us-ct/elm-pd2/policy.yaml", "x: y\n")
    (tmp_path / "us-ct/empty").mkdir()
    assert folder((tmp_path,)).selected is None
    assert folder((file.parent,)).selected == frozenset({"us-ct/elm-pd/policy.yaml"})
    assert folder((file,)).selected == frozenset({"us-ct/elm-pd/policy.yaml"})
    with pytest.raises(NothingChecked, match="there is no YAML file in this folder"):
        folder((tmp_path / "us-ct/empty",))
    outside = write(tmp_path.parent, f"{tmp_path.name}-outside/a.yaml", "x: y\n")
    with pytest.raises(UsageError, match="this is not in the policy repository"):
        folder((outside,), config=tmp_path / "lprpolicy.yaml")
    with pytest.raises(UsageError, match="belong to several policy repositories"):
        folder((tmp_path, outside))


def test_a_folder_above_a_repository_is_none(tmp_path: Path) -> None:
    write(tmp_path, "policies/us-ct/elm-pd/policy.yaml", "x: y\n")
    with pytest.raises(NothingChecked, match="one is below it: policies"):
        folder((tmp_path,))
    assert repositories_below(["a/lprpolicy.yaml", "b/us-ct/x.yaml", "c.yaml"]) == ["a", "b"]


def test_the_settings_that_are_named_are_a_file_of_that_name(tmp_path: Path) -> None:
    write(tmp_path, "other.yaml", CONFIG)
    (tmp_path / "lprpolicy.yaml").mkdir()
    assert has_config(tmp_path)
    for name, says in {
        "other.yaml": "a configuration has another name",
        "none/lprpolicy.yaml": "there is no such file",
        "lprpolicy.yaml": "this is no ordinary file",
    }.items():
        with pytest.raises(ConfigError, match=says):
            folder((tmp_path,), config=tmp_path / name)
    (tmp_path / "lprpolicy.yaml").rmdir()
    (tmp_path / "lprpolicy.yaml").symlink_to(tmp_path / "other.yaml")
    with pytest.raises(ConfigError, match="is a symbolic link"):
        folder((tmp_path,), config=tmp_path / "lprpolicy.yaml")
