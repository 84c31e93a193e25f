-- The figures of what came of cases that offices enter in the ledger. Reads chain_output, metric and
-- area. Values in the unit of the metric.

-- name: figures_of_places
-- What was reported of the metrics, chains and counties that cases of the ledger name?
-- Grain: one row a figure of the year to date, in the order of metric, chain, place and time.
select
    chain_output.figure_id,
    chain_output.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    chain_output.chain_id,
    chain_output.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    chain_output.period_start,
    chain_output.period_end,
    chain_output.basis,
    chain_output.value::double as value,
    chain_output.value_text,
    chain_output.unit_text,
    chain_output.hedge,
    chain_output.hedge_text,
    chain_output.absence,
    chain_output.status,
    chain_output.source_id,
    chain_output.source_title,
    chain_output.grade
from chain_output
join metric on metric.metric_id = chain_output.metric_id
join area on area.area_code = chain_output.area_code
where chain_output.value is not null
    and chain_output.park_id is null
    and chain_output.basis in ('ytd', 'year', 'point')
    and list_contains($metric_ids::varchar[], chain_output.metric_id)
    and list_contains($chain_ids::varchar[], coalesce(chain_output.chain_id, ''))
    and list_contains($area_codes::varchar[], chain_output.area_code)
order by
    metric.sort, chain_output.metric_id, chain_output.chain_id, chain_output.area_code,
    chain_output.period_end, chain_output.figure_id;
