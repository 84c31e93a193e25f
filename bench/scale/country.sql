-- Monthly rows of the firms of a made-up country, the same at every run of a seed. The table place
-- holds the counties in order, chain the chains in order.

-- name: firms
-- Which firms are there, where, on which chain and of which size?
-- One firm in eleven is on two chains. A county has firms of 24 chains next to one another, and the
-- first counties have more firms than the last. told is a number without meaning, the firm's own.
-- Grain: one row a firm and chain, in the order of firms.
create or replace temp table firm as
with numbered as (
    select
        branch.number,
        branch.number - (branch.number + 1) // 12 as firm,
        branch.number % 12 = 10 as is_first_of_two,
        branch.number % 12 = 11 as is_second_of_two
    from range($branches::bigint) as branch (number)
),
drawn as (
    select
        numbered.*,
        ('0x' || substr(md5($seed::varchar || ':' || numbered.firm), 1, 15))::bigint as told,
        floor($counties * power((numbered.firm + 0.5) / ($branches * 11 / 12 + 1), 1.3))::bigint
            as place
    from numbered
)
select
    drawn.firm,
    place.area_code,
    chain.chain_id,
    case
        when drawn.is_first_of_two then 0.6
        when drawn.is_second_of_two then 0.4
        else 1
    end::decimal(9, 6) as share,
    drawn.told,
    40 + floor(4000 * power(drawn.told % 10007 / 10006.0, 4)) as size,
    drawn.told % 31 = 0 as is_given_over,
    drawn.told % 61 as given_over
from drawn
join place on place.number = drawn.place
join chain
    on chain.number = (
        drawn.place * 17
        + floor(24 * power(drawn.told // 7 % 9973 / 9973.0, 2))::bigint
        + case when drawn.is_second_of_two then 24 else 0 end
    ) % $chains
order by drawn.number;

-- name: month
-- What does each firm report of a month?
-- In 万元, kept in 亿元. A firm has a growth of its own; one report in two hundred lacks output; one
-- firm in thirty is given over to another, which goes on under its own number.
-- Grain: one row a firm and chain, in the order of firms.
with wavering as (
    select
        firm.*,
        (firm.told // 101 % 997 * ($number + 7) + firm.told // 13) % 997 / 996.0 as first,
        (firm.told // 211 % 991 * ($number + 3) + firm.told // 17) % 991 / 990.0 as second,
        (firm.told // 307 % 983 * ($number + 5) + firm.told // 19) % 983 / 982.0 as third
    from firm
),
reported as (
    select
        wavering.*,
        wavering.firm * 2 + (wavering.is_given_over and $number >= wavering.given_over)::integer as id,
        round(
            wavering.size * (0.8 + 0.4 * wavering.first)
            * power(0.96 + 0.12 * (wavering.told // 23 % 1009 / 1008.0), $number / 11.0)
            * case when $number % 11 = 0 then 1.7 else 1 end
        ) as made
    from wavering
)
select
    $month::date as month,
    '91' || reported.area_code || lpad(reported.id::varchar, 10, '0') as enterprise_id,
    reported.chain_id,
    reported.area_code,
    '样本企业' || reported.id as name,
    reported.share,
    reported.size > 300 as is_above_size,
    case when (reported.told // 29 + $number * 37) % 211 <> 0 then reported.made / 10000 end
        ::decimal(18, 6) as output,
    (round(reported.made * (0.9 + 0.15 * reported.second)) / 10000)::decimal(18, 6) as revenue,
    (round(reported.made * (0.1 * reported.third - 0.02)) / 10000)::decimal(18, 6) as profit,
    (round(reported.made * (0.01 + 0.03 * reported.second)) / 10000)::decimal(18, 6) as tax,
    (round(reported.size * (8 + round(2 * reported.third)) / 80) / 10)::decimal(18, 6) as power_use,
    (8 + round(reported.size / 16) + (reported.told + $number // 3) % 3)::decimal(18, 6) as staff,
    '样本：企业月报' as sent_by
from reported
order by reported.id, reported.chain_id;
