-- Projects as they were planned and as they have come about. Reads project, project_stage,
-- project_permit, project_done, stage, area, park, chain, chain_role, enterprise, enterprise_node,
-- enterprise_figure, source. Amounts in 亿元, null where they are confidential (absence). A project
-- of a sub-chain is a project of the chain that contains it.

-- name: listed
-- Which projects are there, what was planned, and how far is each on the day the edition speaks from?
-- Grain: one row a project; stage is the one last reported, rank the furthest reached.
with told as (
    select
        project_stage.*,
        stage.rank
    from project_stage
    join stage on stage.kind = project_stage.kind and stage.stage_id = project_stage.stage
    where coalesce(project_stage.happened_on, $as_of::date) <= $as_of::date
),
newest as (
    select told.*
    from told
    qualify row_number() over (
        partition by told.project_id
        order by coalesce(told.happened_on, told.stated_on) desc nulls last, told.rank desc, told.source_id
    ) = 1
),
reached as (
    select
        told.project_id,
        max(told.rank) as rank,
        min(told.happened_on) filter (where told.stage = 'signed') as signed_on,
        min(told.happened_on) filter (where told.stage = 'started') as started_on,
        min(told.happened_on) filter (where told.stage = 'completed') as completed_on,
        min(told.happened_on) filter (where told.stage = 'in_production') as produced_on
    from told
    group by told.project_id
)
select
    project.project_id,
    project.name_zh,
    project.name_en,
    project.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    project.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    project.park_id,
    project.node_id,
    project.owner_zh,
    project.owner_en,
    project.total_investment::double as total_investment,
    project.total_investment_text,
    project.year_investment::double as year_investment,
    project.funds_required::double as funds_required,
    project.funds_in_place::double as funds_in_place,
    project.absence,
    project.is_in_statistics,
    project.start_planned,
    project.completion_planned,
    project.support_zh,
    project.support_en,
    project.reason_class,
    project.reason_zh,
    project.reason_en,
    project.reason_on,
    project.note_zh,
    project.note_en,
    newest.stage,
    newest.stage_text,
    newest.stated_on,
    newest.happened_on,
    newest.date_text,
    reached.rank,
    reached.signed_on,
    reached.started_on,
    reached.completed_on,
    reached.produced_on,
    coalesce(newest.source_id, project.source_id) as source_id,
    source.title as source_title,
    source.grade
from project
join area on area.area_code = project.area_code
left join chain on chain.chain_id = project.chain_id
left join newest on newest.project_id = project.project_id
left join reached on reached.project_id = project.project_id
join source on source.source_id = coalesce(newest.source_id, project.source_id)
where ($chain_id is null or chain.chain_id = $chain_id or chain.parent_id = $chain_id)
    and ($area_code is null or project.area_code = $area_code)
    and ($park_id is null or project.park_id = $park_id)
    and ($node_id is null or project.node_id = $node_id)
order by project.total_investment desc nulls last, project.project_id;

-- name: spent
-- What was done on each project, by the last month of which it was told?
-- Grain: one row a project with a report; year_done and total_done to the end of done_end.
select
    project_done.project_id,
    project_done.period_end as done_end,
    project_done.year_done::double as year_done,
    project_done.total_done::double as total_done,
    project_done.progress
from project_done
where project_done.period_end <= $as_of::date
qualify row_number() over (
    partition by project_done.project_id
    order by project_done.period_end desc
) = 1
order by project_done.project_id;

-- name: permits
-- Which permits does each project have, and since when?
-- Grain: one row a project and permit.
select
    project_permit.project_id,
    project_permit.permit,
    project_permit.permitted_on
from project_permit
where project_permit.permitted_on <= $as_of::date
order by project_permit.permitted_on, project_permit.permit, project_permit.project_id;

-- name: firms_to_verify
-- Which firms had the revenue of a firm above size last year, and are not listed as such?
-- Grain: one row a firm whose revenue of the last full year, 亿元, is at least $size (none without
-- it); office is none: the statistics office verifies.
with revenues as (
    select
        enterprise_figure.enterprise_id,
        max(enterprise_figure.revenue)::double as revenue
    from enterprise_figure
    where enterprise_figure.basis in ('ytd', 'year')
        and enterprise_figure.period_end = make_date(year($as_of::date) - 1, 12, 31)
    group by enterprise_figure.enterprise_id
),
placed as (
    select
        enterprise_node.enterprise_id,
        list(chain.short_zh order by chain.sort) as chain_zh,
        list(chain.short_en order by chain.sort) as chain_en,
        coalesce(bool_or(chain.chain_id = $chain_id or chain.parent_id = $chain_id), false) as is_there
    from enterprise_node
    join chain on chain.chain_id = enterprise_node.chain_id
    group by enterprise_node.enterprise_id
)
select
    enterprise.enterprise_id,
    enterprise.name_zh,
    enterprise.name_en,
    enterprise.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    placed.chain_zh,
    placed.chain_en,
    revenues.revenue,
    enterprise.source_id,
    source.title as source_title,
    source.grade
from enterprise
join revenues on revenues.enterprise_id = enterprise.enterprise_id
join source on source.source_id = enterprise.source_id
left join placed on placed.enterprise_id = enterprise.enterprise_id
left join area on area.area_code = enterprise.area_code
where enterprise.is_above_size = false
    and revenues.revenue >= $size::double
    and ($chain_id is null or placed.is_there)
    and ($area_code is null or enterprise.area_code = $area_code)
    and ($park_id is null or enterprise.park_id = $park_id)
order by revenues.revenue desc, enterprise.enterprise_id;

-- name: roster
-- Which offices have which role in which chain?
-- Grain: one row a chain that is shown, role and office; a chain without any keeps one row, role
-- null; then what is said of all chains together, chain_id null. is_post false: as printed, no post
-- of the chain.
with held as (
    select chain_role.*
    from chain_role
    where (chain_role.valid_from is null or chain_role.valid_from <= $as_of::date)
        and (chain_role.valid_to is null or chain_role.valid_to >= $as_of::date)
),
told as (
    select
        chain.chain_id,
        chain.parent_id,
        chain.short_zh as chain_zh,
        chain.short_en as chain_en,
        chain.sort as chain_sort,
        held.role,
        held.holder_zh,
        held.holder_en,
        held.is_post,
        held.sort,
        held.source_id
    from chain
    left join held on held.chain_id = chain.chain_id
    where (chain.is_shown or held.role is not null)
        and ($chain_id is null or chain.chain_id = $chain_id)
    union all
    select null, null, null, null, null, held.role, held.holder_zh, held.holder_en, held.is_post, held.sort, held.source_id
    from held
    where held.chain_id is null
)
select
    told.chain_id,
    told.parent_id,
    told.chain_zh,
    told.chain_en,
    told.role,
    told.holder_zh,
    told.holder_en,
    told.is_post,
    told.source_id,
    source.title as source_title,
    source.grade
from told
left join source on source.source_id = told.source_id
order by told.chain_sort nulls last, told.chain_id, told.sort, told.role, told.holder_zh;
