-- What an office has sent, to be asked for again. Reads observation, load, project. Values in the
-- unit of the metric.

-- name: figures
-- Which figures has an office reported, and what did it say of each last?
-- Grain: one row a metric, place, chain and basis of which it has sent a period of this year or the
-- last; the newest period, as the newest load has it.
select
    observation.figure_id,
    observation.metric_id,
    observation.chain_id,
    observation.area_code,
    observation.park_id,
    observation.basis,
    observation.period_start,
    observation.period_end,
    observation.value::double as value,
    observation.growth::double as growth,
    observation.absence
from observation
join load on load.load_id = observation.load_id
where load.sent_by = $sender
    and load.status = 'accepted'
    and year(observation.period_end) >= year($as_of::date) - 1
qualify row_number() over (
    partition by
        observation.metric_id,
        observation.chain_id,
        observation.area_code,
        observation.park_id,
        observation.basis
    order by observation.period_end desc, observation.load_id desc, observation.figure_id desc
) = 1
order by
    observation.metric_id,
    observation.chain_id,
    observation.area_code,
    observation.park_id,
    observation.basis,
    observation.figure_id;

-- name: projects
-- Which projects has an office sent?
-- Grain: one row a project whose newest form came from the office.
select project.project_id
from project
join load on load.load_id = project.load_id
where load.sent_by = $sender
    and load.status = 'accepted'
order by project.project_id;

-- name: file
-- Which file did a load bring?
-- Grain: one row, the load; none for one that is not there.
select
    load.load_id,
    load.sha256
from load
where load.load_id = $load_id
order by load.load_id;

-- name: deals
-- Which deals does an office report on that have not reached capacity yet?
-- Grain: one row a deal: of all where $reports_all, else of those whose newest form came from the
-- office. stage is the furthest reached; contract_value in 亿元, null where it is confidential.
with furthest as (
    select
        deal_stage.deal_id,
        deal_stage.stage,
        deal_stage.happened_on
    from deal_stage
    join stage on stage.kind = deal_stage.kind and stage.stage_id = deal_stage.stage
    where deal_stage.happened_on <= $as_of::date
    qualify row_number() over (partition by deal_stage.deal_id order by stage.rank desc) = 1
),
signed as (
    select
        deal_stage.deal_id,
        deal_stage.happened_on
    from deal_stage
    where deal_stage.stage = 'signed'
)
select
    deal.deal_id,
    deal.name_zh,
    deal.chain_id,
    deal.area_code,
    deal.park_id,
    deal.investor_zh,
    deal.origin,
    deal.contract_value::double as contract_value,
    deal.absence,
    signed.happened_on as signed_on,
    furthest.stage,
    furthest.happened_on as stage_on
from deal
join furthest on furthest.deal_id = deal.deal_id
left join signed on signed.deal_id = deal.deal_id
left join load on load.load_id = deal.load_id
where furthest.stage <> 'at_capacity'
    and ($reports_all or (load.sent_by = $sender and load.status = 'accepted'))
order by deal.deal_id;
