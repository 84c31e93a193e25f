-- The chains side by side. Reads current_figure, metric, chain, chain_role, target, series_note.
-- Values in the unit of the metric, growth in percent as published.

-- name: disputed_targets
-- Which targets of the city's chains do sources give differently for one year?
-- Grain: one row a target that another one of its metric, chain, year and version disagrees with.
with stated as (
    select
        target.*,
        count(distinct target.value) over (
            partition by target.metric_id, target.chain_id, target.year, target.version
        ) as values_stated
    from target
    where target.area_code = $scope
        and target.chain_id is not null
        and target.kind = 'level'
)
select
    stated.target_id,
    stated.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    stated.year,
    stated.value::double as value,
    stated.value_text,
    stated.hedge,
    stated.hedge_text,
    stated.reason_zh,
    stated.reason_en,
    stated.source_id
from stated
join metric on metric.metric_id = stated.metric_id
where stated.values_stated > 1
order by stated.year, metric.sort, stated.metric_id, stated.value, stated.target_id;

-- name: lead_bureaus
-- Which departments carry out the work of each chain on the day the edition speaks from?
-- Grain: one row a chain and department; the posts of leaders are not among them.
select
    chain_role.chain_id,
    chain_role.role,
    chain_role.holder_zh,
    chain_role.holder_en
from chain_role
where chain_role.role = 'lead_bureau'
    and chain_role.is_post
    and (chain_role.valid_from is null or chain_role.valid_from <= $as_of)
    and (chain_role.valid_to is null or chain_role.valid_to >= $as_of)
order by chain_role.chain_id, chain_role.sort, chain_role.holder_zh;

-- name: newest
-- What is the newest published figure of each chain's first indicator?
-- Grain: one row a chain that is shown; none published: figure_id is null.
with first_card as (
    select
        series_note.chain_id,
        arg_min(series_note.metric_id, series_note.sort) as metric_id
    from series_note
    where series_note.is_card and series_note.is_shown
    group by series_note.chain_id
),
latest as (
    select
        current_figure.*,
        row_number() over (
            partition by current_figure.chain_id
            order by (current_figure.grade = 'C'), current_figure.period_end desc
        ) as recency
    from current_figure
    join first_card using (chain_id, metric_id)
    where current_figure.area_code = $scope
        and current_figure.value is not null
)
select
    chain.chain_id,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    latest.figure_id,
    latest.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    latest.value::double as value,
    latest.value_text,
    latest.unit_text,
    latest.growth::double as published_growth,
    latest.growth_text,
    latest.hedge,
    latest.hedge_text,
    latest.absence,
    latest.period_start,
    latest.period_end,
    latest.basis,
    latest.source_title,
    latest.grade
from chain
left join latest on latest.chain_id = chain.chain_id and latest.recency = 1
left join metric on metric.metric_id = latest.metric_id
where chain.is_shown
order by chain.sort, chain.chain_id;
