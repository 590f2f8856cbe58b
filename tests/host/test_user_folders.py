"""The folders of a user are those that platformdirs names, with or without loading it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.host.user_folders import LISTS, of_cache, of_lists

VALUES = st.none() | st.sampled_from(
    ["", " ", "/", "/home/a", "/home/a/", "~/x", "rel/x", "/a b", "/a\n", "//a", "$HOME/x", "/ü/x"]
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs is asked")
@given(st.sampled_from(["/home/a", "/root", "/home/a/", "/a b"]), VALUES, VALUES)
def test_the_folders_are_those_of_platformdirs(
    home: str, cache: str | None, data: str | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LPRPOLICY_CACHE", "LPRPOLICY_DATA", "ANDROID_DATA"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", home)
        for name, value in (("XDG_CACHE_HOME", cache), ("XDG_DATA_HOME", data)):
            patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
        cached = platformdirs.user_cache_path("lprpolicy", appauthor=False)
        lists = platformdirs.user_data_path("lprpolicy", appauthor=False)
        assert of_cache() == (cached if cached.is_absolute() else None)
        assert of_lists() == (lists / LISTS if lists.is_absolute() else None)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize(("home", "loads"), [("/home/a", "False"), ("~odd", "True")])
def test_platformdirs_is_loaded_only_where_something_is_unusual(
    home: str, loads: str, tmp_path: Path
) -> None:
    code = (
        "import sys; from lprpolicy.host.user_folders import of_cache, of_lists\n"
        "of_cache(), of_lists(), print('platformdirs' in sys.modules)"
    )
    hidden = (
        "LPRPOLICY_CACHE",
        "LPRPOLICY_DATA",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
        "ANDROID_DATA",
    )
    kept = {name: said for name, said in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"HOME": home},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == loads
