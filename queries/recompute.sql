-- What lights are worked out of, everywhere at once: a bureau makes them anew from here. Reads
-- current_figure, current_target, metric, chain and area. Values in the unit of the metric, growth in
-- percent as published.

-- name: targets
-- How far is each target of the city and of every county, at its newest figure of the period asked for?
-- Grain: one row a metric, place and chain (null: the whole place) that has a figure with a target.
select
    current_figure.figure_id,
    current_figure.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    current_figure.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    current_figure.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.value::double as value,
    current_figure.growth::double as published_growth,
    current_figure.status,
    current_figure.hedge,
    target.value::double as target,
    target.value_text as target_text,
    target.hedge as target_hedge,
    target.hedge_text as target_hedge_text,
    target.kind as target_kind,
    target.version as target_version
from current_figure
join metric on metric.metric_id = current_figure.metric_id
join area on area.area_code = current_figure.area_code
join current_target as target
    on target.metric_id = current_figure.metric_id
    and target.area_code = current_figure.area_code
    and target.chain_id is not distinct from current_figure.chain_id
    and target.year = year(current_figure.period_end)
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
left join chain on chain.chain_id = current_figure.chain_id
where (current_figure.area_code = $scope or area.parent_code = $scope)
    and current_figure.park_id is null
    and current_figure.basis not in ('month', 'quarter')
    and current_figure.absence is null
    and ($period_end::date is null or current_figure.period_end <= $period_end::date)
qualify row_number() over (
    partition by current_figure.metric_id, current_figure.area_code, current_figure.chain_id
    order by current_figure.period_end desc
) = 1
order by
    area.sort,
    chain.sort nulls first,
    current_figure.chain_id nulls first,
    metric.sort,
    current_figure.metric_id;
