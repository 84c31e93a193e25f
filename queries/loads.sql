-- What offices have sent and what they owe. Reads expected, load, load_period, load_issue,
-- withdrawal and edition.

-- name: received
-- What has arrived of each workbook that an office owes?
-- Grain: one row an office, template and period; load_id is its newest accepted load, null
-- where none arrived. first_sent_at is when the first one came: lateness counts from it, a
-- correction is not late. errors and warnings count the remarks on the newest load.
with arrived as (
    select
        expected.office_zh,
        expected.template,
        expected.period_end,
        load.load_id,
        load.sent_at,
        min(load.sent_at) over one_report as first_sent_at,
        row_number() over (
            partition by expected.office_zh, expected.template, expected.period_end
            order by load.sent_at desc, load.load_id desc
        ) as standing
    from expected
    join load_period
        on load_period.template = expected.template
        and load_period.period_end = expected.period_end
    join load
        on load.load_id = load_period.load_id
        and load.sent_by = expected.office_zh
    where load.status = 'accepted'
    window one_report as (
        partition by expected.office_zh, expected.template, expected.period_end
    )
),
remarked as (
    select
        load_issue.load_id,
        sum(case when load_issue.severity = 'error' then 1 else 0 end) as errors,
        sum(case when load_issue.severity = 'warning' then 1 else 0 end) as warnings
    from load_issue
    group by load_issue.load_id
)
select
    expected.office_zh,
    expected.office_en,
    expected.template,
    expected.period_end,
    expected.due_on,
    arrived.load_id,
    arrived.sent_at,
    arrived.first_sent_at,
    coalesce(remarked.errors, 0)::integer as errors,
    coalesce(remarked.warnings, 0)::integer as warnings
from expected
left join arrived
    on arrived.office_zh = expected.office_zh
    and arrived.template = expected.template
    and arrived.period_end = expected.period_end
    and arrived.standing = 1
left join remarked on remarked.load_id = arrived.load_id
order by expected.office_zh, expected.template, expected.period_end;

-- name: all
-- Which files have been loaded, and what became of each?
-- Grain: one row a load, the newest first. rows_in and rows_kept count rows; first_edition is
-- the edition of the city's data that first held the load, null on data that are built at once.
with remarked as (
    select
        load_issue.load_id,
        sum(case when load_issue.severity = 'error' then 1 else 0 end) as errors,
        sum(case when load_issue.severity = 'warning' then 1 else 0 end) as warnings
    from load_issue
    group by load_issue.load_id
)
select
    load.load_id,
    load.file_name,
    load.template,
    load.sent_by,
    load.sent_by_en,
    load.sent_at,
    load.rows_in,
    load.rows_kept,
    load.status,
    case when $is_sent then coalesce(load.first_edition, edition.number) end as first_edition,
    coalesce(remarked.errors, 0)::integer as errors,
    coalesce(remarked.warnings, 0)::integer as warnings,
    withdrawal.withdrawn_by,
    withdrawal.reason,
    withdrawal.withdrawn_at
from load
cross join edition
left join remarked on remarked.load_id = load.load_id
left join withdrawal on withdrawal.load_id = load.load_id
order by load.sent_at desc, load.load_id desc;
