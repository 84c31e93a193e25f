-- What was done in the parks, and what was signed for them. Reads park_step, park, deal, deal_stage
-- and source. Amounts in 亿元.

-- name: steps
-- What was done in each park under the headings 建设、管理、招商、运营?
-- Grain: one row a step, the newest of a park and heading first; a step without a day comes last.
select
    park_step.park_id,
    park.name_zh,
    park.name_en,
    park.area_code,
    park_step.heading,
    park_step.stated_on,
    park_step.text_zh,
    park_step.text_en,
    park_step.source_id,
    source.title as source_title,
    source.grade
from park_step
join park on park.park_id = park_step.park_id
join source on source.source_id = park_step.source_id
where $period_end::date is null
    or park_step.stated_on is null
    or park_step.stated_on <= $period_end::date
order by
    park.sort,
    park.park_id,
    park_step.heading,
    park_step.stated_on desc nulls last,
    park_step.text_zh,
    park_step.source_id;

-- name: deals
-- How many deals were signed for each park, and how much has come in?
-- Grain: one row a park with a deal; in_place_funds 亿元 of those that are not confidential.
with signed as (
    select deal_stage.deal_id, min(deal_stage.happened_on) as signed_on
    from deal_stage
    where deal_stage.happened_on <= least(coalesce($period_end::date, $as_of::date), $as_of::date)
    group by deal_stage.deal_id
)
select
    deal.park_id,
    count(*) as deals,
    sum(deal.in_place_funds::double) as in_place_funds,
    min(deal.source_id) as source_id,
    min(source.title) as source_title,
    min(source.grade) as grade
from deal
join signed on signed.deal_id = deal.deal_id
join source on source.source_id = deal.source_id
where deal.park_id is not null
group by deal.park_id
order by deal.park_id;
