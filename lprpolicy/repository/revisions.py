"""Read a state of a repository, a git revision or a folder, as a tree of files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from lprpolicy.errors import UsageError
from lprpolicy.host import git
from lprpolicy.host.checkout import require_whole
from lprpolicy.host.files.found import FOLDER, LARGEST, FileFault, unprintable_name
from lprpolicy.host.files.papers import LFS, digest_of, may_be_paper
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outside import exists, is_text, printable, resolve
from lprpolicy.model.layout import VERIFIED, YAML, is_read
from lprpolicy.repository.layout import folder, has_config, root_of

_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states that are compared; `commit` is set if it is a revision."""

    name: str
    tree: Tree
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class _RevisionPapers:
    """The papers of a revision by path; git is asked for one when a policy names it."""

    top: Path
    names: Mapping[str, str]

    def __call__(self, path: str) -> str | None:
        name = self.names.get(path)
        if name is None or not may_be_paper(path):
            return None
        return digest_of(git.blobs(self.top, (name,))[name])


def policies_at(start: Path) -> Path:
    """Find the root of the policy repository around a path, or in `policies/` below it."""
    if not exists(start):
        raise UsageError(f"{start}: there is no such file or folder")
    root = root_of(start)
    below = root / "policies"
    return below if has_config(below) and not has_config(root) else root


def side(name: str, root: Path) -> Side:
    """Read what a name stands for: a folder if there is one of that name, else a revision."""
    path = Path(name)
    if path.is_dir():
        if _is_revision(name, root):
            raise UsageError(
                f"{name!r} is a folder and a revision",
                hint=f"write ./{name} for the folder, or refs/heads/{name} for the branch",
            )
        return working_copy(path)
    if exists(path):
        raise UsageError(f"{name}: this is a file; name a folder or a git revision")
    return at_revision(name, root)


def working_copy(path: Path, name: str | None = None) -> Side:
    """Read the files of a folder as they are now."""
    root = policies_at(path)
    require_whole(root, same_bytes=True)
    return Side(name or path.as_posix(), folder((root,)))


def at_revision(name: str, root: Path) -> Side:
    """Read the policy repository of a revision from git, without a checkout."""
    top = git.top(root)
    return at_commit(name, top, git.commit_of(root, name), _below(top, root))


def at_commit(name: str, top: Path, commit: str, below: str) -> Side:
    """The policy repository that a commit has in a folder, which need not be there any more."""
    return Side(name, _tree(top, commit, below), commit)


def sides_of(range_: str, root: Path) -> tuple[Side, Side] | None:
    """Split BASE..HEAD, or BASE...HEAD from their merge base; None if it is no range."""
    if ".." not in range_ or Path(range_).exists():
        return None
    mark = "..." if "..." in range_ else ".."
    base, _, head = range_.partition(mark)
    one, other = at_revision(base or "HEAD", root), at_revision(head or "HEAD", root)
    if mark == "...":
        assert one.commit is not None
        assert other.commit is not None
        parted = at_revision(git.merge_base(root, one.commit, other.commit), root)
        one = replace(parted, name=f"where {base or 'HEAD'} and {head or 'HEAD'} parted")
    return one, other


def objects_at(root: Path, commit: str) -> dict[str, str]:
    """Return the files that a tree of this commit would have, by path, with git's ids."""
    top = git.top(root)
    below = _below(top, root)
    prefix = f"{below}/" if below else ""
    seen = (
        (whole.removeprefix(prefix), name) for _, name, _, whole in git.listing(top, commit, below)
    )
    return {path: name for path, name in seen if _is_ours(path) and not _is_hidden(path)}


def _is_revision(name: str, root: Path) -> bool:
    if name.startswith((".", "/", "-")) or "/" in name:
        return False
    return git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)[0] == 0


def _below(top: Path, root: Path) -> str:
    below = resolve(root).relative_to(resolve(top)).as_posix()
    return "" if below == "." else below


def _tree(top: Path, commit: str, below: str) -> Tree:
    """Choose the same files as in a folder; links, submodules and the like are faults."""
    prefix = f"{below}/" if below else ""
    wanted: dict[str, str] = {}
    papers: dict[str, str] = {}
    links: dict[str, str] = {}
    faults: list[FileFault] = []
    seen = list(git.listing(top, commit, below))
    folders = {str(p) for *_, path in seen for p in PurePosixPath(path).parents}
    for mode, name, size, whole in seen:
        path = whole.removeprefix(prefix)
        if _is_hidden(path):
            continue
        if not is_text(path):
            if mode in (_SUBMODULE, _LINK) or _is_ours(path):
                faults.append(unprintable_name(path))
        elif mode == _SUBMODULE:
            says = "is a submodule, whose files are not in this revision"
            faults.append(FileFault(path, "files/unreadable", says))
        elif mode == _LINK:
            links[path] = name
        elif _is_ours(path):
            if size > LARGEST:
                says = f"has {size:,} bytes, more than the {LARGEST:,} that are read"
                faults.append(FileFault(path, "files/unreadable", says))
            else:
                wanted[path] = name
        else:
            papers[path] = name
    held = git.blobs(top, (*wanted.values(), *links.values()))
    faults += _links(links, held, folders, prefix)
    faults += _named_as_files(folders, prefix)
    files: dict[str, bytes] = {}
    for path, name in wanted.items():
        if held[name].startswith(LFS):
            says = "is a pointer of Git LFS, not the file itself"
            faults.append(FileFault(path, "files/unreadable", says))
        else:
            files[path] = held[name]
    return Tree(
        files,
        printable(prefix),
        tuple(sorted(faults, key=lambda fault: fault.file)),
        papers=_RevisionPapers(top, papers),
    )


def _named_as_files(folders: set[str], prefix: str) -> Iterator[FileFault]:
    """Report folders with the name of a file that is read, such as `policy.yaml/`."""
    for whole in folders:
        path = whole.removeprefix(prefix)
        if whole.startswith(prefix) and _is_ours(path) and not _is_hidden(path):
            yield FileFault(path, "files/unreadable", FOLDER)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).parts[:-1])


def _is_ours(path: str) -> bool:
    return is_read(PurePosixPath(path).name)


def _links(
    links: dict[str, str], held: dict[str, bytes], folders: set[str], prefix: str
) -> list[FileFault]:
    """Report symbolic links that could lead to a policy: to YAML, to a folder, or outside."""
    found = []
    for path, name in links.items():
        target = held[name].decode("utf-8", "surrogateescape")
        leads = posixpath.normpath(posixpath.join(posixpath.dirname(f"{prefix}{path}"), target))
        outside = target.startswith("/") or leads.startswith("..")
        name_ = PurePosixPath(path).name
        if path.lower().endswith(YAML) or name_ == VERIFIED or leads in folders or outside:
            says = "is a symbolic link, which may lead out of the repository"
            found.append(FileFault(path, "files/symbolic-link", says))
    return found
