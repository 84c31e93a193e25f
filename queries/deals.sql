-- Deals signed and how far they have come. Reads deal, deal_stage, stage, area, chain. Contract
-- value and funds in place in 亿元, null where they are confidential (absence). A deal of a sub-chain is a deal of the chain that contains it.
-- A deal that has reached a later stage has passed the earlier ones.

-- name: stages
-- Which stages does a deal pass, in their order?
-- Grain: one row a stage; rank counts from 1.
select
    stage.stage_id,
    stage.rank
from stage
where stage.kind = 'deal'
order by stage.rank, stage.stage_id;

-- name: by_county_year_and_stage
-- How many deals stand at which stage, by county and by year of signing?
-- Grain: one row a county, year of signing and stage last reached by the end of the period (or
-- of the edition); a county without a deal keeps one row, stage null. rank counts stages from 1;
-- confidential: how many of the deals have amounts that no sum here contains.
with staged as (
    select
        deal_stage.deal_id,
        min(deal_stage.happened_on) as signed_on,
        max(stage.rank) as rank
    from deal_stage
    join stage on stage.kind = deal_stage.kind and stage.stage_id = deal_stage.stage
    where deal_stage.happened_on <= least(coalesce($period_end::date, $as_of::date), $as_of::date)
    group by deal_stage.deal_id
),
counted as (
    select
        deal.area_code,
        year(staged.signed_on) as signing_year,
        staged.rank,
        count(*) as deals,
        sum(deal.contract_value::double) as contract_value,
        sum(deal.in_place_funds::double) as in_place_funds,
        count_if(deal.absence is not null) as confidential,
        min(deal.source_id) as source_id
    from deal
    join staged on staged.deal_id = deal.deal_id
    left join chain on chain.chain_id = deal.chain_id
    where $chain_id is null or chain.chain_id = $chain_id or chain.parent_id = $chain_id
    group by deal.area_code, year(staged.signed_on), staged.rank
)
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    counted.signing_year,
    counted.rank,
    coalesce(counted.deals, 0) as deals,
    counted.contract_value,
    counted.in_place_funds,
    coalesce(counted.confidential, 0) as confidential,
    counted.source_id,
    source.title as source_title,
    source.grade
from area
left join counted on counted.area_code = area.area_code
left join source on source.source_id = counted.source_id
where area.parent_code = $scope
order by area.sort, counted.signing_year, counted.rank, area.area_code;

-- name: stalled
-- Which deals were signed more than stalled_after days ago, and have not started?
-- Grain: one row a deal without any stage after signing, the longest wait first; days since
-- signing, to the day of the edition; office is the lead bureau of the chain. None on the
-- published pack, where nothing is computed from the age of a project, and while no rule says
-- how long is too long (stalled_after null).
with stages as (
    select
        deal_stage.deal_id,
        min(deal_stage.happened_on) as signed_on,
        count_if(deal_stage.stage <> 'signed') as later
    from deal_stage
    where deal_stage.happened_on <= $as_of::date
    group by deal_stage.deal_id
)
select
    deal.deal_id,
    deal.name_zh,
    deal.name_en,
    deal.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    deal.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    deal.investor_zh,
    deal.investor_en,
    deal.origin,
    stages.signed_on,
    datediff('day', stages.signed_on, $as_of::date) as days,
    deal.contract_value::double as contract_value,
    deal.in_place_funds::double as in_place_funds,
    deal.absence,
    chain_role.holder_zh as office_zh,
    chain_role.holder_en as office_en,
    deal.source_id,
    source.title as source_title,
    source.grade
from deal
join stages on stages.deal_id = deal.deal_id
join area on area.area_code = deal.area_code
join source on source.source_id = deal.source_id
left join chain on chain.chain_id = deal.chain_id
left join chain_role
    on chain_role.chain_id = deal.chain_id
    and chain_role.role = 'lead_bureau'
    and chain_role.sort = (
        select min(lead.sort)
        from chain_role as lead
        where lead.chain_id = deal.chain_id and lead.role = 'lead_bureau'
    )
where $is_aged
    and stages.later = 0
    and datediff('day', stages.signed_on, $as_of::date) > $stalled_after::integer
    and ($area_code is null or deal.area_code = $area_code)
    and ($chain_id is null or chain.chain_id = $chain_id or chain.parent_id = $chain_id)
order by stages.signed_on, deal.contract_value desc nulls last, deal.deal_id;
