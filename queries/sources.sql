-- Where figures come from: citations, and the load, file, sheet and cell that brought them.
-- Reads source, load and observation.

-- name: of_figures
-- Where does each of these figures come from?
-- Grain: one row a figure.
select
    observation.figure_id,
    source.source_id,
    source.title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url,
    load.load_id,
    load.file_name,
    load.sent_by,
    load.sent_by_en,
    observation.sheet,
    observation.cell
from observation
join source on source.source_id = observation.source_id
join load on load.load_id = observation.load_id
where list_contains($figure_ids, observation.figure_id)
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
