-- What is seen of each table where only some rows are: queries that stand before the tables, in the
-- cursors of one audience only. Each reads the table as it stood as before, other tables as they are
-- seen; admits is made by audience.sql. A table that is not named here is seen by all: dictionary,
-- rules, the edition's stamp (tests/store/test_audience.py lists them).

-- name: source
-- A file that an office sent is a source of its own, named by its load: office and file.
select before.*
from before
where not starts_with(before.source_id, 'load_')
    or before.source_id in (select 'load_' || seen_load.load_id from seen_load);

-- name: area
select before.*
from before
where before.level <> 'county' or admits(null, before.area_code, null);

-- name: city
-- The place that the board is about is known to everyone, whichever of its counties they see.
select getvariable('city') as area_code
where getvariable('city') is not null;

-- name: chain
select before.* from before where admits(before.chain_id, null, null);

-- name: park
select before.* from before where admits(null, before.area_code, before.park_id);

-- name: node
select before.* from before where admits(before.chain_id, null, null);

-- name: node_edge
select before.*
from before
where before.from_node in (select node.node_id from node)
    and before.to_node in (select node.node_id from node);

-- name: node_status
select before.*
from before
join node on node.node_id = before.node_id
where admits(node.chain_id, before.area_code, null);

-- name: node_rating
select before.* from before where before.node_id in (select node.node_id from node);

-- name: area_type
select before.* from before where before.area_code in (select area.area_code from area);

-- name: conversion
select before.* from before where admits(before.chain_id, null, null);

-- name: balance_item
select before.* from before where admits(before.chain_id, null, null);

-- name: park_step
select before.* from before where before.park_id in (select park.park_id from park);

-- name: resource_commitment
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: chain_role
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: observation
select before.* from before where admits(before.chain_id, before.area_code, before.park_id);

-- name: current_figure
select before.* from before where admits(before.chain_id, before.area_code, before.park_id);

-- name: target
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: current_target
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: statement
select before.* from before where admits(before.chain_id, before.area_code, before.park_id);

-- name: series_note
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: overview_card
select before.* from before where admits(before.chain_id, null, null);

-- name: attention_note
-- Reviewed words on all chains together.
select before.* from before where false;

-- name: policy
select before.* from before where admits(before.chain_id, null, null);

-- name: meeting
select before.* from before where admits(before.chain_id, null, null);

-- name: practice_case
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: project
select before.* from before where admits(before.chain_id, before.area_code, before.park_id);

-- name: project_stage
select before.* from before where before.project_id in (select project.project_id from project);

-- name: project_permit
select before.* from before where before.project_id in (select project.project_id from project);

-- name: project_done
select before.* from before where before.project_id in (select project.project_id from project);

-- name: deal
select before.* from before where admits(before.chain_id, before.area_code, before.park_id);

-- name: deal_stage
select before.* from before where before.deal_id in (select deal.deal_id from deal);

-- name: deal_funds
select before.* from before where before.deal_id in (select deal.deal_id from deal);

-- name: problem
select before.*
from before
where admits(before.chain_id, before.area_code, null)
    and (
        before.project_id is null
        or before.project_id in (select project.project_id from project)
    );

-- name: enterprise_node
-- All chains of a firm that is seen on one: where it is at home is told by the largest share.
select before.*
from before
where before.enterprise_id in (select seen_firm.enterprise_id from seen_firm);

-- name: enterprise
select before.*
from before
where before.enterprise_id in (select seen_firm.enterprise_id from seen_firm);

-- name: enterprise_figure
select before.*
from before
where before.enterprise_id in (select seen_firm.enterprise_id from seen_firm);

-- name: concentration
select before.* from before where admits(before.chain_id, before.area_code, null);

-- name: load
select before.* from before where before.load_id in (select seen_load.load_id from seen_load);

-- name: load_period
select before.* from before where before.load_id in (select seen_load.load_id from seen_load);

-- name: withdrawal
select before.* from before where before.load_id in (select seen_load.load_id from seen_load);

-- name: expected
-- Who owes what is told to who sees all rows: to others a load that they do not see would be late.
-- An office sees its own.
select before.* from before where before.office_zh = getvariable('office');

-- name: loaded_row
-- Rows as they were sent, by what they name: a place, and the project, deal or firm itself, or a
-- row that leaves its place out would be everybody's.
select before.*
from before
where admits(
        before.fields ->> 'chain_id', before.fields ->> 'area_code', before.fields ->> 'park_id'
    )
    and (
        before.fields ->> 'project_id' is null
        or before.fields ->> 'project_id' in (select project.project_id from project)
    )
    and (
        before.fields ->> 'deal_id' is null
        or before.fields ->> 'deal_id' in (select deal.deal_id from deal)
    )
    and (
        before.fields ->> 'enterprise_id' is null
        or before.fields ->> 'enterprise_id' in (select seen_firm.enterprise_id from seen_firm)
    );

-- name: load_issue
select before.* from before where before.load_id in (select seen_load.load_id from seen_load);
