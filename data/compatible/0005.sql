-- What an edition of schema 5 lacks of schema 6.

-- name: card
-- Which cards do the pages show? The same rows of two tables, which schema 6 made a view of.
select
    'chain' as page,
    series_note.chain_id,
    series_note.metric_id,
    series_note.area_code,
    null::varchar as only_area_code,
    series_note.sort,
    series_note.caveat_zh,
    series_note.caveat_en,
    null::boolean as has_later_target,
    null::varchar as go
from series_note
where series_note.is_card and series_note.is_shown
union all
select
    'overview' as page,
    overview_card.chain_id,
    overview_card.metric_id,
    city.area_code,
    city.area_code as only_area_code,
    overview_card.sort,
    overview_card.caveat_zh,
    overview_card.caveat_en,
    overview_card.has_later_target,
    overview_card.go
from overview_card
cross join city;
