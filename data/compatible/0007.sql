-- What an edition of schema 7 lacks of schema 8.

-- name: metric
-- Which metrics are there? 饲养量, stock plus sold, was typed as a flow.
select
    before.* replace (
        case when before.name_zh like '%饲养量%' then 'raised' else before.kind end as kind
    )
from before;
