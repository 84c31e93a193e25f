-- What the past and the targets of a series say of its year. Reads current_figure, metric, area, target
-- and scope_break. Values in the unit of the metric.

-- name: years
-- What had each figure with an annual target reached by the end of each month of each year?
-- Grain: one row a metric, place (the city and its counties), chain (null: the whole place) and year;
-- months (1 to 12) and to_date, the value since January, are lists in the same order, of figures that
-- are firm and counted exactly. broken_on is the newest day from which the metric's scope or source
-- is another one there, null where it never was. A list of figures has no figure_id.
with aimed as (
    select distinct
        target.metric_id,
        target.area_code,
        target.chain_id
    from target
    where target.kind = 'level'
),
broken as (
    select
        scope_break.metric_id,
        scope_break.area_code,
        max(scope_break.period_end) as broken_on
    from scope_break
    where scope_break.kind in ('revision', 'other_source')
    group by scope_break.metric_id, scope_break.area_code
)
select
    current_figure.metric_id,
    current_figure.area_code,
    current_figure.chain_id,
    year(current_figure.period_end) as year,
    list(month(current_figure.period_end) order by current_figure.period_end) as months,
    list(current_figure.value::double order by current_figure.period_end) as to_date,
    max(broken.broken_on) as broken_on
from current_figure
join metric on metric.metric_id = current_figure.metric_id and metric.kind = 'flow'
join area on area.area_code = current_figure.area_code and $scope in (area.area_code, area.parent_code)
join aimed
    on aimed.metric_id = current_figure.metric_id
    and aimed.area_code = current_figure.area_code
    and aimed.chain_id is not distinct from current_figure.chain_id
left join broken
    on broken.metric_id = current_figure.metric_id
    and coalesce(broken.area_code, current_figure.area_code) = current_figure.area_code
where current_figure.basis = 'ytd'
    and current_figure.park_id is null
    and current_figure.value is not null
    and current_figure.hedge = 'none'
    and current_figure.status not in ('flash', 'expected', 'claim')
group by
    current_figure.metric_id,
    current_figure.area_code,
    current_figure.chain_id,
    year(current_figure.period_end)
order by
    current_figure.metric_id,
    current_figure.area_code,
    current_figure.chain_id,
    year(current_figure.period_end),
    broken_on;

-- name: targets
-- How was each target of the year set and changed, for the city and for its counties?
-- Grain: one row a metric, chain (null: the whole place), place, kind and version, the city's first,
-- then its counties', versions in their order; of the year asked for, or the newest that has begun.
with shown as (
    select max(target.year) as year
    from target
    where target.year <= year(coalesce($period_end::date, $as_of::date))
)
select
    target.target_id,
    target.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.adds_over_chains,
    target.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    target.chain_id,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    target.year,
    target.version,
    target.kind as target_kind,
    target.value::double as target,
    target.value_text as target_text,
    target.hedge as target_hedge,
    target.hedge_text as target_hedge_text,
    target.decided_on,
    target.reason_zh,
    target.reason_en,
    target.source_id,
    source.title as source_title,
    source.grade
from target
join shown on shown.year = target.year
join metric on metric.metric_id = target.metric_id
join area on area.area_code = target.area_code and $scope in (area.area_code, area.parent_code)
join source on source.source_id = target.source_id
left join chain on chain.chain_id = target.chain_id
order by
    chain.sort nulls first,
    target.chain_id nulls first,
    metric.sort,
    target.metric_id,
    (area.level = 'county'),
    area.sort,
    target.area_code,
    target.kind,
    target.version,
    target.target_id;
