-- What is left of firms for an audience that may not see what single firms reported: how many stand
-- in a park and chain, where they are as many as the edition's own rule wants. As in scope.sql.

-- name: enterprise_node
select before.* replace (numbered_firm.number as enterprise_id)
from before
join numbered_firm on numbered_firm.enterprise_id = before.enterprise_id
join counted_firm
    on counted_firm.chain_id = before.chain_id
    and counted_firm.park_id = numbered_firm.park_id
    and counted_firm.is_told;

-- name: enterprise
select
    before.* replace (
        numbered_firm.number as enterprise_id,
        null::varchar as name_zh,
        null::varchar as name_en,
        'other' as role,
        null::varchar as role_text,
        null::varchar as product_zh,
        null::varchar as product_en,
        null::boolean as is_above_size,
        null::date as above_size_since,
        null::varchar as absence,
        null::integer as load_id,
        null::varchar as sheet,
        null::varchar as cell
    )
from before
join numbered_firm on numbered_firm.enterprise_id = before.enterprise_id
where numbered_firm.number in (select enterprise_node.enterprise_id from enterprise_node);

-- name: enterprise_figure
select before.* from before where false;

-- name: chain_role
-- Offices, not the firms that lead a chain.
select before.* from before where before.role <> 'lead_enterprise';

-- name: project
-- An investor is a firm.
select before.* replace (null::varchar as investor_zh, null::varchar as investor_en) from before;

-- name: deal
select before.* replace (null::varchar as investor_zh, null::varchar as investor_en) from before;

-- name: statement
-- What a source says of one firm.
select before.* from before where before.reason <> 'company';

-- name: loaded_row
select before.* replace (json_merge_patch(before.fields, '{"investor":null,"holder":null}') as fields)
from before
where before.template <> 'enterprises';

-- name: resource_commitment
-- What was promised, without the firm that holds the resource.
select before.* replace (null::varchar as holder_zh, null::varchar as holder_en) from before;
