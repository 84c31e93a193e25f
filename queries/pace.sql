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
