-- What of a product is produced and what of it is processed here. Reads conversion, chain_output,
-- metric and chain. Values in the unit of the metric, growth in percent as published.

-- name: figures
-- How much of each product of this chain was produced, and how much was processed?
-- Grain: one row a product, part (produced, processed) and period since January; a part without a
-- figure keeps one row, its figure null. A product belongs to the chain that processes it, to the
-- one that produces it, and to the chain that contains either.
with listed as (
    select conversion.*, conversion.produced_metric_id as metric_id, 'produced' as part
    from conversion
    union all
    select conversion.*, conversion.processed_metric_id as metric_id, 'processed' as part
    from conversion
)
select
    listed.product_id,
    listed.name_zh as product_zh,
    listed.name_en as product_en,
    listed.part,
    listed.caveat_zh,
    listed.caveat_en,
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.growth_basis,
    metric.decimals,
    chain_output.figure_id,
    chain_output.period_start,
    chain_output.period_end,
    chain_output.basis,
    chain_output.value::double as value,
    chain_output.value_text,
    chain_output.unit_text,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    chain_output.absence,
    chain_output.hedge,
    chain_output.hedge_text,
    chain_output.status,
    chain_output.source_id,
    chain_output.source_title,
    chain_output.grade,
    chain_output.alternatives
from listed
join metric on metric.metric_id = listed.metric_id
join metric as produced on produced.metric_id = listed.produced_metric_id
left join chain on chain.chain_id = listed.chain_id
left join chain_output
    on chain_output.metric_id = listed.metric_id
    and chain_output.chain_id = metric.chain_id
    and chain_output.area_code = coalesce($area_code, $scope)
    and chain_output.park_id is null
    and chain_output.basis in ('ytd', 'year')
    and month(chain_output.period_start) = 1
    and ($period_end::date is null or chain_output.period_end <= $period_end::date)
where $chain_id in (listed.chain_id, chain.parent_id, produced.chain_id)
order by
    listed.sort,
    listed.product_id,
    listed.part desc,
    chain_output.period_end,
    chain_output.basis,
    chain_output.figure_id;
