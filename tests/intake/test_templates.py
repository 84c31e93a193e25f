"""The keys of the templates: what names a row in a file names it in what is kept."""

from chainboard.intake.templates import TEMPLATES
from chainboard.store.city.keys import KEYS


def test_every_list_has_a_key_and_figures_have_one_of_their_own():
    assert set(KEYS) == set(TEMPLATES) - {"indicators"}


def test_a_key_is_of_columns_that_the_template_has():
    for template in TEMPLATES.values():
        assert set(template.key) <= {field.id for field in template.fields}


def test_one_column_gives_the_end_of_a_period_and_its_basis():
    assert KEYS["parks"] == ("park_id", "period_end", "basis")
    assert TEMPLATES["parks"].key == ("park_id", "period")


def test_a_target_has_the_same_key_in_a_file_and_in_what_is_kept():
    assert TEMPLATES["targets"].key == KEYS["targets"]
