-- What an edition of schema 6 lacks of schema 7.

-- name: rule
-- Which rules are there? The wait after signing stood in the program, and rates of growth were
-- judged by the rules of completion.
select
    before.*,
    null::double as threshold,
    null::varchar as metric_id,
    null::integer as to_month
from before
union all by name
select
    before.* replace (
        'growth' as kind,
        'growth_' || before.light as rule_id
    )
from before
where before.kind = 'light'
union all by name
select
    'deal_stalled' as rule_id,
    1 as version,
    'wait' as kind,
    90 as threshold,
    '久未开工：签约超过90天仍未开工' as words_zh,
    'Waiting: signed more than 90 days ago and not started' as words_en,
    date '2021-01-01' as valid_from,
    '本项目默认阈值，可由市级链长办公室另定' as source_zh,
    'Default of this project; the city''s chain leader office may set its own' as source_en;

-- name: current_figure
-- Which figures are shown? Schema 6 did not keep what a figure replaced.
select
    before.*,
    null::decimal(20, 6) as replaced_value,
    null::decimal(12, 4) as replaced_growth,
    null::date as sent_on
from before;

-- name: newest_figure
-- What did each source report last? Schema 6 did not keep what a figure replaced.
select
    before.*,
    null::decimal(20, 6) as replaced_value,
    null::decimal(12, 4) as replaced_growth,
    null::date as sent_on
from before;

-- name: figure_sources
-- What do all sources of a figure say? Schema 6 did not keep what a figure replaced.
select
    before.*,
    null::decimal(20, 6) as replaced_value,
    null::decimal(12, 4) as replaced_growth,
    null::date as sent_on
from before;

-- name: stage
-- Which stages are there, in their order? Schema 6 had them in its checks and in the queries.
select
    stage.kind,
    stage.stage_id,
    stage.rank
from (
    values
        ('project', 'preparatory', 1), ('project', 'signed', 2), ('project', 'landed', 3),
        ('project', 'started', 4), ('project', 'under_construction', 5),
        ('project', 'completed', 6), ('project', 'in_production', 7), ('project', 'at_capacity', 8),
        ('deal', 'signed', 1), ('deal', 'started', 2), ('deal', 'under_construction', 3),
        ('deal', 'completed', 4), ('deal', 'in_production', 5), ('deal', 'at_capacity', 6)
) as stage (kind, stage_id, rank);

-- name: project_stage
-- Of which list is the stage of a project?
select
    before.*,
    'project' as kind
from before;

-- name: deal_stage
-- Of which list is the stage of a deal?
select
    before.*,
    'deal' as kind
from before;

-- name: metric
-- Which metrics add over chains? Schema 6 added them all, output among them.
select
    before.*,
    before.metric_id in (
        'investment_attracted', 'investment_in_place', 'investment_signed', 'signed_deals',
        'signed_value', 'project_investment', 'tax'
    ) as adds_over_chains
from before;

-- name: statement
-- What is a statement's amount of? Known of the one cohort whose funding rate is worked out.
select
    before.*,
    case
        when before.reason <> 'other' or before.face <> 'investment' then null
        when before.subject_zh like '省级节会签约额%' then 'investment_signed'
        when before.subject_zh like '省级节会签约项目到位资金%' then 'investment_in_place'
    end as metric_id
from before;

-- name: scope_break
-- What must be said beside the figures of a panel? Schema 6 had this in the program, for the
-- published pack only.
select
    told.panel,
    told.sort,
    told.kind,
    told.metric_id,
    told.area_code,
    told.period_end::date as period_end,
    told.at_most::double as at_most,
    told.words_zh,
    told.words_en,
    told.source_id
from (
    values
        (
            'county_cards', 10, 'revision', 'gdp', null, '2024-12-31', null,
            '2023年与2024年之间有经济普查修订，两侧不相连、不算增速',
            'The economic census revised figures between 2023 and 2024: the two sides are not joined and no growth is computed',
            's68def5e5'
        ),
        (
            'county_cards', 20, 'part', 'budget_revenue', null, null, null,
            '不含市本级',
            'without the city''s own budget',
            's4e7599b2'
        ),
        (
            'county_rank', 10, 'spread', 'rural_income_pc', null, null, 1400,
            '已见各县最高与最低相差 1,400 元以内',
            'The highest and the lowest county found are within RMB 1,400 of each other',
            's347642b3'
        ),
        (
            'county_dumbbell', 10, 'same_scope', 'industry_firms', null, null, null,
            '两年标准相同(主营业务收入2,000万元)',
            'the threshold is the same in both years (RMB 20 million of main revenue)',
            's2fa9f59e'
        ),
        (
            'county_dumbbell', 20, 'same_scope', 'resident_population', null, null, null,
            '两年均为人口普查数',
            'Both years are census counts',
            's22684406'
        ),
        (
            'county_heat', 10, 'part', 'budget_revenue', null, null, null,
            '县级预算收入合计不含市本级，不称全市',
            'County budget revenue adds up without the city''s own budget and is not the city''s',
            's4e7599b2'
        ),
        (
            'county_heat', 20, 'left_out', 'household_deposits', '621026', '2023-12-31', null,
            '住户存款因宁县数疑为误刊，不列',
            'household deposits are left out because Ning County''s figure is probably a misprint',
            's2fa9f59e'
        ),
        (
            'county_trends', 10, 'other_source', 'gdp', null, '2023-12-31', null,
            '2023年为另一来源，与以前各年不相连',
            '2023 is from another source and not joined to earlier years',
            's4e7599b2'
        ),
        (
            'county_trends', 20, 'revision', 'gdp', null, '2024-12-31', null,
            '与2024年之间有经济普查修订',
            'the economic census revised figures between it and 2024',
            's68def5e5'
        )
) as told (
    panel, sort, kind, metric_id, area_code, period_end, at_most, words_zh, words_en, source_id
)
join edition on edition.pack = 'published';

-- name: chain_member
-- On whose page does each chain stand?
select
    case when chain.is_shown then chain.chain_id else chain.parent_id end as chain_id,
    chain.chain_id as member_id
from chain;

-- name: faced_figure
-- Which face does each figure that is shown belong to?
select
    current_figure.*,
    metric.face
from current_figure
join metric on metric.metric_id = current_figure.metric_id;

-- name: enterprise
-- Since when is a firm above size? Schema 6 did not say, and nothing of a firm was confidential.
select
    before.*,
    null::date as above_size_since,
    null::varchar as absence
from before;

-- name: project
-- Is a project entered in the statistics? Schema 6 did not say, and told all amounts.
select
    before.*,
    null::boolean as is_in_statistics,
    null::varchar as absence
from before;

-- name: chain_role
-- Which offices are in charge of the chains? Schema 6 held posts only.
select before.*, true as is_post from before;

-- name: policy
-- Which documents ask something of the chains? Schema 6 knew none.
select
    null::varchar as policy_id,
    null::varchar as title_zh,
    null::varchar as title_en,
    null::varchar as office_zh,
    null::varchar as document_number,
    null::date as issued_on,
    null::varchar as issued_text,
    null::varchar as level,
    null::varchar as chain_id,
    null::varchar as asks_zh,
    null::varchar as targets_zh,
    null::varchar as source_id,
    null::varchar as sheet,
    null::varchar as cell
where false;

-- name: meeting
-- Which meetings were reported? Schema 6 knew none.
select
    null::integer as meeting_id,
    null::date as held_on,
    null::varchar as held_text,
    null::varchar as name_zh,
    null::varchar as name_en,
    null::varchar as chain_id,
    null::varchar as chaired_by_zh,
    null::varchar as decisions_zh,
    null::varchar as source_id,
    null::varchar as sheet,
    null::varchar as cell
where false;

-- name: practice_case
-- Which cases of practice are told? Schema 6 knew none.
select
    null::integer as case_id,
    null::varchar as title_zh,
    null::varchar as title_en,
    null::varchar as area_code,
    null::boolean as is_own,
    null::varchar as chain_id,
    null::varchar as summary_en,
    null::varchar as figures_zh,
    null::varchar as source_id,
    null::varchar as sheet,
    null::varchar as cell
where false;

-- name: deal
-- Which deals are there? Schema 6 told all amounts.
select before.*, null::varchar as absence from before;
