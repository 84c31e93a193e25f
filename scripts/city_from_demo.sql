-- What city_from_demo.py reads from an edition of the demo. Names are those that offices write:
-- chain_id and area_code hold the Chinese name, county the code.

-- name: indicators
-- Which figures do chains and city have from one year to another?
-- Grain: one row a figure that is no park's.
select
    coalesce(chain.name_zh, '全部产业链') as chain_id,
    area.name_zh as area_code,
    metric.name_zh as metric_id,
    current_figure.* exclude (chain_id, area_code, metric_id),
    current_figure.note_zh as note
from current_figure
join metric on metric.metric_id = current_figure.metric_id
join area on area.area_code = current_figure.area_code
left join chain on chain.chain_id = current_figure.chain_id
where current_figure.park_id is null
    and year(current_figure.period_end) between $first and $last
order by current_figure.figure_id;

-- name: targets
-- Which targets were set, and which raised?
-- Grain: one row a version of a target.
select
    coalesce(chain.name_zh, '全部产业链') as chain_id,
    area.name_zh as area_code,
    metric.name_zh as metric_id,
    target.* exclude (chain_id, area_code, metric_id),
    case target.kind when 'level' then metric.unit when 'growth' then '%' else '位' end as unit_text,
    target.reason_zh as reason
from target
join metric on metric.metric_id = target.metric_id
join area on area.area_code = target.area_code
left join chain on chain.chain_id = target.chain_id
where target.year >= $first
order by target.target_id;

-- name: projects
-- Which projects are there, by number?
-- Grain: one row a project.
select
    row_number() over (order by project.project_id) as number,
    project.* exclude (chain_id, area_code),
    project.name_zh as name,
    project.owner_zh as owner,
    chain.name_zh as chain_id,
    area.name_zh as area_code,
    area.area_code as county,
    node.name_zh as node
from project
join area on area.area_code = project.area_code
left join chain on chain.chain_id = project.chain_id
left join node on node.node_id = project.node_id
order by project.project_id;

-- name: deals
-- Which deals are there, by number?
-- Grain: one row a deal.
select
    row_number() over (order by deal.deal_id) as number,
    deal.* exclude (chain_id, area_code),
    deal.name_zh as name,
    deal.investor_zh as investor,
    chain.name_zh as chain_id,
    area.name_zh as area_code,
    area.area_code as county
from deal
join area on area.area_code = deal.area_code
left join chain on chain.chain_id = deal.chain_id
order by deal.deal_id;

-- name: reports
-- Where did each project and deal stand at the end of each month in which it reached a stage, and
-- at the end of the last month? The shares of the money are those of the stages reached.
-- Grain: one row a project or deal and month.
with step as (
    select project_id as id, kind, stage, happened_on from project_stage
    union all
    select deal_id as id, kind, stage, happened_on from deal_stage
),
reached as (
    select
        id,
        stage,
        happened_on,
        last_day(happened_on) as period_end,
        row_number() over so_far / count(*) over (partition by id) as share,
        max(happened_on) filter (where stage = 'signed') over so_far as signed_on,
        max(happened_on) filter (where stage = 'started') over so_far as started_on,
        max(happened_on) filter (where stage = 'completed') over so_far as completed_on
    from step
    join stage on stage.kind = step.kind and stage.stage_id = step.stage
    where happened_on <= $last
    window so_far as (partition by id order by happened_on, stage.rank)
),
reported as (
    select * from reached
    union all
    select * replace ($last::date as period_end) from reached
    where share = 1
),
told as (
    select * from reported
    qualify row_number() over (partition by id, period_end order by share desc) = 1
)
select
    *,
    share - coalesce(lag(share) over by_month, 0) as month_share,
    share - coalesce(max(share) over earlier_years, 0) as year_share
from told
window
    by_month as (partition by id order by period_end),
    earlier_years as (
        partition by id order by year(period_end)
        range between unbounded preceding and 1 preceding
    )
order by id, period_end;

-- name: parks
-- What is known of the parks at the end of each quarter?
-- Grain: one row a park, quarter and metric.
select
    park.sort - 1 as place,
    current_figure.period_end,
    current_figure.metric_id,
    current_figure.value
from current_figure
join park on park.park_id = current_figure.park_id
where year(current_figure.period_end) >= $first
order by park.sort, current_figure.period_end, current_figure.metric_id;

-- name: enterprises
-- Which firms stand in which chains, by number?
-- Grain: one row a firm and chain.
select
    dense_rank() over (order by enterprise.enterprise_id) as number,
    enterprise.name_zh as name,
    enterprise.park_id,
    enterprise.is_above_size,
    enterprise_node.share,
    chain.name_zh as chain_id,
    area.name_zh as area_code,
    area.area_code as county,
    node.name_zh as node
from enterprise
join enterprise_node on enterprise_node.enterprise_id = enterprise.enterprise_id
join chain on chain.chain_id = enterprise_node.chain_id
join area on area.area_code = enterprise.area_code
left join node on node.node_id = enterprise_node.node_id
order by enterprise.enterprise_id, chain.sort;

-- name: roles
-- Which office leads, assists and hosts which chain?
-- Grain: one row a chain, role and office.
select chain_id, role, holder_zh, holder_en
from chain_role
order by chain_id, sort, role, holder_zh;
