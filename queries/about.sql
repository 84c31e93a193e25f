-- What the about page counts and lists. Reads current_figure, edition, load, and what no page draws:
-- policy, meeting, chain_role, practice_case.

-- name: missing_kinds
-- How many figures are missing for each of the five reasons?
-- Grain: one row a reason, all five present.
with reasons as (
    select unnest(['not_due', 'late', 'not_applicable', 'suppressed', 'not_published']) as absence
)
select
    reasons.absence,
    count(current_figure.figure_id) as figures
from reasons
left join current_figure on current_figure.absence = reasons.absence
group by reasons.absence
order by figures desc, reasons.absence;

-- name: contents
-- What does this edition hold?
-- Grain: one row.
select
    edition.number,
    edition.as_of,
    edition.built_at,
    count(current_figure.figure_id) as figures,
    count(distinct current_figure.metric_id) as metrics,
    count(distinct current_figure.source_id) as sources
from edition
left join current_figure on true
group by edition.number, edition.as_of, edition.built_at
order by edition.number;

-- name: loads
-- Which loads brought the figures of this edition?
-- Grain: one row a load.
select
    load.load_id,
    load.file_name,
    load.template,
    load.sent_by,
    load.sent_by_en,
    load.sent_at,
    load.rows_in,
    load.rows_kept,
    load.status
from load
order by load.load_id;

-- name: catalogue
-- Which documents, meetings, printed roles and cases does this pack hold?
-- Grain: one row an item: a document and source, a meeting, a role as printed, a case; told_on or
-- told_text is its own date, reported_on that of its source; chain is null where it is of all.
with listed as (
    select
        1 as place,
        'policy' as kind,
        policy.title_zh as name_zh,
        policy.title_en as name_en,
        policy.issued_on as told_on,
        policy.issued_text as told_text,
        policy.chain_id,
        policy.source_id
    from policy
    union all by name
    select
        2 as place,
        'meeting' as kind,
        meeting.name_zh,
        meeting.name_en,
        meeting.held_on as told_on,
        meeting.held_text as told_text,
        meeting.chain_id,
        meeting.source_id
    from meeting
    union all by name
    select
        3 as place,
        'role' as kind,
        chain_role.holder_zh as name_zh,
        chain_role.holder_en as name_en,
        chain_role.valid_from as told_on,
        chain_role.chain_id,
        chain_role.role,
        chain_role.source_id
    from chain_role
    where $is_record
    union all by name
    select
        case when practice_case.is_own then 4 else 5 end as place,
        case when practice_case.is_own then 'own_case' else 'other_case' end as kind,
        practice_case.title_zh as name_zh,
        practice_case.title_en as name_en,
        practice_case.chain_id,
        practice_case.source_id
    from practice_case
)
select
    listed.kind,
    listed.name_zh,
    listed.name_en,
    listed.told_on,
    listed.told_text,
    source.published_on as reported_on,
    listed.role,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    listed.source_id,
    source.title as source_title,
    source.grade
from listed
join source on source.source_id = listed.source_id
left join chain on chain.chain_id = listed.chain_id
order by
    listed.place,
    coalesce(listed.told_on, source.published_on) desc nulls last,
    listed.name_zh,
    listed.source_id,
    listed.chain_id nulls first;

-- name: peers
-- How fast did industrial investment grow in each prefecture of the province?
-- Grain: one row a prefecture and period that at least ten prefectures have; percent as published.
with beside as (
    select
        current_figure.*,
        area.short_zh as area_zh,
        area.short_en as area_en,
        count(*) over (partition by current_figure.period_start, current_figure.period_end) as places
    from current_figure
    join area on area.area_code = current_figure.area_code
    join area as own on own.area_code = $scope and own.parent_code = area.parent_code
    where current_figure.metric_id = 'industrial_fai' and current_figure.growth is not null
)
select
    beside.figure_id,
    beside.metric_id,
    metric.name_zh,
    metric.name_en,
    beside.area_zh,
    beside.area_en,
    beside.period_start,
    beside.period_end,
    beside.basis,
    beside.value::double as value,
    beside.growth::double as published_growth,
    beside.growth_text,
    beside.source_title,
    beside.grade
from beside
join metric on metric.metric_id = beside.metric_id
where beside.places >= 10
order by beside.period_end desc, beside.growth desc, beside.figure_id;
