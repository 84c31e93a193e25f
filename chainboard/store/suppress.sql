-- What an edition may not show: figures that rest on too few firms, or on one firm, and those
-- from which they could be worked out. Run on an edition that has been filled and not stamped.
-- A cell is chain x area x park, either of chain and park may be missing; a series is a metric of
-- a cell in one year. Nothing but a whole series is hidden, so that no month comes out of the
-- others of its year.

-- name: collect_figures
-- The figures that would be shown; a missing chain or park is the empty text.
create or replace temp table told as
select
    dense_rank() over (
        order by
            current_figure.metric_id,
            current_figure.chain_id,
            current_figure.area_code,
            current_figure.park_id,
            year(current_figure.period_end)
    ) as series_id,
    current_figure.metric_id,
    coalesce(current_figure.chain_id, '') as chain_id,
    current_figure.area_code,
    coalesce(current_figure.park_id, '') as park_id,
    year(current_figure.period_end) as year,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.value,
    current_figure.absence is not distinct from 'suppressed' as is_marked,
    metric.kind
from current_figure
join metric on metric.metric_id = current_figure.metric_id
where current_figure.value is not null
    or current_figure.growth is not null
    or current_figure.absence = 'suppressed';

-- name: collect_series
-- size: how large the cell is among those of its chain, on the average of its metrics and years,
-- so that the same cell is hidden beside another in all of them.
create or replace temp table series as
with yearly as (
    select
        told.series_id,
        told.metric_id,
        told.chain_id,
        told.area_code,
        told.park_id,
        told.year,
        any_value(told.kind) as kind,
        bool_or(told.is_marked) as is_marked,
        coalesce(max(told.value), 0)::double as most
    from told
    group by
        told.series_id, told.metric_id, told.chain_id, told.area_code, told.park_id, told.year
),
compared as (
    select
        yearly.*,
        yearly.most / nullif(max(yearly.most) over (
            partition by yearly.metric_id, yearly.chain_id, yearly.year
        ), 0) as of_largest
    from yearly
)
select
    compared.*,
    round(avg(compared.of_largest) over (
        partition by compared.chain_id, compared.area_code, compared.park_id
    ), 9) as size
from compared;

-- name: collect_lines
-- Each chain with itself and every chain above it.
create or replace temp table line as
with recursive up as (
    select chain.chain_id, chain.chain_id as above_id, chain.parent_id
    from chain
    union all
    select up.chain_id, above.chain_id as above_id, above.parent_id
    from up
    join chain as above on above.chain_id = up.parent_id
)
select up.chain_id, up.above_id
from up;

-- name: collect_firms
-- Which firms stand in which cell, and with how much of their own: in their county, their park
-- and the city, on their chain and every chain above it. A firm that is only wanted is none.
create or replace temp table firm as
with placed as (
    select enterprise.enterprise_id, enterprise.area_code, '' as park_id
    from enterprise
    where enterprise.role <> 'target'
    union
    select enterprise.enterprise_id, city.area_code, '' as park_id
    from enterprise
    cross join city
    where enterprise.role <> 'target'
    union
    select
        enterprise.enterprise_id,
        coalesce(park.area_code, enterprise.area_code) as area_code,
        enterprise.park_id
    from enterprise
    join park on park.park_id = enterprise.park_id
    where enterprise.role <> 'target'
)
select
    placed.enterprise_id,
    line.above_id as chain_id,
    placed.area_code,
    placed.park_id,
    least(sum(enterprise_node.share), 1) as share
from placed
join enterprise_node on enterprise_node.enterprise_id = placed.enterprise_id
join line on line.chain_id = enterprise_node.chain_id
where placed.area_code is not null
group by placed.enterprise_id, line.above_id, placed.area_code, placed.park_id
union all
select placed.enterprise_id, '' as chain_id, placed.area_code, placed.park_id, 1 as share
from placed
where placed.park_id <> '';

-- name: find_small
-- Which cells rest on too few firms in a year, on one firm, or are marked by who sent them? Firms
-- are counted in the list and as reported: each alone may be incomplete, so the larger counts.
create or replace temp table small as
with cell as (
    select distinct series.chain_id, series.area_code, series.park_id, series.year
    from series
    where series.chain_id <> '' or series.park_id <> ''
),
listed as (
    select firm.chain_id, firm.area_code, firm.park_id, count(*) as firms
    from firm
    group by firm.chain_id, firm.area_code, firm.park_id
),
reported as (
    select told.chain_id, told.area_code, told.park_id, told.year, min(told.value) as firms
    from told
    where told.metric_id in ('industry_firms', 'service_firms', 'park_firms_producing')
        and told.value > 0
    group by told.chain_id, told.area_code, told.park_id, told.year
)
select cell.chain_id, cell.area_code, cell.park_id, cell.year
from cell
left join listed
    on listed.chain_id = cell.chain_id
    and listed.area_code = cell.area_code
    and listed.park_id = cell.park_id
left join reported
    on reported.chain_id = cell.chain_id
    and reported.area_code = cell.area_code
    and reported.park_id = cell.park_id
    and reported.year = cell.year
where greatest(listed.firms, reported.firms) < $units
union
select series.chain_id, series.area_code, series.park_id, series.year
from series
where series.is_marked and (series.chain_id <> '' or series.park_id <> '');

-- name: find_dominated
-- Which cells of counties and parks does one firm make up? In the period of the year of which most
-- firms reported, the newest of these; by output, else by revenue.
insert into small
with amounts as (
    select
        firm.chain_id,
        firm.area_code,
        firm.park_id,
        enterprise_figure.period_end,
        enterprise_figure.basis,
        coalesce(enterprise_figure.output, enterprise_figure.revenue) * firm.share as amount
    from enterprise_figure
    join firm on firm.enterprise_id = enterprise_figure.enterprise_id
    where firm.area_code not in (select city.area_code from city)
),
periods as (
    select
        amounts.chain_id,
        amounts.area_code,
        amounts.park_id,
        amounts.period_end,
        amounts.basis,
        count(*) as firms,
        100 * max(amounts.amount)::double / nullif(sum(amounts.amount), 0)::double as largest
    from amounts
    where amounts.amount is not null
    group by amounts.chain_id, amounts.area_code, amounts.park_id, amounts.period_end, amounts.basis
),
chosen as (
    select *
    from periods
    qualify row_number() over (
        partition by periods.chain_id, periods.area_code, periods.park_id, year(periods.period_end)
        order by periods.firms desc, periods.period_end desc, periods.basis
    ) = 1
)
select chosen.chain_id, chosen.area_code, chosen.park_id, year(chosen.period_end) as year
from chosen
where chosen.largest > $share;

-- name: find_small_cells
-- Which cells that were rolled up of firm rows rest on too few firms, or are made up by one in a
-- place that has no parts?
create or replace temp table small as
select firm_cell.chain_id, firm_cell.area_code, firm_cell.park_id, firm_cell.year
from firm_cell
where firm_cell.firms < $units or (firm_cell.is_leaf and firm_cell.largest > $share);

-- name: hide_small
-- Every series of such a cell. Of a park without a chain those that are made by its firms: its
-- land is no firm's secret. A mark on what has neither chain nor park holds for itself.
create or replace temp table hidden as
select distinct series.*
from series
join small
    on small.chain_id = series.chain_id
    and small.area_code = series.area_code
    and small.park_id = series.park_id
    and small.year = series.year
where series.chain_id <> ''
    or series.kind in ('flow', 'raised')
    or series.is_marked
    or series.metric_id = 'park_firms_producing'
union
select series.*
from series
where series.is_marked;

-- name: collect_sums
-- In which sums does each series stand? A total and its parts: the city and its counties, a chain
-- and its sub-chains, an area and its chains, a county and its parks. A rate adds to nothing.
create or replace temp table summand as
with added as (
    select series.*, chain.parent_id, area.parent_code
    from series
    join area on area.area_code = series.area_code
    left join chain on chain.chain_id = series.chain_id
    where series.kind in ('flow', 'stock', 'raised')
),
placed as (
    select 'counties' as sort_of_sum, added.parent_code as total, false as is_total, added.*
    from added
    where added.park_id = '' and added.parent_code is not null
    union all
    select 'counties' as sort_of_sum, added.area_code as total, true as is_total, added.*
    from added
    where added.park_id = ''
    union all
    select 'sub-chains' as sort_of_sum, added.parent_id as total, false as is_total, added.*
    from added
    where added.parent_id is not null
    union all
    select 'sub-chains' as sort_of_sum, added.chain_id as total, true as is_total, added.*
    from added
    where added.chain_id <> ''
    union all
    select 'chains' as sort_of_sum, '' as total, added.chain_id = '' as is_total, added.*
    from added
    where added.parent_id is null
    union all
    select 'parks' as sort_of_sum, '' as total, added.park_id = '' as is_total, added.*
    from added
)
select
    placed.series_id,
    placed.is_total,
    placed.sort_of_sum in ('counties', 'parks') as is_of_one_chain,
    dense_rank() over (
        order by
            placed.sort_of_sum,
            placed.metric_id,
            placed.year,
            placed.total,
            case when placed.sort_of_sum in ('counties', 'parks') then placed.chain_id end,
            case when placed.sort_of_sum <> 'counties' then placed.area_code end,
            case when placed.sort_of_sum in ('sub-chains', 'chains') then placed.park_id end
    ) as sum_id
from placed;

-- name: hide_one_more
-- Of each sum in which one series alone is hidden in some period, one more: a part before the
-- total, that which has a value in most of these periods, then that of the smallest cell, or among
-- chains the smallest. A zero hides nothing and comes last. Returns how many were hidden.
-- A sum holds for a period in which its total is on record; who has no figure is no part of it.
insert into hidden
with touched as (
    select distinct summand.sum_id
    from summand
    join hidden on hidden.series_id = summand.series_id
),
part as (
    select
        summand.sum_id,
        summand.series_id,
        summand.is_total,
        summand.is_of_one_chain,
        told.period_start,
        told.period_end,
        told.basis,
        told.value,
        hidden.series_id is not null as is_hidden
    from summand
    join touched on touched.sum_id = summand.sum_id
    join told on told.series_id = summand.series_id
    left join hidden on hidden.series_id = summand.series_id
    where told.value is not null or told.is_marked
),
weighed as (
    select
        part.*,
        count_if(part.is_hidden) over same_sum = 1
            and bool_or(part.is_total) over same_sum as is_open
    from part
    window same_sum as (partition by part.sum_id, part.period_start, part.period_end, part.basis)
),
candidate as (
    select
        weighed.sum_id,
        weighed.series_id,
        weighed.is_total,
        weighed.is_of_one_chain,
        count_if(weighed.value > 0) as periods
    from weighed
    where weighed.is_open and not weighed.is_hidden
    group by weighed.sum_id, weighed.series_id, weighed.is_total, weighed.is_of_one_chain
),
chosen as (
    select candidate.series_id
    from candidate
    join series on series.series_id = candidate.series_id
    qualify row_number() over (
        partition by candidate.sum_id
        order by
            candidate.periods = 0,
            candidate.is_total,
            candidate.periods desc,
            case when candidate.is_of_one_chain then series.size else series.most end,
            candidate.series_id
    ) = 1
)
select series.*
from series
where series.series_id in (select chosen.series_id from chosen);
