-- The lists of one chain: its offices, steps, firms, projects and other statements. Reads
-- chain_role, node, node_status, chain_member, enterprise, project, project_stage, statement.

-- name: offices
-- Which offices are in charge of this chain?
-- Grain: one row an office and role.
select
    chain_role.chain_id,
    chain_role.role,
    chain_role.holder_zh,
    chain_role.holder_en,
    chain_role.source_id
from chain_role
where chain_role.chain_id = $chain_id
    and chain_role.is_post
    and (chain_role.valid_to is null or chain_role.valid_to >= $as_of)
order by chain_role.sort, chain_role.role, chain_role.holder_zh;

-- name: nodes
-- Which steps does this chain have, and how well does the county, or else the city, fill each?
-- Grain: one row a step; area is the place of the status; without a status it is unknown.
with stated as (
    select
        node_status.*,
        row_number() over (
            partition by node_status.node_id
            order by
                (node_status.area_code = $area_code) desc nulls last,
                node_status.stated_on desc nulls last,
                node_status.source_id
        ) as recency
    from node_status
    where node_status.area_code in ($area_code, $scope)
)
select
    node.node_id,
    node.chain_id,
    node.position,
    node.name_zh,
    node.name_en,
    node.weight,
    coalesce(stated.status, 'unknown') as status,
    stated.evidence_zh,
    stated.evidence_en,
    stated.stated_on,
    stated.coverage,
    stated.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    stated.source_id,
    source.title as source_title,
    source.grade
from node
left join stated on stated.node_id = node.node_id and stated.recency = 1
left join area on area.area_code = stated.area_code
left join source on source.source_id = stated.source_id
where node.chain_id = $chain_id
order by
    list_position(['upstream', 'midstream', 'downstream', 'support'], node.position),
    node.sort,
    node.node_id;

-- name: firms
-- Which firms stand in this chain, the leading ones first?
-- Grain: one row a firm of the chain or of a sub-chain that has no page of its own;
-- firms counts them, those that are sought only on a record; above_size those above the designated size
-- and risen those that rose to it this year, of the firms at home here: a firm counts in its largest share's chain.
-- confidential: of how many neither size nor shares may be told; is_home is null then.
-- also: its other chains, where they may be told; apart: parts of this chain that have a page of their own.
-- Of one step, unless no firm says its own; with_step and without_step count those that do and do not.
with placed as (
    select
        enterprise_node.enterprise_id,
        list(chain.short_zh order by chain.sort) filter (chain_member.chain_id is null and chain.sort is not null) as also_zh,
        list(chain.short_en order by chain.sort) filter (chain_member.chain_id is null and chain.sort is not null) as also_en,
        case when bool_and(enterprise_node.share is not null) then
            arg_max(chain_member.chain_id is not null, (enterprise_node.share, enterprise_node.chain_id))
        end as is_home,
        bool_or(enterprise_node.node_id = $node_id) as is_there,
        count_if(bool_or(enterprise_node.node_id is not null and chain_member.chain_id is not null)) over () as with_step,
        count(*) over () - with_step as without_step
    from enterprise_node
    join enterprise on enterprise.enterprise_id = enterprise_node.enterprise_id
        and enterprise.name_zh is not null
    left join chain on chain.chain_id = enterprise_node.chain_id
    left join chain_member
        on chain_member.member_id = enterprise_node.chain_id and chain_member.chain_id = $chain_id
    where $area_code is null or enterprise.area_code = $area_code
    group by enterprise_node.enterprise_id
    having count(chain_member.chain_id) > 0
)
select
    enterprise.enterprise_id,
    enterprise.name_zh,
    enterprise.name_en,
    area.short_zh as area_zh,
    area.short_en as area_en,
    enterprise.role,
    enterprise.role_text,
    enterprise.product_zh,
    enterprise.product_en,
    park.name_zh as park_zh,
    park.name_en as park_en,
    enterprise.is_above_size,
    year(enterprise.above_size_since) = year($as_of::date) as is_risen,
    placed.is_home,
    placed.also_zh,
    placed.also_en,
    placed.with_step,
    placed.without_step,
    enterprise.source_id,
    source.title as source_title,
    source.grade,
    count_if($is_record or enterprise.role <> 'target') over () as firms,
    count_if(enterprise.is_above_size and placed.is_home) over () as above_size,
    count_if(is_risen and placed.is_home) over () as risen,
    count_if(enterprise.absence is not null) over () as confidential,
    count_if(enterprise.role in ('lead_enterprise', 'leading')) over () as leading,
    (select list(short_zh order by sort) from chain where parent_id = $chain_id and is_shown) as apart_zh,
    (select list(short_en order by sort) from chain where parent_id = $chain_id and is_shown) as apart_en
from enterprise
join placed on placed.enterprise_id = enterprise.enterprise_id
join source on source.source_id = enterprise.source_id
left join area on area.area_code = enterprise.area_code
left join park on park.park_id = enterprise.park_id
where $node_id is null or placed.is_there or placed.with_step = 0
order by
    list_position(['lead_enterprise', 'leading', 'backbone', 'target'], enterprise.role) nulls last,
    enterprise.is_above_size desc nulls last,
    enterprise.enterprise_id;

-- name: projects
-- Which projects does this chain have, and which stage was last reported of each?
-- Grain: one row a project of the chain or of a sub-chain that has no page of its own;
-- total_investment 亿元, confidential where absence says so; stated_on is the day of the report, happened_on that of the stage; apart: its parts with pages of their own.
-- Of one step, unless no project says its own; with_step and without_step count those that do and do not.
with listed as (
    select
        project.*,
        count(project.node_id) over () as with_step,
        count_if(project.node_id is null) over () as without_step
    from project
    join chain_member on chain_member.member_id = project.chain_id
    where chain_member.chain_id = $chain_id
        and ($area_code is null or project.area_code = $area_code)
),
staged as (
    select
        project_stage.*,
        row_number() over (
            partition by project_stage.project_id
            order by
                coalesce(project_stage.happened_on, project_stage.stated_on) desc nulls last,
                stage.rank desc,
                project_stage.source_id
        ) as recency
    from project_stage
    join stage on stage.kind = project_stage.kind and stage.stage_id = project_stage.stage
)
select
    listed.project_id,
    listed.name_zh,
    listed.name_en,
    area.short_zh as area_zh,
    area.short_en as area_en,
    listed.investor_zh,
    listed.investor_en,
    listed.owner_zh,
    listed.owner_en,
    listed.total_investment::double as total_investment,
    listed.total_investment_text,
    listed.absence,
    listed.is_in_statistics,
    listed.note_zh,
    listed.note_en,
    staged.stage,
    staged.stage_text,
    staged.stated_on,
    staged.happened_on,
    staged.date_text,
    coalesce(staged.source_id, listed.source_id) as source_id,
    listed.with_step,
    listed.without_step,
    source.title as source_title,
    source.grade,
    count(*) over () as projects,
    count_if(listed.absence is not null) over () as confidential,
    (select list(short_zh order by sort) from chain where parent_id = $chain_id and is_shown) as apart_zh,
    (select list(short_en order by sort) from chain where parent_id = $chain_id and is_shown) as apart_en
from listed
left join staged on staged.project_id = listed.project_id and staged.recency = 1
join source on source.source_id = coalesce(staged.source_id, listed.source_id)
left join area on area.area_code = listed.area_code
where $node_id is null or listed.node_id = $node_id or listed.with_step = 0
order by listed.total_investment desc nulls last, listed.project_id;

-- name: statements
-- What else do sources say of this chain that no metric can carry?
-- Grain: one row a statement, in its source's own words, of the chain or of a sub-chain that
-- has no page of its own.
select
    statement.statement_id,
    statement.subject_zh,
    statement.subject_en,
    statement.value_text,
    statement.unit_text,
    statement.period_text,
    statement.reason,
    area.short_zh as area_zh,
    area.short_en as area_en,
    statement.stated_on,
    statement.source_id,
    source.title as source_title,
    source.grade
from statement
join chain_member on chain_member.member_id = statement.chain_id
join source on source.source_id = statement.source_id
left join area on area.area_code = statement.area_code
where chain_member.chain_id = $chain_id
    and ($area_code is null or statement.area_code = $area_code)
order by statement.statement_id;

-- name: published_targets
-- Which targets have been published for this chain's indicators, conflicting ones side by side?
-- Grain: one row a target and source; none on packs that set targets of their own.
select
    target.target_id,
    target.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    target.year,
    target.value_text,
    target.hedge,
    target.hedge_text,
    area.short_zh as area_zh,
    area.short_en as area_en,
    target.source_id,
    source.title as source_title,
    source.grade
from target
join metric on metric.metric_id = target.metric_id
join area on area.area_code = target.area_code
join source on source.source_id = target.source_id
where $is_record
    and metric.chain_id = $chain_id
    and target.kind = 'level'
    and ($area_code is null or target.area_code = $area_code)
order by metric.sort, target.metric_id, target.year, target.target_id;
