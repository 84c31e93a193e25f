-- The dictionary of metrics. Reads metric and current_figure.

-- name: dictionary
-- What does every metric mean, and how many figures does this pack have of it?
-- Grain: one row a metric, in the order of the dictionary.
with counted as (
    select
        current_figure.metric_id,
        count(*) as figures
    from current_figure
    group by current_figure.metric_id
)
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
    coalesce(counted.figures, 0) as figures
from metric
left join counted on counted.metric_id = metric.metric_id
order by metric.sort, metric.metric_id;
