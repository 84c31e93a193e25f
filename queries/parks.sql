-- The parks: land, workshops, firms, output, and what sources say of them. Reads park,
-- park_metrics, enterprise, statement. Amounts in the metric's unit (亿元, 亩, 户).

-- name: figures
-- How do the parks stand at the end of the newest quarter that any of them reported?
-- Grain: one row a park and metric, all present; no figure: value is null, absence says why.
-- same_scope_prior is the year before on this year's scope, where one was reported.
with shown_quarter as (
    select max(park_metrics.period_end) as period_end
    from park_metrics
    where park_metrics.park_id is not null
        and park_metrics.absence is null
        and ($period_end::date is null or park_metrics.period_end <= $period_end::date)
),
reported as (
    select park_metrics.*
    from park_metrics
    join metric on metric.metric_id = park_metrics.metric_id
    where park_metrics.basis = case when metric.kind = 'flow' then 'ytd' else 'point' end
        and (metric.kind = 'flow' or park_metrics.period_start is null)
)
select
    park.park_id,
    park.name_zh,
    park.name_en,
    park.area_code,
    park.level_zh,
    park.level_en,
    area.short_zh as area_zh,
    area.short_en as area_en,
    metric.metric_id,
    metric.name_zh as metric_zh,
    metric.name_en as metric_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.growth_basis,
    reported.figure_id,
    reported.source_title,
    reported.grade,
    reported.period_start,
    shown_quarter.period_end,
    coalesce(reported.basis, case when metric.kind = 'flow' then 'ytd' else 'point' end) as basis,
    reported.value::double as value,
    reported.growth::double as published_growth,
    reported.growth_text,
    reported.same_scope_prior::double as same_scope_prior,
    coalesce(
        reported.absence,
        case when reported.figure_id is null then 'not_published' end
    ) as absence
from park
join shown_quarter on shown_quarter.period_end is not null
join metric on metric.face = 'park_metrics'
left join area on area.area_code = park.area_code
left join reported
    on reported.park_id = park.park_id
    and reported.metric_id = metric.metric_id
    and reported.period_end = shown_quarter.period_end
order by park.sort, park.park_id, metric.sort, metric.metric_id;

-- name: newest
-- Which figure of each park is the newest that has been published?
-- Grain: one row a park and metric that has a figure; parks without any keep one row, its
-- figure null.
with ranked as (
    select
        park_metrics.*,
        row_number() over (
            partition by park_metrics.park_id, park_metrics.metric_id
            order by park_metrics.period_end desc, park_metrics.figure_id desc
        ) as recency
    from park_metrics
    where park_metrics.absence is null
        and ($period_end::date is null or park_metrics.period_end <= $period_end::date)
)
select
    park.park_id,
    park.name_zh,
    park.name_en,
    park.area_code,
    park.level_zh,
    park.level_en,
    area.short_zh as area_zh,
    area.short_en as area_en,
    park.model_zh,
    park.model_en,
    metric.metric_id,
    metric.name_zh as metric_zh,
    metric.name_en as metric_en,
    metric.unit,
    metric.decimals,
    metric.growth_basis,
    ranked.figure_id,
    ranked.source_title,
    ranked.grade,
    ranked.period_start,
    ranked.period_end,
    ranked.basis,
    ranked.value::double as value,
    ranked.value_text,
    ranked.unit_text,
    ranked.hedge,
    ranked.hedge_text,
    ranked.growth::double as published_growth,
    ranked.growth_text,
    ranked.note_zh,
    ranked.note_en
from park
left join area on area.area_code = park.area_code
left join ranked on ranked.park_id = park.park_id and ranked.recency = 1
left join metric on metric.metric_id = ranked.metric_id
order by park.sort, park.park_id, metric.sort nulls last, metric.metric_id;

-- name: last_full_year
-- What did each park make, pay and invest in the last full year, and on how much land?
-- Grain: one row a park and flow, all present; value 亿元, area the land supplied at the end
-- of that year in 亩; full_years is how many whole years the park has reported the flow.
with december as (
    select
        park_metrics.*,
        count(*) over (
            partition by park_metrics.park_id, park_metrics.metric_id
            order by park_metrics.period_end
        ) as full_years
    from park_metrics
    where park_metrics.basis = 'ytd'
        and month(park_metrics.period_end) = 12
        and park_metrics.absence is null
        and park_metrics.park_id is not null
        and ($period_end::date is null or park_metrics.period_end <= $period_end::date)
),
shown_year as (
    select max(december.period_end) as period_end
    from december
)
select
    park.park_id,
    park.name_zh,
    park.name_en,
    park.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    metric.metric_id,
    metric.name_zh as metric_zh,
    metric.name_en as metric_en,
    metric.unit,
    metric.decimals,
    december.figure_id,
    december.source_title,
    december.grade,
    december.period_start,
    shown_year.period_end,
    'ytd' as basis,
    december.value::double as value,
    coalesce(december.full_years, 0) as full_years,
    supplied.value::double as area,
    supplied.figure_id as area_figure_id
from park
join shown_year on shown_year.period_end is not null
join metric on metric.metric_id in ('park_output_value', 'park_tax', 'park_fai')
left join area on area.area_code = park.area_code
left join december
    on december.park_id = park.park_id
    and december.metric_id = metric.metric_id
    and december.period_end = shown_year.period_end
left join park_metrics as supplied
    on supplied.park_id = park.park_id
    and supplied.metric_id = 'park_supplied_area'
    and supplied.period_end = shown_year.period_end
    and supplied.basis = 'point'
    and supplied.period_start is null
order by park.sort, park.park_id, metric.sort, metric.metric_id;

-- name: chains
-- Which chains do the firms of each park stand in, the one with most of them first?
-- Grain: one row a park and chain; firms counts a firm in every chain it stands in, weight
-- by its share of each.
with housed as (
    select
        enterprise.park_id,
        enterprise_node.chain_id,
        count(*) as firms,
        coalesce(sum(enterprise_node.share), 0) as weight,
        min(enterprise.source_id) as source_id
    from enterprise
    join enterprise_node on enterprise_node.enterprise_id = enterprise.enterprise_id
    where enterprise.park_id is not null
    group by enterprise.park_id, enterprise_node.chain_id
)
select
    housed.park_id,
    housed.chain_id,
    chain.name_zh,
    chain.name_en,
    chain.is_shown,
    housed.firms,
    housed.weight,
    housed.source_id,
    source.title as source_title,
    source.grade
from housed
join chain on chain.chain_id = housed.chain_id
join source on source.source_id = housed.source_id
order by housed.park_id, housed.weight desc, housed.firms desc, housed.chain_id;

-- name: statements
-- What do sources say of each park that no metric can carry?
-- Grain: one row a statement, in its source's own words; dated facts first.
select
    statement.statement_id,
    statement.park_id,
    park.name_zh,
    park.name_en,
    statement.subject_zh,
    statement.subject_en,
    statement.value_text,
    statement.unit_text,
    statement.period_text,
    statement.reason,
    statement.stated_on,
    statement.source_id,
    source.title as source_title,
    source.grade
from statement
join park on park.park_id = statement.park_id
join source on source.source_id = statement.source_id
where statement.face = 'park_metrics'
order by
    park.sort,
    park.park_id,
    (statement.reason = 'dated_fact') desc,
    statement.statement_id;
