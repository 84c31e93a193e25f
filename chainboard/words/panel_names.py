"""What a panel is called in the names of files and sheets: short, and the same every month."""

from __future__ import annotations

from chainboard.words.texts import texts


def panel_name(lang: str, page: str, panel: str) -> str:
    """The short name of a page's panel; "" for one that has none: its finding then serves."""
    return {
        "overview": _overview,
        "chain": _chain,
        "county": _county,
        "investment": _investment,
        "parks": _parks,
    }.get(page, _rest)(lang).get(panel, "")


def _overview(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "kpi_cards": _("主要指标"),
        "attention": _("最需要关注"),
        "county_map": _("县(区)地图"),
        "targets": _("年度目标"),
        "chains": _("各产业链"),
        "sources_note": _("数据来源"),
    }


def _chain(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "chain_cards": _("主要指标"),
        "output_trend": _("产业链产值走势"),
        "county_contribution": _("各县(区)贡献"),
        "county_heat": _("各县(区)逐月增速"),
        "chain_investment": _("招商引资"),
        "chain_series": _("实物量和专项指标"),
        "chain_links": _("产业链环节"),
        "chain_firms": _("链上企业"),
        "chain_projects": _("项目"),
        "chain_statements": _("目标和其他表述"),
    }


def _county(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "county_cards": _("主要指标"),
        "county_rank": _("各县(区)位次"),
        "county_dumbbell": _("与上年同期比较"),
        "county_heat": _("各县(区)各项指标"),
        "county_trends": _("各县(区)走势"),
        "county_chains": _("各县(区)产业链"),
    }


def _investment(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "investment_cards": _("主要指标"),
        "deal_funnel": _("招商项目进展"),
        "stage_by_county": _("各县(区)项目所处阶段"),
        "in_place_monthly": _("各月到位资金"),
        "investment_by_chain": _("各链到位资金"),
        "stalled_deals": _("久未开工项目"),
        "investment_series": _("各年招商引资"),
        "investment_cohorts": _("各年签约项目进展"),
    }


def _parks(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "park_cards": _("园区主要指标"),
        "park_land": _("各园区土地"),
        "park_occupancy": _("厂房出租与企业投产"),
        "park_per_mu": _("亩均税收与亩均投资"),
        "park_table": _("各园区指标"),
        "park_profile": _("园区概况"),
    }


def _rest(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {
        "submission_monitor": _("报送情况"),
        "loads": _("载入记录"),
        "dictionary": _("指标字典"),
        "sources": _("来源"),
        "editions": _("版次"),
        "changes": _("与上一版次的差别"),
        "rules": _("评灯规则"),
        "missing_kinds": _("缺数种类"),
    }
