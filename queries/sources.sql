-- Where figures come from. Reads source and observation.

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
