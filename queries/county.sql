-- Figures of the counties side by side. Reads current_figure, in which the newest load and the
-- preferred source have already won, area, chain, metric, current_target and scope_break. No chain
-- asked for: the chains that have no parent. Values in the unit of the metric, growth in percent.

-- name: figures
-- What does each county have of each indicator, beside the same months of last year?
-- Grain: one row an indicator, place (all counties and the city) and chain, at the period asked
-- for or the newest that half the counties have; a place without a figure has one row with
-- figure_id null. Without a chain asked for, only what adds over chains has rows: output stands in
-- several chains at once. A total that was reported as such stands instead of its chains. source_id,
-- load_id and sheet are for the sums that are made of the rows, which have no figure_id.
with part as (
    select
        current_figure.*,
        chain.short_zh as chain_zh,
        chain.short_en as chain_en,
        aim.value::double as target
    from current_figure
    join metric on metric.metric_id = current_figure.metric_id
    left join chain on chain.chain_id = current_figure.chain_id
    left join current_target as aim
        on aim.metric_id = current_figure.metric_id and aim.area_code = current_figure.area_code
        and aim.chain_id is not distinct from current_figure.chain_id
        and aim.year = year(current_figure.period_end)
        and (aim.kind = 'growth') = (metric.kind = 'growth_only')
    where current_figure.park_id is null and list_contains($metric_ids, current_figure.metric_id)
        and basis in ('ytd', 'point') and (chain.chain_id in (metric.chain_id, $chain_id)
            or $chain_id::varchar is null and adds_over_chains and parent_id is null and is_shown
            or chain.chain_id is null and ($is_record or $chain_id::varchar is null))
    qualify (chain.chain_id is null) = bool_or(chain.chain_id is null)
        over (partition by current_figure.metric_id, current_figure.area_code, period_end)
),
shown as (
    select
        part.metric_id,
        part.period_end
    from part
    join area on area.area_code = part.area_code and area.parent_code = $scope
    where $period_end::date is null or last_day(part.period_end) = $period_end::date
    group by part.metric_id, part.period_end
    having 2 * count(distinct part.area_code) >= (select count(*) from area where parent_code = $scope)
    qualify row_number() over (partition by part.metric_id order by part.period_end desc) = 1
)
select
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    metric.direction,
    metric.owner_zh,
    metric.owner_en,
    area.area_code,
    area.short_zh,
    area.short_en,
    area.level as area_level,
    part.chain_id,
    part.chain_zh,
    part.chain_en,
    shown.period_end,
    part.figure_id,
    part.period_start,
    part.basis,
    part.value::double as value,
    part.value_text,
    part.growth::double as published_growth,
    part.growth_text,
    part.replaced_value::double as replaced_value,
    part.replaced_growth::double as replaced_growth,
    part.same_scope_prior::double as same_scope_prior,
    part.absence,
    part.status,
    part.hedge,
    part.hedge_text,
    part.target,
    before.period_end as prior_end,
    before.value::double as prior_value,
    before.figure_id as prior_figure_id,
    before.target as prior_target,
    part.source_id,
    part.load_id,
    part.sheet,
    part.source_title,
    part.grade
from shown
join metric on metric.metric_id = shown.metric_id
join area on $scope in (area.area_code, area.parent_code)
left join part
    on part.metric_id = shown.metric_id and part.area_code = area.area_code
    and part.period_end = shown.period_end
left join part as before
    on before.metric_id = part.metric_id and before.area_code = part.area_code
    and before.chain_id is not distinct from part.chain_id
    and before.period_end = last_day((part.period_end - interval 1 year)::date)
order by list_position($metric_ids, metric.metric_id), area.sort, area.area_code, part.chain_id;

-- name: years_apart
-- What did each county have of an indicator some years before, where two years compare?
-- Grain: one row an indicator and county with both figures: of the newest day that counties share
-- and of the one before it. From which day on figures compare, and on which day of a year, a source
-- says (same_scope): an estimate at the end of a year does not stand beside a census. Two figures
-- with a break of scope between them are none.
with comparable as (
    select current_figure.*
    from current_figure
    join area on area.area_code = current_figure.area_code and area.parent_code = $scope
    join scope_break
        on scope_break.panel = 'county_dumbbell' and scope_break.kind = 'same_scope'
        and scope_break.metric_id = current_figure.metric_id
        and scope_break.period_end <= current_figure.period_end
        and strftime(scope_break.period_end, '%m%d') = strftime(current_figure.period_end, '%m%d')
    where current_figure.chain_id is null and current_figure.park_id is null
        and current_figure.basis = 'point'
        and ($period_end::date is null or current_figure.period_end <= $period_end::date)
),
shared as (
    select
        day.metric_id,
        day.period_end,
        row_number() over (partition by day.metric_id order by day.period_end desc) as recency
    from comparable as day
    group by day.metric_id, day.period_end
    having count(*) > 1
)
select
    now.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    area.area_code,
    area.short_zh,
    area.short_en,
    now.figure_id,
    now.period_start,
    now.period_end,
    now.basis,
    now.value::double as value,
    now.absence,
    before.figure_id as prior_figure_id,
    before.period_end as prior_end,
    before.value::double as prior_value,
    now.source_title,
    now.grade
from comparable as now
join shared as newest using (metric_id, period_end)
join shared as earlier on earlier.metric_id = now.metric_id and earlier.recency = 2
join comparable as before
    on before.metric_id = now.metric_id and before.area_code = now.area_code
    and before.period_end = earlier.period_end
join metric on metric.metric_id = now.metric_id
join area on area.area_code = now.area_code
where newest.recency = 1 and not exists (
    from scope_break
    where scope_break.kind in ('revision', 'other_source')
        and scope_break.metric_id = now.metric_id
        and coalesce(scope_break.area_code, now.area_code) = now.area_code
        and scope_break.period_end > before.period_end
        and scope_break.period_end <= now.period_end
)
order by now.metric_id, now.value desc, area.area_code;
