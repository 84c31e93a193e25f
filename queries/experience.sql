-- What the province and the city ask, what meetings decided, and cases of practice with the figures
-- that show what came of them. Reads policy, meeting, practice_case, node, chain_output, series_note.
-- Texts stand in the words of their sources; values in the unit of the metric.

-- name: policies
-- Which documents ask something of this chain or of all chains, the province's and the newest first?
-- Grain: one row a document and a source that tells it; those of one document stand together.
with told as (
    select
        policy.*,
        coalesce(policy.issued_on, try_cast(policy.issued_text || '-01' as date)) as told_on
    from policy
    where $chain_id is null
        or policy.chain_id is null
        or policy.chain_id in (
            select chain_member.member_id from chain_member where chain_member.chain_id = $chain_id
        )
        or policy.chain_id in (select chain.parent_id from chain where chain.chain_id = $chain_id)
)
select
    told.policy_id,
    told.title_zh,
    told.title_en,
    told.level,
    told.office_zh,
    told.office_en,
    told.document_number,
    told.issued_on,
    told.issued_text,
    told.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    told.asks_zh,
    told.asks_en,
    told.targets_zh,
    told.targets_en,
    told.source_id,
    source.title as source_title,
    source.grade,
    source.url
from told
join source on source.source_id = told.source_id
left join chain on chain.chain_id = told.chain_id
order by
    list_position(['province', 'state', 'city'], told.level),
    max(told.told_on) over (partition by told.policy_id) desc nulls last,
    told.policy_id,
    source.grade,
    told.source_id;

-- name: cases
-- Which cases tell how a place went about this chain, those named to come first, then the city's own?
-- Grain: one row a case; steps are those of the chain that it tells of. of_all: how many more cases
-- are of no one chain. Of parks alone where $cases says so.
with placed as (
    select
        practice_case.case_id,
        list(node.name_zh order by node.sort, node.node_id) as steps_zh,
        list(node.name_en order by node.sort, node.node_id) as steps_en,
        bool_or(node.node_id = $node_id) as is_there
    from practice_case
    join node on list_contains(string_split(practice_case.node_ids, ' '), node.node_id)
    group by practice_case.case_id
)
select
    practice_case.case_id,
    practice_case.title_zh,
    practice_case.title_en,
    practice_case.is_own,
    left(practice_case.area_code, 2) = left($scope, 2) as is_of_province,
    practice_case.is_of_parks,
    practice_case.area_code,
    coalesce(practice_case.place_zh, area.short_zh) as area_zh,
    coalesce(practice_case.place_en, area.short_en) as area_en,
    chain_member.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    practice_case.summary_zh,
    practice_case.summary_en,
    practice_case.figures_zh,
    practice_case.figures_en,
    practice_case.other_sources,
    placed.steps_zh,
    placed.steps_en,
    practice_case.source_id,
    source.title as source_title,
    source.grade,
    source.url,
    case when $chain_id is null then 0
        else (select count(*) from practice_case as general where general.chain_id is null)
    end as of_all
from practice_case
join source on source.source_id = practice_case.source_id
left join placed on placed.case_id = practice_case.case_id
left join area on area.area_code = practice_case.area_code
left join chain on chain.chain_id = practice_case.chain_id
left join chain_member on chain_member.member_id = practice_case.chain_id
where ($chain_id is null or chain_member.chain_id = $chain_id)
    and ($area_code is null or practice_case.area_code = $area_code)
    and ($node_id is null or placed.is_there)
    and ($cases = 'all' or practice_case.is_of_parks)
order by
    practice_case.sort nulls last,
    practice_case.is_own desc,
    is_of_province desc,
    practice_case.case_id;

-- name: case_figures
-- Which figures does the edition hold of what came of each case?
-- Grain: one row a figure of a metric that a case names and of its place, in the order of the cases.
select
    practice_case.case_id,
    practice_case.title_zh,
    practice_case.title_en,
    chain_output.figure_id,
    chain_output.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.decimals,
    chain_output.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    chain_output.period_start,
    chain_output.period_end,
    chain_output.basis,
    chain_output.value::double as value,
    chain_output.value_text,
    chain_output.unit_text,
    chain_output.hedge,
    chain_output.hedge_text,
    chain_output.absence,
    chain_output.status,
    chain_output.source_id,
    chain_output.source_title,
    chain_output.grade,
    series_note.caveat_zh,
    series_note.caveat_en
from practice_case
join chain_output
    on chain_output.area_code = practice_case.area_code
    and chain_output.park_id is null
    and list_contains(string_split(practice_case.metric_ids, ' '), chain_output.metric_id)
join metric on metric.metric_id = chain_output.metric_id
join area on area.area_code = chain_output.area_code
left join chain_member on chain_member.member_id = practice_case.chain_id
left join series_note
    on series_note.chain_id = chain_output.chain_id
    and series_note.metric_id = chain_output.metric_id
    and series_note.area_code = chain_output.area_code
where chain_output.value is not null
    and ($chain_id is null or chain_member.chain_id = $chain_id)
    and ($area_code is null or practice_case.area_code = $area_code)
order by
    practice_case.sort nulls last,
    practice_case.case_id,
    list_position(string_split(practice_case.metric_ids, ' '), chain_output.metric_id),
    chain_output.period_end,
    chain_output.figure_id;

-- name: meetings
-- Which meetings on this chain or on all chains were reported, the newest first?
-- Grain: one row a meeting.
select
    meeting.meeting_id,
    meeting.held_on,
    meeting.held_text,
    meeting.name_zh,
    meeting.name_en,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    meeting.chaired_by_zh,
    meeting.chaired_by_en,
    meeting.decisions_zh,
    meeting.decisions_en,
    meeting.source_id,
    source.title as source_title,
    source.grade,
    source.url
from meeting
join source on source.source_id = meeting.source_id
left join chain on chain.chain_id = meeting.chain_id
left join chain_member on chain_member.member_id = meeting.chain_id
where $chain_id is null or meeting.chain_id is null or chain_member.chain_id = $chain_id
order by
    coalesce(meeting.held_on, try_cast(meeting.held_text || '-01' as date)) desc nulls last,
    meeting.meeting_id;

-- name: of_chain
-- Which documents ask something of this chain or the one it is part of, and which cases are of it?
-- Grain: one row a document or a case, documents first; told_on or told_text is the date of a document.
with listed as (
    select
        'policy' as kind,
        policy.policy_id as item_id,
        min(policy.title_zh) as title_zh,
        min(policy.title_en) as title_en,
        max(policy.issued_on) as told_on,
        max(policy.issued_text) as told_text,
        min(policy.chain_id) as chain_id,
        min(policy.source_id) as source_id,
        0 as place
    from policy
    group by policy.policy_id
    union all by name
    select
        'case' as kind,
        practice_case.case_id::varchar as item_id,
        practice_case.title_zh,
        practice_case.title_en,
        practice_case.chain_id,
        practice_case.source_id,
        coalesce(practice_case.sort, 1000 + practice_case.case_id) as place
    from practice_case
)
select
    listed.kind,
    listed.title_zh,
    listed.title_en,
    listed.told_on,
    listed.told_text,
    listed.source_id,
    source.title as source_title,
    source.grade
from listed
join chain_member on chain_member.member_id = listed.chain_id
join source on source.source_id = listed.source_id
where chain_member.chain_id = $chain_id
    or (listed.kind = 'policy'
        and listed.chain_id in (select chain.parent_id from chain where chain.chain_id = $chain_id))
order by
    listed.kind desc,
    listed.told_on desc nulls last,
    listed.place,
    listed.item_id;
