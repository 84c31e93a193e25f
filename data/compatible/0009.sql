-- What an edition of schema 9 lacks of schema 10.

-- name: node_status
-- How does each step stand? Schema 9 did not say how much of what is needed a step covers.
select
    before.*,
    null::double as coverage,
    null::integer as load_id,
    null::varchar as sheet,
    null::varchar as cell
from before;

-- name: rule
-- Which rules are there? Schema 9 took no change apart.
select * from before
union all by name
select
    'contribution_floor' as rule_id,
    1 as version,
    'contribution' as kind,
    20::double as threshold,
    '贡献率：增减合计的绝对值不足各部分增减绝对值之和的20%时不列，只列拉动（合计接近零，贡献率失真）' as words_zh,
    'Shares of a change: not told where the whole change is below 20% of all movements of its parts added without signs, only their pull (near zero, shares mislead)' as words_en,
    date '2021-01-01' as valid_from,
    '本项目默认阈值，未见公开标准' as source_zh,
    'Default of this project; no public standard was found' as source_en;

-- name: park
-- Which parks are there? Schema 9 did not say how a park is run.
select before.*, null::varchar as model_zh, null::varchar as model_en from before;

-- name: area_type
-- Which type is a place of? Not kept before schema 10.
select
    null::varchar as area_code,
    null::varchar as type_zh,
    null::varchar as type_en,
    null::varchar as source_id
where false;

-- name: node_rating
-- What was judged of weak and missing steps? Nobody was asked before schema 10.
select
    null::varchar as node_id,
    null::integer as feasibility,
    null::integer as upstream_input,
    null::integer as policy_fit,
    null::date as stated_on,
    null::varchar as reason_zh,
    null::varchar as reason_en,
    null::varchar as source_id,
    null::integer as load_id,
    null::varchar as sheet,
    null::varchar as cell
where false;

-- name: park_step
-- What was done in parks? Not kept before schema 10.
select
    null::varchar as park_id,
    null::varchar as heading,
    null::date as stated_on,
    null::varchar as text_zh,
    null::varchar as text_en,
    null::varchar as source_id
where false;

-- name: conversion
-- Which products are processed here? Not asked before schema 10.
select
    null::varchar as product_id,
    null::varchar as chain_id,
    null::varchar as name_zh,
    null::varchar as name_en,
    null::varchar as produced_metric_id,
    null::varchar as processed_metric_id,
    null::varchar as caveat_zh,
    null::varchar as caveat_en,
    null::integer as sort
where false;

-- name: balance_item
-- Of which figures is a stock worked out? Not asked before schema 10.
select
    null::varchar as balance_id,
    null::varchar as chain_id,
    null::varchar as metric_id,
    null::varchar as part,
    null::integer as sort
where false;

-- name: peer_indicator
-- By which figures are places alike? Not asked before schema 10.
select
    null::varchar as metric_id,
    null::varchar as used_for,
    null::boolean as is_log,
    null::integer as sort,
    null::varchar as reason_zh,
    null::varchar as reason_en
where false;

-- name: park_score
-- How are parks scored? Not asked before schema 10.
select
    null::varchar as score_id,
    null::varchar as shape,
    null::varchar as measure,
    null::double as weight,
    null::double as benchmark,
    null::double as highest,
    null::double as floor,
    null::integer as sort,
    null::varchar as source_zh,
    null::varchar as source_en
where false;

-- name: resource_commitment
-- What was promised for resources? Nobody was asked before schema 10.
select
    null::varchar as commitment_id,
    null::varchar as resource,
    null::varchar as resource_zh,
    null::varchar as resource_en,
    null::varchar as holder_zh,
    null::varchar as holder_en,
    null::varchar as chain_id,
    null::varchar as area_code,
    null::varchar as promised_zh,
    null::varchar as promised_en,
    null::varchar as project_id,
    null::decimal(20, 6) as investment,
    null::date as granted_on,
    null::date as due_on,
    null::varchar as state,
    null::date as stated_on,
    null::varchar as note_zh,
    null::varchar as note_en,
    null::varchar as source_id,
    null::integer as load_id,
    null::varchar as sheet,
    null::varchar as cell
where false;
