-- What is behind month by month, and what was corrected or is not reported. Reads current_figure,
-- current_target, metric, chain and area. Values in the unit of the metric,
-- growth in percent as published.

-- name: months
-- How far was each target of a place in each month of its figure's year?
-- Grain: one row a metric, chain (null: the whole place) and month, of the county asked for or
-- else the city, to the period asked for or the newest; months without a figure have no row.
with reach as (
    select
        current_figure.metric_id,
        current_figure.chain_id,
        max(year(current_figure.period_end)) as year
    from current_figure
    where current_figure.area_code = coalesce($area_code, $scope)
        and current_figure.park_id is null
        and current_figure.basis not in ('month', 'quarter')
        and current_figure.absence is null
        and ($period_end::date is null or current_figure.period_end <= $period_end::date)
    group by current_figure.metric_id, current_figure.chain_id
)
select
    current_figure.figure_id,
    current_figure.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    metric.growth_basis,
    current_figure.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    current_figure.chain_id,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.value::double as value,
    current_figure.value_text,
    current_figure.unit_text,
    current_figure.growth::double as published_growth,
    current_figure.growth_text,
    current_figure.status,
    current_figure.hedge,
    current_figure.hedge_text,
    target.value::double as target,
    target.value_text as target_text,
    target.hedge as target_hedge,
    target.hedge_text as target_hedge_text,
    target.kind as target_kind,
    current_figure.source_title,
    current_figure.grade
from current_figure
join reach
    on reach.metric_id = current_figure.metric_id
    and reach.chain_id is not distinct from current_figure.chain_id
    and reach.year = year(current_figure.period_end)
join metric on metric.metric_id = current_figure.metric_id
join area on area.area_code = current_figure.area_code
join current_target as target
    on target.metric_id = current_figure.metric_id
    and target.area_code = current_figure.area_code
    and target.chain_id is not distinct from current_figure.chain_id
    and target.year = year(current_figure.period_end)
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
left join chain on chain.chain_id = current_figure.chain_id
where current_figure.area_code = coalesce($area_code, $scope)
    and current_figure.park_id is null
    and current_figure.basis not in ('month', 'quarter')
    and current_figure.absence is null
    and ($period_end::date is null or current_figure.period_end <= $period_end::date)
order by
    chain.sort nulls first,
    current_figure.chain_id nulls first,
    metric.sort,
    current_figure.metric_id,
    current_figure.period_end;

-- name: county_months
-- How far was each target of the counties in each month of the year, its chains added?
-- Grain: one row a metric, county and month; the chains that have no parent and that have both a
-- figure and a target are added, parts names them; of the chain asked for it is that figure. A
-- sum has no figure_id. Without a chain only what adds over chains has rows.
select
    case when count(*) = 1 then min(part.figure_id) end as figure_id,
    part.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    part.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    $chain_id::varchar as chain_id,
    case when $chain_id::varchar is not null then min(chain.short_zh) end as chain_zh,
    case when $chain_id::varchar is not null then min(chain.short_en) end as chain_en,
    min(part.period_start) as period_start,
    part.period_end,
    'ytd' as basis,
    sum(part.value::double) as value,
    case when count(*) = 1 then min(part.growth::double) end as published_growth,
    min(part.status) as status,
    min(part.hedge) as hedge,
    sum(target.value::double) as target,
    min(target.kind) as target_kind,
    count(*) > 1 as is_derived,
    string_agg(part.chain_id, ' ' order by part.chain_id) as parts,
    min(part.source_id) as source_id,
    min(part.source_title) as source_title,
    min(part.grade) as grade
from current_figure as part
join metric on metric.metric_id = part.metric_id
join area on area.area_code = part.area_code and area.parent_code = $scope
join chain on chain.chain_id = part.chain_id
join current_target as target
    on target.metric_id = part.metric_id
    and target.area_code = part.area_code
    and target.chain_id = part.chain_id
    and target.year = year(part.period_end)
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
where (chain.chain_id = $chain_id or $chain_id::varchar is null and parent_id is null and adds_over_chains)
    and part.park_id is null and part.basis = 'ytd' and part.absence is null
    and year(part.period_end) = (
        select year(max(current_figure.period_end)) from current_figure join metric using (metric_id)
        where current_figure.chain_id is not null and current_figure.basis = 'ytd'
            and ($chain_id::varchar is not null or adds_over_chains)
            and ($period_end::date is null or current_figure.period_end <= $period_end::date)
    )
    and ($period_end::date is null or part.period_end <= $period_end::date)
group by
    part.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    metric.sort,
    part.area_code,
    area.short_zh,
    area.short_en,
    area.level,
    area.sort,
    part.period_end
order by area.sort, part.area_code, metric.sort, part.metric_id, part.period_end;

-- name: remarked
-- What was corrected in the year, and what is owed of the newest period?
-- Grain: one row a figure that replaced an earlier report (kind correction, with old_ and new_
-- value and growth, and the day it was sent), and one a place and chain whose figures of
-- the newest period are late (kind not_reported, figures says how many, figure_id is one of
-- them). None on the published pack.
with reach as (
    select coalesce($period_end::date, max(current_figure.period_end)) as newest
    from current_figure
    where current_figure.basis = 'ytd'
),
remark as (
    select
        case when current_figure.absence = 'late' then 'not_reported' else 'correction' end as kind,
        min(current_figure.figure_id) as figure_id,
        count(*) as figures
    from current_figure
    cross join reach
    where not $is_record and current_figure.park_id is null and current_figure.basis <> 'month'
        and (
            current_figure.absence = 'late' and current_figure.period_end = reach.newest
            or current_figure.period_end between date_trunc('year', reach.newest) and reach.newest
            and (
                current_figure.replaced_value <> current_figure.value
                or current_figure.replaced_growth <> current_figure.growth
            )
        )
    group by
        current_figure.area_code,
        current_figure.chain_id,
        current_figure.period_end,
        case when current_figure.absence = 'late' then 0 else current_figure.figure_id end,
        current_figure.absence
)
select
    remark.kind,
    remark.figure_id,
    remark.figures,
    shown.metric_id,
    shown.area_code,
    shown.chain_id,
    shown.period_start,
    shown.period_end,
    shown.basis,
    shown.sent_on,
    shown.replaced_value::double as old_value,
    shown.replaced_growth::double as old_growth,
    shown.value::double as new_value,
    shown.growth::double as new_growth,
    shown.source_title,
    shown.grade,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en
from remark
join current_figure as shown on shown.figure_id = remark.figure_id
join metric on metric.metric_id = shown.metric_id
join area on area.area_code = shown.area_code
left join chain on chain.chain_id = shown.chain_id
order by remark.kind, shown.period_end desc, area.sort, shown.area_code, chain.sort,
    shown.chain_id, metric.sort, shown.metric_id, remark.figure_id;
