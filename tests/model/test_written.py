"""Models share the sets of their written fields, and nobody can tell."""

from __future__ import annotations

from lprpolicy.model.sharing import Grant


def test_which_fields_were_written_is_known_of_each_model() -> None:
    one, two = Grant(to="us/ice"), Grant(to="us/ice", system="reads")
    assert one.model_fields_set == {"to"}
    assert two.model_fields_set == {"to", "system"}
    assert two.model_dump(exclude_unset=True) == {"to": "us/ice", "system": "reads"}


def test_models_that_say_the_same_things_share_the_set_of_their_names() -> None:
    one, two = Grant(to="us/ice"), Grant(to="us/cbp")
    assert one.model_fields_set is two.model_fields_set


def test_a_changed_copy_leaves_the_others_as_they_were() -> None:
    one, two = Grant(to="us/ice"), Grant(to="us/cbp")
    changed = one.model_copy(update={"system": "reads"})
    assert changed.model_fields_set == {"to", "system"}
    assert one.model_fields_set == two.model_fields_set == {"to"}
