-- What was rolled up of firm rows as the tables of a pack, for the whole tree at once: what may not
-- be shown is decided here, once, before editions are cut. cell and leader are the kept files.

-- name: read_cells
-- Not suppressed: in no file.
create temp table cell as select * from read_parquet($files);

-- name: read_leaders
create temp table leader as select * from read_parquet($files);

-- name: rolled
-- Each month, with its firms: every area stands below exactly one that is part of no other.
create temp table rolled as
with told as (
    select
        unnest($months::date[]) as month,
        unnest($versions::bigint[]) as firm_version
)
select told.month, told.firm_version, sum(cell.firms)::integer as firms
from told
join cell on cell.month = told.month
join area on area.area_code = cell.area_code and area.parent_code is null
where cell.chain_id = ''
group by told.month, told.firm_version;

-- name: add_source
insert into source (source_id, title, grade, note)
values ('rollup', '企业月报汇总', $grade, '由企业月报按链、按地区汇总');

-- name: add_loads
insert into load (
    load_id, file_name, sha256, template, sent_by, sent_by_en, sent_at, rows_in, rows_kept, status
)
select
    row_number() over (order by rolled.month) as load_id,
    'firm_month@' || rolled.firm_version as file_name,
    '' as sha256,
    'enterprises' as template,
    '企业月报汇总' as sent_by,
    'Roll-up of monthly firm reports' as sent_by_en,
    rolled.month::timestamp as sent_at,
    rolled.firms as rows_in,
    rolled.firms as rows_kept,
    'accepted' as status
from rolled;

-- name: add_rolled
insert into rolled_month select rolled.month, rolled.firm_version from rolled;

-- name: tell
-- What cells tell, a row an indicator. Output is never told of all chains together: chains overlap.
create temp table told as
select
    'output_value' as metric_id, cell.area_code, cell.chain_id, cell.month,
    cell.output_all::decimal(20, 6) as value, cell.output_all_before::decimal(20, 6) as before
from cell
where cell.chain_id <> ''
union all
select
    'tax', cell.area_code, cell.chain_id, cell.month, cell.tax_all::decimal(20, 6),
    cell.tax_all_before::decimal(20, 6)
from cell
union all
select
    'staff', cell.area_code, cell.chain_id, cell.month, cell.staff_all::decimal(20, 6), null
from cell
union all
select
    'industry_firms', cell.area_code, cell.chain_id, cell.month,
    cell.firms_above_size::decimal(20, 6), null
from cell;

-- name: add_figures
-- Growth is of the same firms.
insert into observation (
    figure_id, metric_id, area_code, chain_id, period_start, period_end, basis, value, growth,
    same_scope_prior, status, hedge, source_id, load_id, sheet, cell
)
select
    row_number() over (
        order by told.metric_id, told.area_code, told.chain_id, told.month
    ) as figure_id,
    told.metric_id,
    told.area_code,
    nullif(told.chain_id, '') as chain_id,
    case when metric.kind = 'flow' then date_trunc('year', told.month)::date end as period_start,
    told.month as period_end,
    case when metric.kind = 'flow' then 'ytd' else 'point' end as basis,
    told.value,
    case
        when told.before > 0
            then round(100 * (told.value::double / told.before::double - 1), 2)
    end as growth,
    told.before as same_scope_prior,
    'preliminary' as status,
    'none' as hedge,
    'rollup' as source_id,
    rolled_load.load_id,
    told.metric_id as sheet,
    told.area_code || ' ' || told.chain_id as cell
from told
join metric on metric.metric_id = told.metric_id
join load as rolled_load on rolled_load.sent_at = told.month::timestamp
where told.value is not null;

-- name: add_firms
-- The largest of the newest month, by name and order alone: what one firm reported is its secret.
insert into enterprise (
    enterprise_id, name_zh, name_en, area_code, role, is_above_size, source_id, load_id, sheet, cell
)
select
    leader.enterprise_id,
    any_value(leader.name_zh) as name_zh,
    any_value(leader.name_zh) as name_en,
    any_value(leader.county_code) as area_code,
    'leading' as role,
    any_value(leader.above_size) = 1 as is_above_size,
    'rollup' as source_id,
    max(rolled_load.load_id) as load_id,
    'leaders' as sheet,
    leader.enterprise_id as cell
from leader
join load as rolled_load on rolled_load.sent_at = leader.month::timestamp
where leader.month = (select max(cell.month) from cell) and leader.chain_id <> ''
group by leader.enterprise_id;

-- name: add_chains_of_firms
insert into enterprise_node (enterprise_id, chain_id, load_id, sheet, cell)
select
    leader.enterprise_id,
    leader.chain_id,
    any_value(enterprise.load_id) as load_id,
    'leaders' as sheet,
    leader.enterprise_id as cell
from leader
join enterprise on enterprise.enterprise_id = leader.enterprise_id
where leader.month = (select max(cell.month) from cell) and leader.chain_id <> ''
group by leader.enterprise_id, leader.chain_id;

-- name: add_concentration
-- Not where fewer firms reported than the rule of concentration wants, nor what is hidden.
insert into concentration
with top as (
    select leader.area_code, leader.chain_id, leader.month, sum(leader.output_sum) as output_top
    from leader
    group by leader.area_code, leader.chain_id, leader.month
)
select
    cell.chain_id,
    cell.area_code,
    cell.month as period_end,
    cell.firms_with_output as firms,
    round(100 * top.output_top::double / cell.output_all::double, 1) as largest_share,
    round(cell.hhi, 0) as hhi,
    'rollup' as source_id
from cell
join top
    on top.area_code = cell.area_code
    and top.chain_id = cell.chain_id
    and top.month = cell.month
join current_figure
    on current_figure.metric_id = 'output_value'
    and current_figure.area_code = cell.area_code
    and current_figure.chain_id = cell.chain_id
    and current_figure.period_end = cell.month
    and current_figure.value is not null
where cell.firms_with_output >= $firms and cell.output_all > 0;

-- name: collect_cells
-- What tells whether a cell is too small, as suppress.sql asks: the fewest firms of a year and the
-- largest part that one had. A prefecture without counties is judged as a county is.
create or replace temp table firm_cell as
select
    cell.chain_id,
    cell.area_code,
    '' as park_id,
    year(cell.month) as year,
    min(cell.firms_with_output) as firms,
    max(100 * cell.output_largest::double / nullif(cell.output_all, 0)::double) as largest,
    bool_or(area.area_code not in (
        select part.parent_code from area as part where part.parent_code is not null
    )) as is_leaf
from cell
join area on area.area_code = cell.area_code
where cell.chain_id <> ''
group by cell.chain_id, cell.area_code, year(cell.month);

-- name: with_parts
select area.area_code
from area
where area.area_code in (
    select part.parent_code
    from area as part
    join observation on observation.area_code = part.area_code
)
order by list_position(['country', 'province', 'prefecture'], area.level), area.area_code;
