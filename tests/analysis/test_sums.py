"""How firm a sum is."""

from chainboard.analysis.sums import WEAKEST_FIRST, weakest
from chainboard.words.codes import CODES


def test_a_sum_is_as_firm_as_its_least_firm_part():
    assert weakest(["preliminary", "flash", "verified"]) == "flash"
    assert weakest(["published", "verified"]) == "published"
    assert weakest([]) is None


def test_every_status_has_its_place_among_the_others():
    assert set(WEAKEST_FIRST) == set(CODES["status"])
