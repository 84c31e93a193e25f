-- Six questions as pages would ask them, put to the firm rows themselves. Reads firm_month, and the
-- small tables chain_line (each chain with itself and all above it) and target (chain_id,
-- output_target). Amounts 亿元; what belongs to a chain is the firm's share of them. Written as
-- roll-ups are: sums of DECIMAL, quotients of DOUBLE, total sorts.

-- name: key_figures
-- What have all firms made this month, and how much more than a year before?
-- Grain: one row.
select
    count(distinct case when firm_month.month = $month then firm_month.enterprise_id end) as firms,
    sum(case when firm_month.month = $month then firm_month.output * firm_month.share end)
        as output_sum,
    sum(case when firm_month.month = $month_before then firm_month.output * firm_month.share end)
        as output_before,
    sum(case when firm_month.month = $month then firm_month.tax * firm_month.share end) as tax_sum,
    sum(case when firm_month.month = $month then firm_month.staff * firm_month.share end)
        as staff_sum,
    cast(
        sum(case when firm_month.month = $month then firm_month.output * firm_month.share end)
        as double
    ) / nullif(cast(
        sum(case when firm_month.month = $month_before then firm_month.output * firm_month.share end)
        as double
    ), 0) - 1 as output_growth
from firm_month
where firm_month.month = $month or firm_month.month = $month_before
order by firms;

-- name: county_by_chain
-- What has each county made on each chain this month?
-- Grain: one row a county and chain with firms.
select
    firm_month.area_code,
    firm_month.chain_id,
    count(*) as firms,
    sum(firm_month.output * firm_month.share) as output_sum,
    sum(firm_month.tax * firm_month.share) as tax_sum,
    sum(firm_month.power_use * firm_month.share) as power_sum
from firm_month
where firm_month.month = $month
group by firm_month.area_code, firm_month.chain_id
order by firm_month.area_code, firm_month.chain_id;

-- name: fastest
-- Which firms of some size have grown most since January?
-- Grain: one row a firm, the first $places.
with told as (
    select
        firm_month.enterprise_id,
        min(firm_month.area_code) as area_code,
        sum(case when firm_month.month >= $start then firm_month.output * firm_month.share end)
            as output_sum,
        sum(case when firm_month.month < $start then firm_month.output * firm_month.share end)
            as output_before
    from firm_month
    where firm_month.month between $start and $month
        or firm_month.month between $start_before and $month_before
    group by firm_month.enterprise_id
)
select
    told.enterprise_id,
    told.area_code,
    told.output_sum,
    told.output_before,
    cast(told.output_sum as double) / nullif(cast(told.output_before as double), 0) - 1 as growth
from told
where told.output_before >= 0.5 and told.output_sum is not null
order by growth desc, told.enterprise_id
limit $places;

-- name: by_month
-- What have all firms made in every month there is, and since each January?
-- Reads every row of the table.
-- Grain: one row a month.
with monthly as (
    select
        firm_month.month,
        count(*) as told,
        sum(firm_month.output * firm_month.share) as output_sum
    from firm_month
    group by firm_month.month
)
select
    monthly.month,
    monthly.told,
    monthly.output_sum,
    sum(monthly.output_sum) over (
        partition by year(monthly.month)
        order by monthly.month
        rows between unbounded preceding and current row
    ) as year_to_date
from monthly
order by monthly.month;

-- name: concentration
-- How much of each chain's output since January is made by few firms?
-- hhi: the sum of squared percentage shares. Grain: one row a chain.
with firm as (
    select
        firm_month.chain_id,
        firm_month.enterprise_id,
        sum(firm_month.output * firm_month.share) as output_sum
    from firm_month
    where firm_month.month between $start and $month
    group by firm_month.chain_id, firm_month.enterprise_id
),
ranked as (
    select
        firm.chain_id,
        firm.output_sum,
        row_number() over (
            partition by firm.chain_id
            order by firm.output_sum desc, firm.enterprise_id
        ) as place
    from firm
    where firm.output_sum is not null
)
select
    ranked.chain_id,
    count(*) as firms,
    10000 * sum(power(cast(ranked.output_sum as double), 2))
        / nullif(power(cast(sum(ranked.output_sum) as double), 2), 0) as hhi,
    100 * cast(sum(case when ranked.place <= 4 then ranked.output_sum end) as double)
        / nullif(cast(sum(ranked.output_sum) as double), 0) as largest_four
from ranked
group by ranked.chain_id
order by ranked.chain_id;

-- name: gap_to_target
-- How far is each chain from its target, and from its pace?
-- Percent, and percentage points. Grain: one row a chain with a target.
with made as (
    select
        chain_line.above_id as chain_id,
        sum(firm_month.output * firm_month.share) as output_sum
    from firm_month
    join chain_line on chain_line.chain_id = firm_month.chain_id
    where firm_month.month between $start and $month
    group by chain_line.above_id
)
select
    target.chain_id,
    target.output_target,
    made.output_sum,
    100 * cast(made.output_sum as double) / nullif(cast(target.output_target as double), 0)
        as completion,
    100 * cast(made.output_sum as double) / nullif(cast(target.output_target as double), 0)
        - 100 * cast(month(cast($month as date)) as double) / 12 as pace_gap
from target
left join made on made.chain_id = target.chain_id
order by target.chain_id;
