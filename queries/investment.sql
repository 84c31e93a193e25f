-- Investment promotion of one chain. Reads investment and current_target.
-- Funds and contracts in 亿元, deals in 个, growth in percent as published.

-- name: by_year
-- How much came into this chain, to the same month of each year?
-- Grain: one row a year and metric (funds in place, deals signed, contract value).
with shown_month as (
    select coalesce($period_end::date, max(investment.period_end)) as period_end
    from investment
    where investment.metric_id = 'investment_attracted'
        and investment.chain_id = $chain_id
        and investment.area_code = coalesce($area_code, (select city.area_code from city))
)
select
    investment.figure_id,
    investment.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    investment.period_start,
    investment.period_end,
    investment.basis,
    year(investment.period_end) as year,
    investment.value::double as year_to_date,
    investment.growth::double as published_growth,
    investment.growth_text,
    investment.absence,
    investment.source_id,
    investment.load_id,
    investment.sheet,
    investment.cell,
    investment.source_title,
    investment.grade,
    current_target.value::double as target
from investment
join metric on metric.metric_id = investment.metric_id
join shown_month
    on month(shown_month.period_end) = month(investment.period_end)
    and investment.period_end <= shown_month.period_end
left join current_target
    on current_target.metric_id = investment.metric_id
    and current_target.area_code = investment.area_code
    and current_target.chain_id = investment.chain_id
    and current_target.year = year(investment.period_end)
    and current_target.kind = 'level'
where investment.metric_id in ('investment_attracted', 'signed_deals', 'signed_value')
    and investment.chain_id = $chain_id
    and investment.area_code = coalesce($area_code, (select city.area_code from city))
    and investment.basis = 'ytd'
order by metric.sort, investment.metric_id, investment.period_end, investment.figure_id;
