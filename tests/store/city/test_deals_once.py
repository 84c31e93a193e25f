"""A deal counts once (handbook A7): first signing, no second value, a new investor a new date."""

from __future__ import annotations

from tests.store.city.test_tables import kept, tables

HEAD = "deal_id  name  investor  signed_on  stage  stage_on  contract_value  period_end\n"


def stages(found) -> dict[str, str]:
    return {row["stage"]: row["happened_on"] for row in found["deal_stage"]}


def told(*reports: str):
    return tables(*(kept("deals", load, HEAD + row) for load, row in enumerate(reports, start=1)))


def test_a_deal_counts_once_at_its_first_signing_however_often_it_is_signed_again():
    found = told(
        "d1  冷链  甲  2025-03-01  signed  -  10  2025-03-31",
        "d1  冷链  甲  2026-02-01  signed  -  10  2026-02-28",
    )

    assert len(found["deal"]) == 1
    assert stages(found) == {"signed": "2025-03-01"}


def test_of_added_capital_only_the_increment_is_new():
    """10 became 14: the deal is worth 14, not 24."""
    found = told(
        "d1  冷链  甲  2025-03-01  signed  -           10  2025-03-31",
        "d1  冷链  甲  2025-03-01  started  2025-06-01  14  2025-06-30",
    )

    assert [row["contract_value"] for row in found["deal"]] == ["14"]


def test_a_change_of_investor_with_a_new_signing_re_dates_the_deal():
    found = told(
        "d1  冷链  甲  2024-03-01  started  2024-09-01  10  2024-09-30",
        "d1  冷链  乙  2026-02-01  signed   -           12  2026-02-28",
        "d1  冷链  乙  2026-02-01  started  2026-05-01  12  2026-05-31",
    )

    assert stages(found) == {"signed": "2026-02-01", "started": "2026-05-01"}


def test_an_investor_written_otherwise_on_the_same_day_of_signing_re_dates_nothing():
    found = told(
        "d1  冷链  甲公司      2024-03-01  started  2024-09-01  10  2024-09-30",
        "d1  冷链  甲有限公司  2024-03-01  started  2024-09-01  10  2026-02-28",
    )

    assert stages(found) == {"signed": "2024-03-01", "started": "2024-09-01"}
