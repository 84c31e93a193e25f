-- The figures that tasks of the work loop are bound to. Reads current_figure, current_target, metric
-- and area. Values in the unit of the metric, growth in percent as published.

-- name: figures
-- What was reported, period by period, of the metrics, chains and places that tasks are bound to?
-- Grain: one row a metric, chain, area, park and period that ends on $since or later; is_whole says
-- that the area is all of the board's. "" among $chain_ids is no chain, among $area_codes the whole.
select
    current_figure.figure_id,
    current_figure.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    metric.frequency,
    current_figure.chain_id,
    current_figure.area_code,
    current_figure.area_code = $scope as is_whole,
    current_figure.park_id,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.value::double as value,
    current_figure.growth::double as published_growth,
    current_figure.absence,
    current_figure.status,
    target.value::double as target,
    current_figure.source_title,
    current_figure.grade
from current_figure
join metric on metric.metric_id = current_figure.metric_id
left join current_target as target
    on target.metric_id = current_figure.metric_id
    and target.area_code = current_figure.area_code
    and target.chain_id is not distinct from current_figure.chain_id
    and target.year = year(current_figure.period_end)
    and target.kind = 'level'
where list_contains($metric_ids::varchar[], current_figure.metric_id)
    and list_contains($chain_ids::varchar[], coalesce(current_figure.chain_id, ''))
    and (
        list_contains($area_codes::varchar[], current_figure.area_code)
        or list_contains($area_codes::varchar[], '') and current_figure.area_code = $scope
    )
    and current_figure.basis in ('ytd', 'year', 'point')
    and current_figure.period_end >= $since::date
order by
    metric.sort,
    current_figure.metric_id,
    current_figure.chain_id nulls first,
    current_figure.area_code,
    current_figure.park_id nulls first,
    current_figure.period_end,
    current_figure.basis,
    current_figure.figure_id;
