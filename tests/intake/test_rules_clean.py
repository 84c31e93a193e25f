"""A clean table of every template has no issue, and its rows are kept exactly."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.tables import check, found

CLEAN = {
    "indicators": """
        chain_id    area_code  metric_id   period       basis  value   unit_text  same_scope_prior  growth
        energy      环县        output_value  2026-09   累计    120.5   亿元       110.3             9.2
        energy      环县        output_value  2026-08   累计    100.1   亿元       -                 -
        综合能源     全市        staff       2026年9月   时点    3200    人         3100              -
        全部产业链   庆城        industrial_va  2026-09  累计    -3.5    %          -                 -
    """,
    "targets": """
        chain_id  area_code  metric_id      year  kind  value  unit_text  decided_on
        digital   全市        output_value   2026  总量   300    亿元       2026-02-01
        digital   全市        output_value   2026  增速   12     %          2026-02-01
        digital   全市        output_value   2026  位次   3      位         2026-02-01
    """,
    "projects": """
        project_id  name   chain_id  area_code  total_investment  month_done  year_done  total_done  is_in_statistics  period   permit_land  reason_class  reason    funds_required
        P1          示例一  energy    环县        10                1           3          5           是                2026-09  2026-01-05   用地           示例原因    6
        P2          示例二  digital   西峰        20                2           4          6           否                2026-09  -            -             -         -
    """,
    "deals": """
        deal_id  name   chain_id  area_code  origin  signed_on   contract_value  stage  stage_on    total_in_place  period
        D1       示例一  energy    环县        省外     2026-03-01  10              开工    2026-05-01  12              2026-09
    """,
    "parks": """
        park_id  area_code  period   planned_area  developable_area  supplied_area  built_area  firms_settled  firms_producing  output
        xifeng   -          2026-09  9000          8000              7000           6000        80             70               90.5
    """,
    "enterprises": """
        enterprise_id       name      chain_id  share  area_code  is_above_size  period   output  profit  staff
        91621000MA00000000  示例企业一  energy    0.6    环县        是              2026-09  3.5     -0.2    120
        91621000MA00000000  示例企业一  digital   0.4    环县        是              2026-09  3.5     -0.2    120
    """,
    "problems": """
        problem_id  raised_by  chain_id  area_code  problem  owner   raised_on   state
        Q1          示例单位    energy    环县        示例问题  示例单位  2026-05-06  办理中
    """,
    "commitments": """
        commitment_id  resource  resource_name  holder   chain_id  area_code  promised   promised_investment  granted_on  promised_by  promise
        C1             风电       示例风电指标     示例公司  energy    环县        示例工厂    12                   2025-03-01  2027-06-30   推进中
    """,
}  # fmt: skip


@pytest.mark.parametrize("template", CLEAN)
def test_a_clean_table_has_no_issue(template):
    result = check(template, CLEAN[template])

    assert result.issues == []
    assert result.kept == result.rows == len(result.batch.columns["row"]) > 0
    assert not any(result.batch.columns["has_error"])


def test_a_row_is_kept_as_ids_days_and_exact_digits():
    columns = check("indicators", CLEAN["indicators"]).batch.columns

    kept = {id: column[0] for id, column in columns.items()}
    assert kept == {
        "chain_id": "energy", "area_code": "621022", "park_id": None, "metric_id": "output_value",
        "period_start": date(2026, 1, 1), "period_end": date(2026, 9, 30), "basis": "ytd",
        "value": "120.5", "unit_text": "亿元", "same_scope_prior": "110.3", "growth": "9.2",
        "status": None, "note": None, "row": 2, "cell": "F2", "absence": None, "has_error": False,
    }  # fmt: skip


def test_a_missing_figure_is_never_zero_and_not_kept():
    result = check("indicators", """
        chain_id  area_code  metric_id     period   basis  value   unit_text
        energy    环县        output_value  2026-09  累计    -       亿元
        energy    宁县        output_value  2026-09  累计    待报     亿元
        energy    合水        output_value  2026-09  累计    ※保密    亿元
        energy    正宁        output_value  2026-09  累计    —       亿元
    """)  # fmt: skip

    assert (result.rows, result.kept, found(result)) == (4, 0, [])
    assert result.batch.columns["value"] == [None] * 4
    absences = ["late", "not_due", "suppressed", "not_applicable"]
    assert result.batch.columns["absence"] == absences


def test_a_park_without_a_county_lies_in_its_own():
    assert check("parks", CLEAN["parks"]).batch.columns["area_code"] == ["621002"]
