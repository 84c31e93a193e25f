-- The demo province: monthly rows of made-up firms, the same at every run. drawn() gives a number
-- from 0 to 1 that depends on its text alone.

-- name: drawn
create temp macro drawn(told) as
    ('0x' || substr(md5(told), 1, 8))::bigint / 4294967295.0;

-- name: firm_rows
-- A firm has a size, a yearly growth and a bad month now and then; one in forty reports late.
-- Grain: one row a firm and month, February with January.
with kept as (
    select
        place.area_code,
        branch.chain_id,
        branch.chain_id || place.area_code as told,
        3 + floor(10 * drawn('firms' || branch.chain_id || place.area_code)) as firms
    from place
    cross join branch
    where drawn('chain' || branch.chain_id || place.area_code) < 0.45
),
firm as (
    select
        kept.area_code,
        kept.chain_id,
        kept.told || numbered.number as told,
        '99' || kept.area_code || lpad((hash_of_chain.place * 100 + numbered.number)::varchar, 10, '0')
            as enterprise_id
    from kept
    join branch as hash_of_chain on hash_of_chain.chain_id = kept.chain_id
    join range(1, 13) as numbered (number) on numbered.number <= kept.firms
),
month as (
    select
        last_day(make_date($year::integer, 1, 1) + to_months(numbered.number::integer))::date as month,
        numbered.number
    from range($months::bigint) as numbered (number)
    where numbered.number % 12 <> 0
)
select
    month.month,
    firm.enterprise_id,
    firm.chain_id,
    firm.area_code,
    '示例企业' || substr(firm.enterprise_id, 3) as name,
    1::decimal(9, 6) as share,
    drawn('size' || firm.told) > 0.5 as is_above_size,
    case when drawn('late' || firm.told || month.month) > 0.025 then (
        0.4 * (0.02 + power(drawn('size' || firm.told), 3))
        * (0.8 + 0.4 * drawn(firm.told || month.month))
        * power(0.97 + 0.14 * drawn('growth' || firm.told), month.number / 12.0)
        * case when month.number % 12 = 1 then 1.7 else 1 end
    ) end::decimal(18, 6) as output,
    null::decimal(18, 6) as revenue,
    null::decimal(18, 6) as profit,
    (0.01 * drawn('size' || firm.told) * (0.8 + 0.4 * drawn('tax' || firm.told || month.month)))
        ::decimal(18, 6) as tax,
    null::decimal(18, 6) as power_use,
    (20 + floor(400 * drawn('size' || firm.told)))::decimal(18, 6) as staff,
    '示例：省级汇总' as sent_by
from firm
cross join month
order by month.month, firm.enterprise_id, firm.chain_id;
