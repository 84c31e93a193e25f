-- The dictionary of metrics. Reads metric.

-- name: of_ids
-- What do these metrics mean?
-- Grain: one row a metric.
select
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    metric.direction,
    metric.frequency,
    metric.owner_zh,
    metric.owner_en,
    metric.definition_zh,
    metric.definition_en,
    metric.is_our_definition
from metric
where list_contains($metric_ids, metric.metric_id)
order by metric.sort, metric.metric_id;

-- name: dictionary
-- What does every metric mean, and how many figures does this pack have of it?
-- Grain: one row a metric.
select
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.frequency,
    metric.owner_zh,
    metric.owner_en,
    metric.definition_zh,
    metric.definition_en,
    metric.is_our_definition,
    metric.face,
    count(current_figure.figure_id) as figures
from metric
left join current_figure on current_figure.metric_id = metric.metric_id
group by
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.frequency,
    metric.owner_zh,
    metric.owner_en,
    metric.definition_zh,
    metric.definition_en,
    metric.is_our_definition,
    metric.face,
    metric.sort
order by metric.face, metric.sort, metric.metric_id;
