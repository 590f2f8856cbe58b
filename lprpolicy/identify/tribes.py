"""Names of tribes whose police need not say that they are tribal.

Only names that no town bears stand here: Cherokee, Seneca and Oneida are towns too, and their
tribes' police are known by words such as `Nation`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lprpolicy.identify.tables import phrases
from lprpolicy.identify.tables import words as words_of

TRIBES: Final = phrases(
    """
    acoma, agua caliente, ak chin, bad river, barona, bay mills, bear river band, bois forte,
    cahuilla, cheyenne arapaho, cheyenne river, chitimacha, chukchansi, chumash, citizen potawatomi,
    cocopah, crow creek, eastern shoshone, flandreau santee, fort belknap, fort berthold, fort
    mcdowell yavapai, fort mojave, fort peck, gila river, goshute, grand portage, hannahville,
    havasupai, ho chunk, hoopa, hopi, hualapai, isleta, jicarilla, kalispel, karuk, kumeyaay,
    keweenaw bay, lac courte oreilles, lac du flambeau, lac vieux desert, leech lake, lower brule,
    lower elwha, lower sioux, luiseno, lummi, makah, maliseet, mandan hidatsa, mashantucket,
    mdewakanton, mescalero, meskwaki, metlakatla, miccosukee, miwok, mohegan, morongo, muckleshoot,
    muscogee creek, navajo, nez perce, nisqually, nooksack, nottawaseppi, northern arapaho, northern
    cheyenne, oglala, red lake pd, rosebud sioux, santee sioux, ojibwa, ojibway, ojibwe, paiute,
    pascua yaqui, passamaquoddy, pechanga, pima maricopa, poarch, pokagon, pomo, potawatomi, prairie
    island, quechan, quileute, quinault, sac fox, saginaw chippewa, salish, salt river, san carlos
    apache, shakopee mdewakanton, shoshone bannock, shoshone paiute, sisseton wahpeton, sklallam,
    skokomish, soboba, southern ute, squaxin, st croix chippewa, st regis mohawk, standing rock,
    stockbridge munsee, suquamish, swinomish, sycuan, tohono oodham, tonto apache, torres martinez,
    tulalip, tule river, tunica biloxi, turtle mountain, upper sioux, ute mountain, viejas,
    wampanoag, washoe, white earth, white mountain apache, yakama, yankton sioux, yavapai apache,
    yavapai prescott, yocha dehe, yokut, ysleta del sur, yurok, zuni
    """
)
"""In normal form. A county, a town or a school behind the name is not the tribe: Navajo County."""

NOT_THE_TRIBE: Final = words_of("""
    county city town township park springs falls village beach bridge project college university
    school schools isd usd hospital casino casinos resort outlets agency area
    """)
"""Words behind a tribe's name that make it somebody else: an Agency is a federal office."""

_SPELLED: Final = frozenset({"potawatomi", "mdewakanton", "muckleshoot", "suquamish", "swinomish"})
"""Names known however their vowels are written; no place is spelled nearly so."""
_VOWELS: Final = re.compile(r"[aeiou]|(.)(?=\1)")
_LONGEST: Final = max(len(name.split()) for name in TRIBES)
_NAMES: Final = frozenset(tuple(name.split()) for name in TRIBES)
_BEGIN: Final = frozenset(name[0] for name in _NAMES)


@lru_cache(maxsize=4096)
def _sounds(word: str) -> str:
    """Return a word without its vowels and doubled letters.

    >>> _sounds("pottowatami") == _sounds("potawatomi")
    True
    """
    return _VOWELS.sub("", word.replace("ck", "k"))


_SOUNDS: Final = frozenset(map(_sounds, _SPELLED))


def tribe(words: list[str]) -> str | None:
    """Return the tribe that a name shows.

    >>> tribe("forest county potowatomi pd".split()), tribe("navajo county so".split())
    ('potowatomi', None)
    """
    for at, word in enumerate(words):
        found: tuple[str, ...] | None = None
        pueblo = word == "pueblo" and at > 0 and words[at - 1] not in ("of", "city", "county")
        if pueblo or (len(word) > 7 and _sounds(word) in _SOUNDS):
            found = (word,)
        elif word in _BEGIN:
            sizes = range(min(_LONGEST, len(words) - at), 0, -1)
            runs = (tuple(words[at : at + size]) for size in sizes)
            found = next((run for run in runs if run in _NAMES), None)
        if found is not None:
            if NOT_THE_TRIBE.isdisjoint(words[at + len(found) :]):
                return " ".join(found)
            return None
    return None
