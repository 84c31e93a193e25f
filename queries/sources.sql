-- Where figures come from: the source, load, sheet and cell of each, and what the sources are.
-- Reads source, observation, current_figure and metric.

-- name: of_figures
-- Where does each of these figures come from, and what did it replace?
-- Grain: one row a figure; value and replaced_value in the unit, growths in percent.
select
    observation.figure_id,
    observation.source_id,
    observation.load_id,
    observation.sheet,
    observation.cell,
    metric.unit,
    metric.decimals,
    observation.value::double as value,
    observation.growth::double as published_growth,
    current_figure.replaced_value::double as replaced_value,
    current_figure.replaced_growth::double as replaced_growth
from observation
join metric on metric.metric_id = observation.metric_id
left join current_figure on current_figure.figure_id = observation.figure_id
where observation.figure_id in (select unnest($figure_ids))
order by observation.figure_id;

-- name: of_ids
-- What are these sources?
-- Grain: one row a source.
select
    source.source_id,
    source.title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url
from source
where list_contains($source_ids, source.source_id)
order by source.source_id;

-- name: beside
-- Which sources speak of the same as these figures: theirs and those that stand behind them?
-- Grain: one row a source; of what offices sent the newest, and the newest that another claims.
with chosen as (
    select observation.*
    from observation
    where list_contains($figure_ids, observation.figure_id)
),
spoken as (
    select observation.source_id
    from chosen
    join observation
        on observation.metric_id = chosen.metric_id
        and observation.area_code = chosen.area_code
        and observation.chain_id is not distinct from chosen.chain_id
        and observation.park_id is not distinct from chosen.park_id
        and observation.period_start is not distinct from chosen.period_start
        and observation.period_end = chosen.period_end
        and observation.basis = chosen.basis
    join load on load.load_id = observation.load_id and load.status = 'accepted'
    join source on source.source_id = observation.source_id
    qualify source.grade <> 'city' or row_number() over (
        partition by chosen.figure_id, observation.status = 'claim' order by observation.load_id desc
    ) = 1
)
select distinct
    source.source_id,
    source.title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url
from spoken
join source on source.source_id = spoken.source_id
order by source.grade, source.source_id;

-- name: cited
-- Which sources does this pack cite, how many figures does each give, how many are shown?
-- Grain: one row a source; shown leaves out figures that stand behind another source's.
with given as (
    select
        observation.source_id,
        count(*) as figures
    from observation
    group by observation.source_id
),
seen as (
    select
        current_figure.source_id,
        count(*) as figures
    from current_figure
    group by current_figure.source_id
)
select
    source.source_id,
    source.title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url,
    coalesce(given.figures, 0) as figures,
    coalesce(seen.figures, 0) as shown
from source
left join given on given.source_id = source.source_id
left join seen on seen.source_id = source.source_id
order by source.grade, figures desc, source.source_id;
