-- What an edition of schema 7 lacks of schema 8.

-- name: metric
-- Which metrics are there? 饲养量, stock plus sold, was typed as a flow.
select
    before.* replace (
        case when before.name_zh like '%饲养量%' then 'raised' else before.kind end as kind
    )
from before;

-- name: scope_break
-- What must be said beside figures? Schema 7 did not say from which day on two years compare.
select
    before.* replace (
        case
            when before.kind <> 'same_scope' then before.period_end
            when before.metric_id = 'industry_firms' then date '2020-12-31'
            when before.metric_id = 'resident_population' then date '2010-11-01'
        end as period_end
    )
from before;
