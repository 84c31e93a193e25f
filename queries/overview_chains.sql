-- The chains side by side. Reads current_figure, metric, chain, chain_role, current_target,
-- series_note, area. Values in the unit of the metric, growth in percent as published.

-- name: aimed
-- How far is each chain with each of its annual targets, at the period asked for or the latest?
-- Grain: one row a chain and metric that has a target of the figure's year.
with latest as (
    select
        current_figure.*,
        row_number() over (
            partition by current_figure.chain_id, current_figure.metric_id
            order by current_figure.period_end desc
        ) as recency
    from current_figure
    where current_figure.area_code = $scope
        and current_figure.chain_id is not null
        and current_figure.park_id is null
        and (current_figure.value is not null or current_figure.growth is not null)
        and ($period_end::date is null or last_day(current_figure.period_end) = $period_end::date)
)
select
    latest.figure_id,
    latest.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    chain.chain_id,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    latest.value::double as value,
    latest.value_text,
    latest.unit_text,
    latest.growth::double as published_growth,
    latest.growth_text,
    latest.hedge,
    latest.status,
    latest.period_start,
    latest.period_end,
    latest.basis,
    latest.source_title,
    latest.grade,
    target.value::double as target,
    target.kind as target_kind
from latest
join metric on metric.metric_id = latest.metric_id
join chain on chain.chain_id = latest.chain_id
join current_target as target
    on target.metric_id = latest.metric_id and target.area_code = latest.area_code
    and target.year = year(latest.period_end)
    and target.chain_id = latest.chain_id
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
where latest.recency = 1
order by chain.sort, chain.chain_id, metric.sort, latest.metric_id;

-- name: disputed_targets
-- Which targets of the city's chains do sources give differently for one year?
-- Grain: one row a target that another one of its metric, chain, year and version disagrees with.
with stated as (
    select
        target.*,
        count(distinct target.value) over (
            partition by target.metric_id, target.chain_id, target.year, target.version
        ) as values_stated
    from target
    where target.area_code = $scope
        and target.chain_id is not null
        and target.kind = 'level'
)
select
    stated.target_id,
    stated.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    stated.year,
    stated.value::double as value,
    stated.value_text,
    stated.hedge,
    stated.hedge_text,
    stated.reason_zh,
    stated.reason_en,
    stated.source_id
from stated
join metric on metric.metric_id = stated.metric_id
where stated.values_stated > 1
order by stated.year, metric.sort, stated.metric_id, stated.value, stated.target_id;

-- name: leaders
-- Which offices lead each chain on the day the edition speaks from?
-- Grain: one row a chain and office.
select
    chain_role.chain_id,
    chain_role.role,
    chain_role.holder_zh,
    chain_role.holder_en
from chain_role
where chain_role.role in ('leader', 'lead_bureau')
    and (chain_role.valid_from is null or chain_role.valid_from <= $as_of)
    and (chain_role.valid_to is null or chain_role.valid_to >= $as_of)
order by chain_role.chain_id, chain_role.role desc, chain_role.holder_zh;

-- name: newest
-- What is the newest published figure of each chain's first indicator?
-- Grain: one row a chain that is shown; none published: figure_id is null.
with first_card as (
    select
        series_note.chain_id,
        arg_min(series_note.metric_id, series_note.sort) as metric_id
    from series_note
    where series_note.is_card and series_note.is_shown
    group by series_note.chain_id
),
latest as (
    select
        current_figure.*,
        row_number() over (
            partition by current_figure.chain_id
            order by (current_figure.grade = 'C'), current_figure.period_end desc
        ) as recency
    from current_figure
    join first_card using (chain_id, metric_id)
    where current_figure.area_code = $scope
        and current_figure.value is not null
)
select
    chain.chain_id,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    latest.figure_id,
    latest.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    latest.value::double as value,
    latest.value_text,
    latest.unit_text,
    latest.growth::double as published_growth,
    latest.growth_text,
    latest.hedge,
    latest.hedge_text,
    latest.absence,
    latest.period_start,
    latest.period_end,
    latest.basis,
    latest.source_title,
    latest.grade
from chain
left join latest on latest.chain_id = chain.chain_id and latest.recency = 1
left join metric on metric.metric_id = latest.metric_id
where chain.is_shown
order by chain.sort, chain.chain_id;
