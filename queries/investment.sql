-- Investment promotion of one chain or of all. Reads investment and current_target. Funds,
-- contracts and investment in 亿元, deals in 个, growth in percent as published.

-- name: by_year
-- How much came into this chain, to the same month of each year?
-- Grain: one row a year and metric (funds in place, deals signed, contract value).
with shown_month as (
    select coalesce($period_end::date, max(investment.period_end)) as period_end
    from investment
    where investment.metric_id = 'investment_attracted'
        and investment.chain_id = $chain_id
        and investment.area_code = coalesce($area_code, $scope)
)
select
    investment.figure_id,
    investment.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.growth_basis,
    metric.decimals,
    investment.period_start,
    investment.period_end,
    investment.basis,
    year(investment.period_end) as year,
    investment.value::double as year_to_date,
    investment.growth::double as published_growth,
    investment.growth_text,
    investment.same_scope_prior::double as same_scope_prior,
    investment.absence,
    investment.source_title,
    investment.grade,
    current_target.value::double as target
from investment
join metric on metric.metric_id = investment.metric_id
join shown_month
    on month(shown_month.period_end) = month(investment.period_end)
    and investment.period_end <= shown_month.period_end
left join current_target
    on current_target.metric_id = investment.metric_id
    and current_target.area_code = investment.area_code
    and current_target.chain_id = investment.chain_id
    and current_target.year = year(investment.period_end)
    and current_target.kind = 'level'
where investment.metric_id in ('investment_attracted', 'signed_deals', 'signed_value')
    and investment.chain_id = $chain_id
    and investment.area_code = coalesce($area_code, $scope)
    and investment.basis = 'ytd'
order by metric.sort, investment.metric_id, investment.period_end, investment.figure_id;

-- name: to_date
-- What came in to the end of each month: funds, deals, contracts, investment completed?
-- Grain: one row a metric and period of the chain, or else of the place as a whole: its own
-- total where one was reported, or the sum of the chains that belong to no other chain. A sum
-- has no figure_id; parts counts its chains, lacking those that owe a figure; statuses are those of
-- its parts; prior is what its parts with a published growth grew from, grown their sum, and
-- is_same_scope whether all of them gave it on this year's scope; without and without_growth are
-- the chains that the sum and its growth lack.
with scoped as (
    select
        investment.*,
        chain.short_zh as chain_zh,
        chain.short_en as chain_en,
        chain.sort,
        current_target.value::double as target,
        coalesce(same_scope_prior, investment.value / nullif(1 + growth / 100, 0))::double as prior
    from investment
    left join chain on chain.chain_id = investment.chain_id
    left join current_target
        on current_target.metric_id = investment.metric_id and current_target.area_code = investment.area_code
        and current_target.chain_id is not distinct from investment.chain_id and year = year(investment.period_end) and current_target.kind = 'level'
    where investment.area_code = coalesce($area_code, $scope) and park_id is null and basis = 'ytd'
        and (investment.chain_id = $chain_id or $chain_id is null and chain.parent_id is null)
    qualify (investment.chain_id is null) = bool_or(investment.chain_id is null) over (partition by investment.metric_id, investment.period_end)
),
summed as (
    select
        scoped.metric_id,
        scoped.area_code,
        scoped.period_start,
        scoped.period_end,
        scoped.basis,
        count(*) as parts,
        count(nullif(scoped.absence, 'not_applicable')) as lacking,
        list({'chain_zh': chain_zh, 'chain_en': chain_en} order by sort) filter (absence <> 'not_applicable') as without,
        list({'chain_zh': chain_zh, 'chain_en': chain_en} order by sort) filter (prior is null and value is not null) as without_growth,
        list(distinct scoped.status) filter (scoped.value is not null) as statuses,
        case when count(*) = 1 then min(scoped.figure_id) end as figure_id,
        sum(scoped.value::double) as value,
        sum(scoped.prior) as prior,
        bool_and(scoped.same_scope_prior is not null) filter (scoped.prior is not null) as is_same_scope,
        sum(scoped.value::double) filter (scoped.prior is not null) as grown,
        sum(scoped.target) as target,
        coalesce(max(nullif(scoped.absence, 'not_applicable')), max(scoped.absence)) as absence,
        min(scoped.source_id) as source_id
    from scoped
    group by scoped.metric_id, scoped.area_code, scoped.period_start, scoped.period_end, scoped.basis
)
select
    summed.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    metric.direction,
    metric.owner_zh,
    metric.owner_en,
    summed.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    summed.figure_id,
    summed.value,
    single.value_text,
    single.unit_text,
    single.growth::double as published_growth,
    single.growth_text,
    single.same_scope_prior::double as same_scope_prior,
    summed.prior,
    summed.is_same_scope,
    summed.grown,
    summed.parts,
    summed.lacking,
    summed.without,
    summed.without_growth,
    summed.statuses,
    summed.absence,
    single.hedge,
    single.hedge_text,
    single.status,
    summed.period_start,
    summed.period_end,
    summed.basis,
    single.period_note,
    single.note_zh,
    single.note_en,
    summed.source_id,
    source.title as source_title,
    source.grade,
    single.alternatives,
    summed.target,
    told.has_later_target,
    told.caveat_zh,
    told.caveat_en
from summed
join metric on metric.metric_id = summed.metric_id and (summed.parts = 1 or metric.kind = 'flow')
join area on area.area_code = summed.area_code
join source on source.source_id = summed.source_id
left join scoped as single on single.figure_id = summed.figure_id
left join overview_card as told on told.metric_id = summed.metric_id and summed.area_code = $scope
order by metric.sort, summed.metric_id, summed.period_start, summed.period_end;

-- name: by_chain
-- How much came into each chain so far this year, beside its target?
-- Grain: one row a chain that has a page, sub-chains after the chain that contains them, the
-- largest chain first; no figure: value is null, absence says why.
with shown_period as (
    select coalesce($period_end::date, max(investment.period_end)) as period_end
    from investment
    where investment.metric_id = 'investment_attracted' and investment.chain_id is not null
        and investment.basis = 'ytd' and investment.value is not null
        and investment.area_code = coalesce($area_code, $scope)
),
reported as (
    select investment.*
    from investment
    join shown_period on shown_period.period_end = investment.period_end
    where investment.metric_id = 'investment_attracted' and investment.basis = 'ytd'
        and investment.area_code = coalesce($area_code, $scope)
)
select
    chain.chain_id,
    chain.parent_id,
    chain.short_zh,
    chain.short_en,
    area.short_zh as area_zh,
    area.short_en as area_en,
    reported.figure_id,
    metric.metric_id,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.direction,
    reported.value::double as value,
    reported.growth::double as published_growth,
    reported.growth_text,
    reported.same_scope_prior::double as same_scope_prior,
    coalesce(reported.absence, case when reported.figure_id is null then 'not_published' end) as absence,
    reported.status,
    reported.hedge,
    make_date(year(shown_period.period_end), 1, 1) as period_start,
    shown_period.period_end,
    'ytd' as basis,
    reported.source_title,
    reported.grade,
    current_target.value::double as target,
    current_target.kind as target_kind
from chain
join metric on metric.metric_id = 'investment_attracted'
join area on area.area_code = coalesce($area_code, $scope)
cross join shown_period
left join reported on reported.chain_id = chain.chain_id
left join reported as whole on whole.chain_id = coalesce(chain.parent_id, chain.chain_id)
left join current_target
    on current_target.metric_id = 'investment_attracted'
    and current_target.chain_id = chain.chain_id
    and current_target.area_code = area.area_code
    and current_target.year = year(shown_period.period_end)
    and current_target.kind = 'level'
where chain.is_shown
order by
    whole.value desc nulls last,
    coalesce(chain.parent_id, chain.chain_id),
    (chain.parent_id is not null),
    chain.sort,
    chain.chain_id;
