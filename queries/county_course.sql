-- How the counties got where they are, what each chain gives them, and what they are said to be.
-- Reads current_figure, figure_sources, area, chain, metric and statement. 亿元 at current prices.

-- name: points
-- How did one measure ($metric_id), or the regional product, of each county move?
-- Grain: one row a county and period: gross product by year; the measure, year to date by month
-- of the shown and the last year, of the chain asked for, or summed over all chains where it adds
-- over them. value is null where no part is known; figure_id is null for a sum of several chains; a note says what breaks a line.
with part as (
    select current_figure.*
    from current_figure
    join metric on metric.metric_id = current_figure.metric_id
    left join chain on chain.chain_id = current_figure.chain_id
    where current_figure.park_id is null and current_figure.basis = 'ytd'
        and current_figure.metric_id = $metric_id
        and ($period_end::date is null or current_figure.period_end <= $period_end::date)
        and (
            chain.chain_id is null or chain.chain_id = $chain_id
            or ($chain_id::varchar is null and metric.adds_over_chains
                and chain.parent_id is null and chain.is_shown)
        )
)
select
    part.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    area.area_code,
    area.short_zh,
    area.short_en,
    area.sort,
    part.period_end,
    part.basis,
    min(part.period_start) as period_start,
    month(part.period_end) as months,
    case when count(part.figure_id) = 1 then max(part.figure_id) end as figure_id,
    sum(part.value::double) as value,
    case when count(part.value) = 0 then coalesce(
        min(part.absence) filter (where part.absence <> 'not_applicable'), 'not_applicable'
    ) end as absence,
    min(part.status) as status,
    max(part.hedge) as hedge,
    max(part.note_zh) as note_zh,
    max(part.note_en) as note_en,
    min(part.source_id) as source_id,
    min(part.load_id) as load_id,
    min(part.sheet) as sheet,
    min(part.source_title) as source_title,
    min(part.grade) as grade
from part
join metric on metric.metric_id = part.metric_id
join area on area.area_code = part.area_code and area.parent_code = $scope
where part.metric_id <> 'gdp' or month(part.period_end) = 12
group by
    part.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    area.area_code,
    area.short_zh,
    area.short_en,
    area.sort,
    part.period_end,
    part.basis
qualify part.metric_id = 'gdp'
    or year(part.period_end) >= max(year(part.period_end)) over (partition by part.metric_id) - 1
order by part.metric_id, area.sort, area.area_code, part.period_end;

-- name: growth_as_published
-- Which growth of its gross product has a county published, in any source?
-- Grain: one row a county, period and source.
select
    figure_sources.figure_id,
    figure_sources.metric_id,
    area.area_code,
    area.short_zh,
    area.short_en,
    figure_sources.period_start,
    figure_sources.period_end,
    figure_sources.basis,
    figure_sources.growth::double as published_growth,
    figure_sources.growth_text,
    figure_sources.source_title,
    figure_sources.grade
from figure_sources
join area on area.area_code = figure_sources.area_code and area.parent_code = $scope
where figure_sources.metric_id = 'gdp'
    and figure_sources.growth is not null
    and ($period_end::date is null or figure_sources.period_end <= $period_end::date)
order by area.sort, figure_sources.period_end, figure_sources.figure_id;

-- name: by_chain
-- What does each chain make in each county so far this year?
-- Grain: one row a county and chain that is shown, sub-chains after their parent, beside its
-- target of the year; no figure: figure_id is null. base is the value that the published growth grew from.
with shown_period as (
    select coalesce($period_end::date, max(chain_output.period_end)) as period_end
    from chain_output
    where chain_output.metric_id = 'output_value' and chain_output.basis = 'ytd'
)
select
    area.area_code,
    area.name_zh as county_zh,
    area.name_en as county_en,
    area.short_zh,
    area.short_en,
    chain.chain_id,
    chain.parent_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    metric.metric_id,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.direction,
    make_date(year(shown_period.period_end), 1, 1) as period_start,
    shown_period.period_end,
    'ytd' as basis,
    chain_output.figure_id,
    chain_output.value::double as value,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    (chain_output.value / nullif(1 + chain_output.growth / 100, 0))::double as base,
    coalesce(
        chain_output.absence,
        case when chain_output.figure_id is null then 'not_published' end
    ) as absence,
    chain_output.status,
    chain_output.hedge,
    aim.value::double as target,
    'level' as target_kind,
    chain_output.source_title,
    chain_output.grade
from area
cross join shown_period
join metric on metric.metric_id = 'output_value'
join chain on chain.is_shown
left join chain_output
    on chain_output.area_code = area.area_code
    and chain_output.chain_id = chain.chain_id
    and chain_output.metric_id = metric.metric_id
    and chain_output.basis = 'ytd'
    and chain_output.period_end = shown_period.period_end
left join current_target as aim
    on aim.area_code = area.area_code
    and aim.chain_id = chain.chain_id
    and aim.metric_id = metric.metric_id
    and aim.year = year(shown_period.period_end)
    and aim.kind = 'level'
where area.parent_code = $scope and shown_period.period_end is not null
order by area.sort, area.area_code, chain.sort, chain.chain_id;

-- name: positions
-- Which chains does each county name as its own, in the words of the sources?
-- Grain: one row a county and statement; a county without one has one row, source_id null.
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    statement.statement_id,
    statement.chain_id,
    statement.subject_zh,
    statement.subject_en,
    statement.period_text,
    statement.source_id,
    source.title as source_title,
    source.grade
from area
left join statement
    on statement.area_code = area.area_code
    and statement.sheet = 'chains.csv'
    and statement.chain_id is not null
left join source on source.source_id = statement.source_id
where area.parent_code = $scope
order by area.sort, area.area_code, statement.statement_id;
