-- What has been published on investment promotion, and what stands beside it. Reads investment,
-- statement, source. Values in the unit of the metric, digits as printed.

-- name: figures
-- Which figures of attracted and fixed-asset investment have been published?
-- Grain: one row a figure of the city, then of its counties (of the county asked for).
select
    investment.figure_id,
    investment.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    metric.growth_basis,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    investment.period_start,
    investment.period_end,
    investment.basis,
    investment.value::double as value,
    investment.value_text,
    investment.unit_text,
    investment.growth::double as published_growth,
    investment.growth_text,
    investment.hedge,
    investment.hedge_text,
    investment.note_zh,
    investment.note_en,
    investment.source_id,
    investment.source_title,
    investment.grade
from investment
join metric on metric.metric_id = investment.metric_id
join area on area.area_code = investment.area_code
where investment.metric_id in (
        'investment_attracted', 'signed_deals', 'investment_signed', 'fai', 'fai_contribution_share'
    )
    and investment.chain_id is null and investment.absence is null
    and (area.area_code = $scope
        or (area.parent_code = $scope and area.area_code = coalesce($area_code, area.area_code)))
    and ($period_end::date is null or investment.period_end <= $period_end::date)
order by
    (area.parent_code = $scope),
    metric.sort,
    investment.period_end,
    investment.figure_id;

-- name: cohorts
-- How far have the deals of a fair or of a period come, as their source tells it?
-- Grain: one row a statement of a cohort: a source and period that gives a rate in percent of
-- deals signed; in the source's own words. amount_of is the metric that an amount would be of.
with told as (
    select
        statement.*,
        count_if(statement.unit_text = '%') over (
            partition by statement.source_id, statement.period_text
        ) as rates
    from statement
    where statement.face = 'investment' and statement.chain_id is null
        and statement.area_code = $scope
)
select
    told.statement_id,
    told.metric_id as amount_of,
    told.subject_zh,
    told.subject_en,
    told.value_text,
    told.unit_text,
    told.period_text,
    told.stated_on,
    told.reason,
    told.source_id,
    source.title as source_title,
    source.grade
from told
join source on source.source_id = told.source_id
where told.rates > 0
order by told.period_text desc, told.source_id, told.statement_id;
