-- What pages print besides their panels. Reads not_found.

-- name: not_found
-- What was looked for on this page and not found in public sources?
-- Grain: one row a line; lines of the chain, and lines of no chain.
select
    not_found.words_zh,
    not_found.words_en
from not_found
where not_found.page = $page
    and (not_found.chain_id is null or not_found.chain_id = $chain_id)
order by not_found.sort, not_found.words_zh;
