-- What a person may look for by name, besides places and metrics. Reads project, chain_member,
-- area, enterprise, enterprise_node.

-- name: projects
-- Which projects are there, and on which chain that is shown and in which county?
-- Grain: one row a project.
select
    project.project_id,
    project.name_zh,
    project.name_en,
    chain_member.chain_id,
    project.area_code,
    area.level as area_level
from project
join area on area.area_code = project.area_code
left join chain_member on chain_member.member_id = project.chain_id
order by project.project_id;

-- name: firms
-- Which firms are there, and on which chain that is shown?
-- Grain: one row a firm that may be named, the chain of its largest share, or any where shares are
-- confidential.
select
    enterprise.enterprise_id,
    enterprise.name_zh,
    enterprise.name_en,
    arg_max(chain_member.chain_id, coalesce(enterprise_node.share, 0)) as chain_id
from enterprise
join enterprise_node on enterprise_node.enterprise_id = enterprise.enterprise_id
join chain_member on chain_member.member_id = enterprise_node.chain_id
where enterprise.name_zh is not null
group by enterprise.enterprise_id, enterprise.name_zh, enterprise.name_en
order by enterprise.enterprise_id;
