-- What a person may look for by name, besides the places. Reads project, chain, area,
-- enterprise, enterprise_node, metric, current_figure.

-- name: projects
-- Which projects are there, and on which chain that is shown and in which county?
-- Grain: one row a project.
select
    project.project_id,
    project.name_zh,
    project.name_en,
    case when chain.is_shown then chain.chain_id else chain.parent_id end as chain_id,
    project.area_code,
    area.level as area_level
from project
join area on area.area_code = project.area_code
left join chain on chain.chain_id = project.chain_id
order by project.project_id;

-- name: firms
-- Which firms are there, and on which chain that is shown?
-- Grain: one row a firm, the chain of its largest share.
select
    enterprise.enterprise_id,
    enterprise.name_zh,
    enterprise.name_en,
    arg_max(
        case when chain.is_shown then chain.chain_id else chain.parent_id end,
        enterprise_node.share
    ) as chain_id
from enterprise
join enterprise_node on enterprise_node.enterprise_id = enterprise.enterprise_id
join chain on chain.chain_id = enterprise_node.chain_id
group by enterprise.enterprise_id, enterprise.name_zh, enterprise.name_en
order by enterprise.enterprise_id;

-- name: metrics
-- What do all the metrics mean that have a figure?
-- Grain: one row a metric.
select
    metric.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.frequency,
    metric.owner_zh,
    metric.owner_en,
    metric.definition_zh,
    metric.definition_en,
    metric.is_our_definition
from metric
where metric.metric_id in (select current_figure.metric_id from current_figure)
order by metric.sort, metric.metric_id;
