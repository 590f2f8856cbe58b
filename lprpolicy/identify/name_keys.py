"""The key of a name's form: the words in it that tell one agency from others of its kind.

The shipped directory is indexed by these keys. All forms of one agency have a few keys between
them, so that the index stays small; the forms themselves are worked out when they are asked for.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import words

_GENERAL: Final = words("""
    pd dps so da fd police sheriff sheriffs department division bureau public safety metro city town
    village borough township county parish of and the campus security service jail state highway
    patrol dnr doc doj dot dor bi usd sd natural resources corrections justice transportation
    revenue investigation unified school district
    """)


def key_of(form: str) -> str:
    """Return the key of a form, from the form alone; all its words, if all of them are general.

    >>> key_of("city of avon pd") == key_of("avon dps") == key_of("avon town pd") == "avon"
    True
    >>> key_of("oh highway patrol"), key_of("highway patrol")
    ('oh', 'highway patrol')
    """
    said = form.split()
    telling = [word for word in said if word not in _GENERAL]
    return " ".join(sorted(telling or said))
