-- The parts that a change is made of. Reads current_figure, metric, chain, area and scope_break.
-- Values in the unit of the metric, growth in percent as published.

-- name: parts
-- What had each part of a metric, since January, in the period shown and in the one compared with?
-- Grain: one row a part that has a figure at the end of the period: the chains of a place that have no
-- parent ($along is chain), or the counties of one chain ($along is county). $against_end: the end of
-- the period compared with; null is the same day a year before. may_add: whether the parts add.
with part as (
    select current_figure.*
    from current_figure
    join area on area.area_code = current_figure.area_code
    join chain on chain.chain_id = current_figure.chain_id
    where current_figure.metric_id = $metric_id
        and current_figure.park_id is null
        and current_figure.basis = 'ytd'
        and ($along <> 'chain' or area.area_code = coalesce($area_code, $scope) and parent_id is null and is_shown)
        and ($along = 'chain' or area.parent_code = $scope and chain.chain_id = $chain_id)
),
shown as (
    select
        max(part.period_end) as period_end,
        coalesce($against_end::date, last_day((max(period_end) - interval 1 year)::date)) as prior_end
    from part
    where part.absence is null
        and ($period_end::date is null or last_day(part.period_end) = $period_end::date)
)
select
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    $along = 'county' or metric.adds_over_chains as may_add,
    part.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    part.area_code,
    area.short_zh,
    area.short_en,
    part.figure_id,
    part.value::double as value,
    part.growth::double as published_growth,
    part.growth_text,
    part.same_scope_prior::double as same_scope_prior,
    part.absence,
    part.status,
    part.period_start,
    part.period_end,
    part.basis,
    shown.prior_end,
    before.figure_id as prior_figure_id,
    before.value::double as prior_value,
    part.source_title,
    part.grade,
    exists(
        from scope_break
        where scope_break.kind in ('revision', 'other_source')
            and scope_break.metric_id = part.metric_id
            and coalesce(scope_break.area_code, part.area_code) = part.area_code
            and scope_break.period_end > prior_end and scope_break.period_end <= part.period_end
    ) as is_broken
from shown
join part on part.period_end = shown.period_end
join metric on metric.metric_id = part.metric_id
join area on area.area_code = part.area_code
join chain on chain.chain_id = part.chain_id
left join part as before
    on before.area_code = part.area_code and before.chain_id = part.chain_id
    and before.period_end = shown.prior_end
order by area.sort, part.area_code, chain.sort, part.chain_id;
