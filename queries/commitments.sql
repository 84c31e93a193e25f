-- What holders of resources promised for them (以资源换项目). Reads resource_commitment, chain,
-- area, project and source. Investment in 亿元.

-- name: listed
-- Which resources were given for which promised projects, and how does each promise stand?
-- Grain: one row a promise, the one that is due soonest first; those of a part of the chain are
-- the chain's too.
select
    resource_commitment.commitment_id,
    resource_commitment.resource,
    resource_commitment.resource_zh,
    resource_commitment.resource_en,
    resource_commitment.holder_zh,
    resource_commitment.holder_en,
    resource_commitment.promised_zh,
    resource_commitment.promised_en,
    resource_commitment.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    chain.is_shown as chain_is_shown,
    resource_commitment.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    resource_commitment.project_id,
    resource_commitment.investment::double as investment,
    resource_commitment.granted_on,
    resource_commitment.due_on,
    resource_commitment.state,
    resource_commitment.stated_on,
    resource_commitment.note_zh,
    resource_commitment.note_en,
    resource_commitment.source_id,
    source.title as source_title,
    source.grade,
    resource_commitment.load_id,
    resource_commitment.sheet,
    resource_commitment.cell
from resource_commitment
join source on source.source_id = resource_commitment.source_id
left join chain on chain.chain_id = resource_commitment.chain_id
left join area on area.area_code = resource_commitment.area_code
where ($area_code is null or resource_commitment.area_code = $area_code)
    and (
        $chain_id is null
        or resource_commitment.chain_id = $chain_id
        or chain.parent_id = $chain_id
    )
order by resource_commitment.due_on nulls last, resource_commitment.commitment_id;
