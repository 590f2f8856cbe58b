"""Changes that loosen the settings by which they are judged."""

from __future__ import annotations

from tests.attacks.edits import CONFIG, against, gone, put, rules


def test_a_statement_that_is_good_for_longer_is_a_setting_loosened() -> None:
    short = put(CONFIG, "strict: false", "strict: false\nstatement_good_for_days: 1")
    longer = put(CONFIG, "statement_good_for_days: 1", "statement_good_for_days: 7")
    assert "base/setting-loosened" in rules(against(longer, base=short))
    assert "base/setting-loosened" in rules(against(gone(CONFIG), base=short))


def test_settings_that_are_loosened_bind_as_they_stood_and_are_refused() -> None:
    strict = put(CONFIG, "strict: false", "strict: true")
    loose = put(CONFIG, "strict: true", "strict: false")
    before = rules(against(base=strict))
    report = against(loose, base=strict)
    assert report.strict
    assert before | {"base/setting-loosened"} == rules(report)
    assert "base/setting-loosened" in rules(against(gone(CONFIG), base=strict))


def test_settings_of_the_base_that_cannot_be_read_are_the_strictest() -> None:
    report = against(
        put(CONFIG, "strict: maybe", "strict: false"),
        base=put(CONFIG, "strict: false", "strict: maybe"),
    )
    assert report.strict
