-- What is rolled up of firm rows: firm_month, a row a firm, chain and month, beside two small
-- tables. chain_line: each chain with itself and every chain above it. area_line: each county with
-- itself and every area above it. Dates are days of months; amounts are of the unit of firm_month.
-- Written so that DuckDB, Spark and Sail give the same rows: sums are of DECIMAL and so exact,
-- quotients of DOUBLE, sorts are total. Months are bounded on both sides by one span, by which files
-- of other months are not opened; of two spans joined by or every engine reads them all.

-- name: twice
-- Which keys stand twice in the months of a roll-up?
-- Grain: one row a key, the first five.
select
    firm_month.month,
    firm_month.enterprise_id,
    firm_month.chain_id,
    count(*) as times
from firm_month
where firm_month.month between $start_before and $month
    and (firm_month.month >= $start or firm_month.month <= $month_before)
group by firm_month.month, firm_month.enterprise_id, firm_month.chain_id
having count(*) > 1
order by firm_month.month, firm_month.enterprise_id, firm_month.chain_id
limit 5;

-- name: unplaced
-- Which places and chains of firms does the dictionary lack?
-- They would be in no sum.
-- Grain: one row a place and chain, the first five.
select
    firm_month.area_code,
    firm_month.chain_id,
    count(*) as rows_lost
from firm_month
left join area_line
    on area_line.area_code = firm_month.area_code and area_line.above_code = firm_month.area_code
left join chain_line
    on chain_line.chain_id = firm_month.chain_id and chain_line.above_id = firm_month.chain_id
where firm_month.month between $start_before and $month
    and (firm_month.month >= $start or firm_month.month <= $month_before)
    and (area_line.area_code is null or chain_line.chain_id is null)
group by firm_month.area_code, firm_month.chain_id
order by firm_month.area_code, firm_month.chain_id
limit 5;

-- name: firm_year
-- What has each firm had from January to the month on each chain, this year and the last?
-- A firm
-- stands where it was in its newest month, with the part of it that belongs to the chain.
-- Grain: one row a firm and chain with a row in this year.
select
    firm_month.enterprise_id,
    chain_line.above_id as chain_id,
    substr(max(case
        when firm_month.month >= $start
            then concat(cast(firm_month.month as varchar), firm_month.area_code)
    end), 11) as county_code,
    substr(max(case
        when firm_month.month >= $start
            then concat(cast(firm_month.month as varchar), firm_month.name)
    end), 11) as name_zh,
    max(case
        when firm_month.month = $month and firm_month.is_above_size then 1
        when firm_month.month = $month then 0
    end) as above_size,
    sum(case when firm_month.month >= $start then firm_month.output * firm_month.share end)
        as output_sum,
    sum(case when firm_month.month < $start then firm_month.output * firm_month.share end)
        as output_before,
    sum(case when firm_month.month >= $start then firm_month.tax * firm_month.share end) as tax_sum,
    sum(case when firm_month.month < $start then firm_month.tax * firm_month.share end)
        as tax_before,
    sum(case when firm_month.month = $month then firm_month.staff * firm_month.share end)
        as staff_sum
from firm_month
join chain_line on chain_line.chain_id = firm_month.chain_id
where firm_month.month between $start_before and $month
    and (firm_month.month >= $start or firm_month.month <= $month_before)
group by firm_month.enterprise_id, chain_line.above_id
having max(firm_month.month) >= $start
order by firm_month.enterprise_id, chain_line.above_id;

-- name: cells
-- What do the firms of each chain in each area add up to, at every level of the tree?
-- The year
-- before counts the firms that reported this year. hhi: the sum of squared percentage shares.
-- Grain: one row an area and chain with firms.
select
    area_line.above_code as area_code,
    firm_year.chain_id,
    count(*) as firms,
    count(firm_year.output_sum) as firms_with_output,
    sum(firm_year.above_size) as firms_above_size,
    sum(firm_year.output_sum) as output_all,
    sum(case when firm_year.output_sum is not null then firm_year.output_before end)
        as output_all_before,
    sum(firm_year.tax_sum) as tax_all,
    sum(case when firm_year.tax_sum is not null then firm_year.tax_before end) as tax_all_before,
    sum(firm_year.staff_sum) as staff_all,
    max(firm_year.output_sum) as output_largest,
    10000 * sum(power(cast(firm_year.output_sum as double), 2))
        / nullif(power(cast(sum(firm_year.output_sum) as double), 2), 0) as hhi
from firm_year
join area_line on area_line.area_code = firm_year.county_code
group by area_line.above_code, firm_year.chain_id
order by area_line.above_code, firm_year.chain_id;

-- name: leaders
-- Which firms have the largest output on each chain in each area?
-- Grain: one row an area, chain and place in the order, up to $places.
select
    ranked.area_code,
    ranked.chain_id,
    ranked.place,
    ranked.enterprise_id,
    ranked.name_zh,
    ranked.county_code,
    ranked.above_size,
    ranked.output_sum
from (
    select
        area_line.above_code as area_code,
        firm_year.chain_id,
        firm_year.enterprise_id,
        firm_year.name_zh,
        firm_year.county_code,
        firm_year.above_size,
        firm_year.output_sum,
        row_number() over (
            partition by area_line.above_code, firm_year.chain_id
            order by firm_year.output_sum desc, firm_year.enterprise_id
        ) as place
    from firm_year
    join area_line on area_line.area_code = firm_year.county_code
    where firm_year.output_sum is not null
) as ranked
where ranked.place <= $places
order by ranked.area_code, ranked.chain_id, ranked.place;
