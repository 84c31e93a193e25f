-- Chains and their steps, counties and parks: the lists that must be complete, in their order.
-- Reads area, city, chain, node, park. No amounts.

-- name: city
-- Which place is the board about?
-- Grain: one row, the place of the view's scope.
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en
from area
where area.area_code = $scope
order by area.sort, area.area_code;

-- name: chains
-- Which chains can be chosen, each sub-chain after its parent?
-- Grain: one row a chain that is shown.
select
    chain.chain_id,
    chain.parent_id,
    chain.name_zh,
    chain.name_en,
    chain.short_zh,
    chain.short_en,
    chain.size_class
from chain
where chain.is_shown
order by chain.sort, chain.chain_id;

-- name: nodes
-- Which steps of chains can be chosen, from upstream to support?
-- Grain: one row a step of a chain that is shown.
select
    node.node_id,
    node.chain_id,
    node.name_zh,
    node.name_en
from node
join chain on chain.chain_id = node.chain_id and chain.is_shown
order by
    chain.sort,
    node.chain_id,
    list_position(['upstream', 'midstream', 'downstream', 'support'], node.position),
    node.sort,
    node.node_id;

-- name: here
-- Which area is the board about where nobody names one?
-- Grain: one row, the city; none in a pack without counties.
select city.area_code
from city
order by city.area_code;

-- name: counties
-- Which counties and districts does the place of the board have?
-- Grain: one row a county.
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en
from area
where area.parent_code = $scope
order by area.sort, area.area_code;

-- name: parks
-- Which parks are there?
-- Grain: one row a park.
select
    park.park_id,
    park.name_zh,
    park.name_en,
    park.area_code
from park
order by park.sort, park.park_id;
