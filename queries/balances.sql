-- Stocks that are worked out from what is added and taken. Reads balance_item, chain_output, metric,
-- area and chain. Values in the unit of the metric.

-- name: figures
-- What was there at the start, what was added and taken since, and what is there at the end?
-- Grain: one row a place that has any figure and an item of the balance, at the newest period end
-- that the place has figures of; a missing item keeps its row, its value null. opening: of a stock,
-- what was there at the end of the year before. Flows are since January.
with reported as (
    select chain_output.*, balance_item.balance_id
    from balance_item
    join metric on metric.metric_id = balance_item.metric_id
    left join chain on chain.chain_id = balance_item.chain_id
    join chain_output
        on chain_output.metric_id = balance_item.metric_id
        and chain_output.chain_id = balance_item.chain_id
        and chain_output.park_id is null
        and chain_output.basis in ('point', 'ytd', 'year')
    where $chain_id in (balance_item.chain_id, chain.parent_id)
        and ($area_code is null or chain_output.area_code = $area_code)
        and ($period_end::date is null or chain_output.period_end <= $period_end::date)
),
shown as (
    select reported.balance_id, reported.area_code, max(reported.period_end) as period_end
    from reported
    where reported.value is not null
    group by reported.balance_id, reported.area_code
)
select
    shown.balance_id,
    shown.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    balance_item.part,
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    metric.growth_basis,
    reported.figure_id,
    reported.period_start,
    shown.period_end,
    coalesce(reported.basis, case when metric.kind = 'stock' then 'point' else 'ytd' end) as basis,
    reported.value::double as value,
    reported.value_text,
    reported.unit_text,
    reported.hedge,
    reported.hedge_text,
    reported.growth::double as published_growth,
    reported.growth_text,
    coalesce(reported.absence, case when reported.figure_id is null then 'not_published' end) as absence,
    opening.value::double as opening,
    reported.source_title,
    reported.grade
from shown
join area on area.area_code = shown.area_code
join balance_item on balance_item.balance_id = shown.balance_id
join metric on metric.metric_id = balance_item.metric_id
left join reported
    on reported.metric_id = balance_item.metric_id
    and reported.area_code = shown.area_code
    and reported.period_end = shown.period_end
left join reported as opening
    on balance_item.part = 'stock'
    and opening.metric_id = balance_item.metric_id
    and opening.area_code = shown.area_code
    and opening.period_end = make_date(year(shown.period_end) - 1, 12, 31)
where area.area_code = $scope or area.parent_code = $scope
order by shown.balance_id, area.sort, shown.area_code, balance_item.sort, metric.metric_id;
