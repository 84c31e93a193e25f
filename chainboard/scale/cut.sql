-- One area's edition out of the whole tree: the area, what it is part of, and its parts. The edition
-- is in use, with the schema; main_file holds the tree, suppressed.

-- name: add_areas
-- With what each is to this board: its area, its parts, what is above.
insert into area
with recursive above as (
    select area.*
    from main_file.area
    where area.area_code = (
        select here.parent_code from main_file.area as here where here.area_code = $area
    )
    union all
    select area.*
    from above
    join main_file.area on area.area_code = above.parent_code
)
select above.* replace ('province' as level) from above
union all
select area.* replace ('prefecture' as level)
from main_file.area
where area.area_code = $area
union all
select area.* replace ('county' as level)
from main_file.area
where area.parent_code = $area;

-- name: add_words
insert into {table} select kept.* from main_file.{table} as kept;

-- name: add_figures
insert into observation
select observation.*
from main_file.observation
join area on area.area_code = observation.area_code
where area.area_code = $area or area.parent_code = $area;

-- name: add_concentration
insert into concentration
select concentration.*
from main_file.concentration
join area on area.area_code = concentration.area_code
where area.area_code = $area or area.parent_code = $area;

-- name: add_firms
-- A firm stands in the part of the area that it is in.
insert into enterprise
with recursive placed as (
    select area.area_code, area.area_code as part_code
    from main_file.area
    where area.parent_code = $area
    union all
    select area.area_code, placed.part_code
    from placed
    join main_file.area on area.parent_code = placed.area_code
)
select enterprise.* replace (placed.part_code as area_code)
from main_file.enterprise
join placed on placed.area_code = enterprise.area_code;

-- name: add_chains_of_firms
insert into enterprise_node
select enterprise_node.*
from main_file.enterprise_node
join enterprise on enterprise.enterprise_id = enterprise_node.enterprise_id;

-- name: add_cards
insert into overview_card (sort, metric_id, go)
values
    (10, 'tax', 'county?county=all'),
    (20, 'industry_firms', 'county?county=all'),
    (30, 'staff', 'county?county=all');

-- name: add_series
insert into series_note (chain_id, metric_id, area_code, sort, is_card, is_shown)
select chain.chain_id, shown.metric_id, $area, shown.sort, true, true
from chain
cross join (
    values ('output_value', 1), ('industry_firms', 2), ('tax', 3), ('staff', 4)
) as shown (metric_id, sort)
where chain.is_shown;
