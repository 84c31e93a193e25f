-- Deals by year of signing and by months since then. Reads deal, deal_stage, deal_funds, stage and
-- chain. Amounts in 亿元. A deal is signed on the first day that it is known of; a deal of a
-- sub-chain is a deal of the chain that contains it; nothing after the period (or the edition) counts.

-- name: stages
-- How many whole months after signing did the deals of each year reach each stage?
-- Grain: one row a year of signing, stage and months since signing, with the deals that reached it
-- then; who has reached a later stage has passed the earlier ones. contract_value of those that are
-- not confidential; youngest: whole months since the last of them was signed.
with staged as (
    select deal_stage.deal_id, stage.rank, deal_stage.happened_on
    from deal_stage
    join stage on stage.kind = deal_stage.kind and stage.stage_id = deal_stage.stage
    where deal_stage.happened_on <= least(coalesce($period_end::date, $as_of::date), $as_of::date)
),
signed as (
    select
        deal.deal_id,
        deal.contract_value::double as contract_value,
        deal.source_id,
        min(staged.happened_on) as signed_on
    from deal
    join staged on staged.deal_id = deal.deal_id
    left join chain on chain.chain_id = deal.chain_id
    where ($area_code is null or deal.area_code = $area_code)
        and ($chain_id is null or chain.chain_id = $chain_id or chain.parent_id = $chain_id)
    group by deal.deal_id, deal.contract_value, deal.source_id
),
reached as (
    select
        signed.deal_id,
        signed.signed_on,
        signed.contract_value,
        signed.source_id,
        stage.stage_id,
        stage.rank,
        datesub('month', signed.signed_on, min(staged.happened_on)) as months
    from signed
    join staged on staged.deal_id = signed.deal_id
    join stage on stage.kind = 'deal' and stage.rank <= staged.rank
    group by
        signed.deal_id,
        signed.signed_on,
        signed.contract_value,
        signed.source_id,
        stage.stage_id,
        stage.rank
)
select
    year(reached.signed_on) as signing_year,
    reached.stage_id as stage,
    reached.months,
    count(*) as deals,
    sum(reached.contract_value) as contract_value,
    datesub(
        'month', max(reached.signed_on),
        least(coalesce($period_end::date, $as_of::date), $as_of::date)
    ) as youngest,
    min(reached.source_id) as source_id,
    min(source.title) as source_title,
    min(source.grade) as grade
from reached
join source on source.source_id = reached.source_id
group by year(reached.signed_on), reached.stage_id, reached.rank, reached.months
order by signing_year, reached.rank, reached.months, reached.stage_id;

-- name: funds
-- How many whole months after signing did how much arrive for the deals of each year?
-- Grain: one row a year of signing and months since signing; funds: what came in then, of deals
-- whose contract value is known, less what was corrected.
with signed as (
    select deal.deal_id, min(deal_stage.happened_on) as signed_on
    from deal
    join deal_stage on deal_stage.deal_id = deal.deal_id
    left join chain on chain.chain_id = deal.chain_id
    where deal.contract_value is not null
        and deal_stage.happened_on <= $as_of::date
        and ($area_code is null or deal.area_code = $area_code)
        and ($chain_id is null or chain.chain_id = $chain_id or chain.parent_id = $chain_id)
    group by deal.deal_id
),
arrived as (
    select
        signed.signed_on,
        deal_funds.period_end,
        deal_funds.total_in_place::double - coalesce(
            lag(deal_funds.total_in_place::double) over (
                partition by deal_funds.deal_id order by deal_funds.period_end
            ),
            0
        ) as funds
    from deal_funds
    join signed on signed.deal_id = deal_funds.deal_id
    where deal_funds.total_in_place is not null
        and deal_funds.period_end <= least(coalesce($period_end::date, $as_of::date), $as_of::date)
)
select
    year(arrived.signed_on) as signing_year,
    greatest(datesub('month', arrived.signed_on, arrived.period_end), 0) as months,
    sum(arrived.funds) as funds,
    max(arrived.period_end) as last_end
from arrived
group by year(arrived.signed_on), greatest(datesub('month', arrived.signed_on, arrived.period_end), 0)
order by signing_year, months, last_end;
