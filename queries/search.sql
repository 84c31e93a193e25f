-- What a person may look for by name, besides places and metrics. Reads project, chain_member,
-- area, enterprise, enterprise_node, policy, practice_case.

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

-- name: policies
-- Which documents are there, and on which chain that is shown?
-- Grain: one row a document, however many sources tell of it.
select
    policy.policy_id,
    max(policy.document_number) as document_number,
    min(policy.title_zh) as name_zh,
    min(policy.title_en) as name_en,
    min(chain_member.chain_id) as chain_id
from policy
left join chain_member on chain_member.member_id = policy.chain_id
group by policy.policy_id
order by policy.policy_id;

-- name: cases
-- Which cases of practice are there, and on which chain that is shown?
-- Grain: one row a case.
select
    practice_case.case_id,
    practice_case.title_zh as name_zh,
    practice_case.title_en as name_en,
    coalesce(practice_case.place_zh, area.name_zh) as place_zh,
    chain_member.chain_id
from practice_case
left join area on area.area_code = practice_case.area_code
left join chain_member on chain_member.member_id = practice_case.chain_id
order by practice_case.case_id;
