-- New firm rows beside those of the table. Reads `sent`, and of the table the files of its months.

-- name: standing
-- Which rows of these keys stand in the table already?
create or replace temp table standing as
select
    held.month,
    held.enterprise_id,
    held.chain_id,
    held.sent_by,
    sent.name
from read_parquet($files, hive_partitioning = true, hive_types = {'month': date}) as held
inner join sent
    on sent.month = held.month
    and sent.enterprise_id = held.enterprise_id
    and sent.chain_id = held.chain_id;

-- name: of_others
-- Which of them did another office send?
select
    strftime(standing.month, '%Y-%m') as month,
    standing.name,
    standing.enterprise_id,
    standing.chain_id,
    standing.sent_by,
    count(*) over () as faults
from standing
where standing.sent_by <> $office
order by standing.month, standing.enterprise_id, standing.chain_id
limit $most;

-- name: over_shared
-- Which firms would have shares of more than 1 with the rows that stay?
with firm as (
    select distinct
        sent.month,
        sent.enterprise_id
    from sent
),
staying as (
    select
        held.month,
        held.enterprise_id,
        held.share
    from read_parquet($files, hive_partitioning = true, hive_types = {'month': date}) as held
    semi join firm on firm.month = held.month and firm.enterprise_id = held.enterprise_id
    anti join sent
        on sent.month = held.month
        and sent.enterprise_id = held.enterprise_id
        and sent.chain_id = held.chain_id
),
told as (
    select month, enterprise_id, share from sent
    union all
    select month, enterprise_id, share from staying
)
select
    strftime(told.month, '%Y-%m') as month,
    told.enterprise_id,
    sum(told.share)::double as shares,
    count(*) over () as faults
from told
group by told.month, told.enterprise_id
having sum(told.share) > 1
order by told.month, told.enterprise_id
limit $most;
