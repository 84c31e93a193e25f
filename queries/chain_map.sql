-- What stands behind the steps of one chain: what feeds what, what was judged of them, and the firms
-- and projects in them. Reads node, node_edge, node_rating, enterprise_node, enterprise, project,
-- project_stage, stage, area, source. Amounts 亿元; ratings 0 to 3.

-- name: edges
-- Which step feeds which?
-- Grain: one row a flow between two steps of the chain.
select
    node_edge.from_node,
    node_edge.to_node
from node_edge
join node on node.node_id = node_edge.from_node
where node.chain_id = $chain_id
order by node_edge.to_node, node.node_id;

-- name: ratings
-- What was last judged of the steps: can it be done, is the input there, do policies want it?
-- Grain: one row a step that was rated; the newest rating of each.
select
    node_rating.node_id,
    node_rating.feasibility,
    node_rating.upstream_input,
    node_rating.policy_fit,
    node_rating.stated_on as rated_on,
    node_rating.reason_zh,
    node_rating.reason_en,
    node_rating.source_id,
    source.title as source_title,
    source.grade
from node_rating
join node on node.node_id = node_rating.node_id
join source on source.source_id = node_rating.source_id
where node.chain_id = $chain_id
qualify row_number() over (
    partition by node_rating.node_id
    order by node_rating.stated_on desc nulls last, node_rating.source_id
) = 1
order by node_rating.node_id;

-- name: firms
-- Which firms work in the steps of this chain, the leading ones first?
-- Grain: one row a firm and step. is_shared: the firm works in another chain too, where shares may
-- be told; a firm of role target is one that is sought and does not work there yet.
select
    enterprise_node.node_id,
    enterprise.enterprise_id,
    enterprise.name_zh,
    enterprise.name_en,
    enterprise.area_code,
    enterprise.role,
    enterprise.product_zh,
    enterprise.product_en,
    enterprise_node.share < 1 as is_shared
from enterprise_node
join node on node.node_id = enterprise_node.node_id
join enterprise on enterprise.enterprise_id = enterprise_node.enterprise_id
    and enterprise.name_zh is not null
where node.chain_id = $chain_id
    and ($area_code is null or enterprise.area_code = $area_code)
order by
    list_position(['lead_enterprise', 'leading', 'backbone', 'other', 'target'], enterprise.role),
    enterprise.is_above_size desc nulls last,
    enterprise.enterprise_id,
    enterprise_node.node_id;

-- name: projects
-- Which projects are in the steps of this chain, and which is the furthest stage of each?
-- Grain: one row a project that names its step, the furthest first; rank is that of the stage, and
-- reached_on the day of the stage, else of the report; total_investment 亿元.
with furthest as (
    select
        project_stage.project_id,
        project_stage.stage,
        stage.rank,
        coalesce(project_stage.happened_on, project_stage.stated_on) as reached_on,
        row_number() over (
            partition by project_stage.project_id
            order by stage.rank desc, project_stage.stated_on desc nulls last, project_stage.source_id
        ) as recency
    from project_stage
    join stage on stage.kind = project_stage.kind and stage.stage_id = project_stage.stage
)
select
    project.node_id,
    project.project_id,
    project.name_zh,
    project.name_en,
    project.area_code,
    project.total_investment::double as total_investment,
    furthest.stage,
    furthest.rank,
    furthest.reached_on
from project
join node on node.node_id = project.node_id
left join furthest on furthest.project_id = project.project_id and furthest.recency = 1
where node.chain_id = $chain_id
    and ($area_code is null or project.area_code = $area_code)
order by furthest.rank desc nulls last, project.total_investment desc nulls last, project.project_id;
