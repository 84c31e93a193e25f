-- What an edition of schema 5 lacks of schema 6.

-- name: area
-- Where does a county's square stand on the map? Schema 5 had these eight in the program.
select
    before.*,
    tile.tile_row,
    tile.tile_col
from before
left join (
    values
        ('621022', 1, 1), ('621021', 1, 2), ('621023', 1, 3),
        ('621027', 2, 1), ('621002', 2, 2), ('621024', 2, 3),
        ('621026', 3, 2), ('621025', 3, 3)
) as tile (area_code, tile_row, tile_col) on tile.area_code = before.area_code;

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
