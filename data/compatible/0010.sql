-- What an edition of schema 10 lacks of schema 11.

-- name: rolled_month
-- Of which firm rows was it rolled up? Nothing was before schema 11.
select null::date as period_end, null::bigint as firm_version where false;

-- name: concentration
-- How much do the largest firms have? Not worked out before schema 11.
select
    null::varchar as chain_id,
    null::varchar as area_code,
    null::date as period_end,
    null::integer as firms,
    null::double as largest_share,
    null::double as hhi,
    null::varchar as source_id
where false;
