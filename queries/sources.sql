-- Where figures come from: the source, load, sheet and cell of each, and what the sources are.
-- Reads source and observation.

-- name: of_figures
-- Where does each of these figures come from?
-- Grain: one row a figure.
select
    observation.figure_id,
    observation.source_id,
    observation.load_id,
    observation.sheet,
    observation.cell
from observation
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

-- name: cited
-- Which sources does this pack cite, and how many figures does each give?
-- Grain: one row a source.
select
    source.source_id,
    source.title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url,
    count(observation.figure_id) as figures
from source
left join observation on observation.source_id = source.source_id
group by
    source.source_id,
    source.title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url
order by source.grade, figures desc, source.source_id;
