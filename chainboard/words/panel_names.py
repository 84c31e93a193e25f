"""What a panel is called in the names of files and sheets: short, and the same every month."""

from __future__ import annotations

from chainboard.words.texts import N_, translation

# By panel, or by page/panel where two pages have one of that name. One that does not stand here
# goes by its finding.
NAMES = {
    "kpi_cards": N_("主要指标"),
    "attention": N_("最需要关注"),
    "month_changes": N_("本月变化"),
    "county_attention": N_("落后的县（区）"),
    "county_map": N_("县（区）地图"),
    "targets": N_("年度目标"),
    "chains": N_("各产业链"),
    "sources_note": N_("数据来源"),
    "chain_cards": N_("主要指标"),
    "output_trend": N_("产业链产值走势"),
    "county_contribution": N_("各县（区）贡献"),
    "county_heat": N_("各县（区）逐月增速"),
    "chain_investment": N_("招商引资"),
    "chain_series": N_("实物量和专项指标"),
    "chain_links": N_("产业链环节"),
    "chain_firms": N_("链上企业"),
    "chain_projects": N_("项目"),
    "chain_statements": N_("目标和其他表述"),
    "chain_practice": N_("政策和案例"),
    "county_cards": N_("主要指标"),
    "county_rank": N_("各县（区）位次"),
    "county_dumbbell": N_("与上年同期比较"),
    "county/county_heat": N_("各县（区）各项指标"),
    "county_trends": N_("各县（区）走势"),
    "county_chains": N_("各县（区）产业链"),
    "investment_cards": N_("主要指标"),
    "deal_funnel": N_("招商项目进展"),
    "stage_by_county": N_("各县（区）项目所处阶段"),
    "in_place_monthly": N_("各月到位资金"),
    "investment_by_chain": N_("各链到位资金"),
    "stalled_deals": N_("久未开工项目"),
    "investment_series": N_("各年招商引资"),
    "investment_cohorts": N_("各年签约项目进展"),
    "matter": N_("办理经过"),
    "schedule_cards": N_("项目评灯合计"),
    "project_lights": N_("项目评灯"),
    "project_timeline": N_("项目计划与实际"),
    "lagging": N_("未开工、未纳统、未投产"),
    "roster": N_("各链机构"),
    "late_projects": N_("落后的项目"),
    "park_cards": N_("园区主要指标"),
    "park_land": N_("各园区土地"),
    "park_occupancy": N_("厂房出租与企业投产"),
    "park_per_mu": N_("亩均税收与亩均投资"),
    "park_table": N_("各园区指标"),
    "park_profile": N_("园区概况"),
    "policies": N_("政策文件"),
    "case_cards": N_("做法案例"),
    "spread": N_("经验推广"),
    "case_before_after": N_("案例的实绩数"),
    "meetings": N_("会议"),
    "meeting_agenda": N_("会议议程"),
    "meeting_decisions": N_("议定事项"),
    "meeting_minutes": N_("会议纪要"),
    "submission_monitor": N_("报送情况"),
    "loads": N_("导入记录"),
    "dictionary": N_("指标字典"),
    "sources": N_("来源"),
    "catalogue": N_("资料目录"),
    "peers": N_("各市州工业投资"),
    "editions": N_("版次"),
    "changes": N_("与上一版次的差别"),
    "rules": N_("评灯规则"),
    "missing_kinds": N_("缺数种类"),
    "chain_state": N_("审计链"),
    "acts": N_("做过的事"),
    "roles_given": N_("机构的角色"),
    "office_accounts": N_("机构的账户"),
}


def panel_name(lang: str, page: str, panel: str) -> str:
    """The short name of a page's panel; "" for one that has none."""
    name = NAMES.get(f"{page}/{panel}") or NAMES.get(panel)
    return translation(lang).gettext(name) if name else ""
