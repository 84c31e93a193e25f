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

-- name: that_rank
-- By which measures can counties be compared: what adds over chains, and what one chain has?
-- Grain: one row a measure that has figures of counties by chain.
select
    metric.metric_id,
    metric.name_zh,
    metric.name_en
from metric
where metric.direction = 'higher_better'
    and (metric.adds_over_chains or metric.metric_id in ('output_value', 'industrial_va'))
    and exists (
        select 1
        from current_figure
        join area on area.area_code = current_figure.area_code and area.parent_code = $scope
        where current_figure.metric_id = metric.metric_id and current_figure.chain_id is not null
    )
order by metric.adds_over_chains desc, metric.sort, metric.metric_id;
