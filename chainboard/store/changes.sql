-- What differs between two editions of a pack. The first three are asked of each edition; the
-- others compare the two answers, which stand beside each other as before_… and after_….

-- name: figures
-- Which figures does the edition show?
select
    current_figure.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    current_figure.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    current_figure.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    current_figure.park_id,
    park.name_zh as park_zh,
    park.name_en as park_en,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.value::double as value,
    current_figure.growth::double as growth,
    current_figure.same_scope_prior::double as same_scope_prior,
    current_figure.absence,
    current_figure.load_id
from current_figure
join metric on metric.metric_id = current_figure.metric_id
join area on area.area_code = current_figure.area_code
left join chain on chain.chain_id = current_figure.chain_id
left join park on park.park_id = current_figure.park_id;

-- name: targets
-- Which targets hold in the edition?
select
    current_target.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    current_target.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    current_target.chain_id,
    chain.short_zh as chain_zh,
    chain.short_en as chain_en,
    current_target.year,
    current_target.kind,
    current_target.value::double as value
from current_target
join metric on metric.metric_id = current_target.metric_id
join area on area.area_code = current_target.area_code
left join chain on chain.chain_id = current_target.chain_id;

-- name: rules
-- Which rules does the edition hold, in all their versions?
select
    rule.rule_id,
    rule.version,
    rule.words_zh,
    rule.words_en,
    rule.gap_at_most,
    rule.gap_below
from rule;

-- name: changed_figures
-- Which figures differ, and of which kind is each difference? What is confidential now shows no
-- old value; the year after a confidential one shows no old growth and no year before on its
-- scope, from which the hidden figure would follow, unless it shows one now.
with hidden_year as (
    select distinct
        after_figure.metric_id,
        after_figure.area_code,
        after_figure.chain_id,
        after_figure.park_id,
        year(after_figure.period_end) as year
    from after_figure
    where after_figure.absence = 'suppressed'
),
paired as (
    select
        coalesce(after_figure.metric_id, before_figure.metric_id) as metric_id,
        coalesce(after_figure.name_zh, before_figure.name_zh) as name_zh,
        coalesce(after_figure.name_en, before_figure.name_en) as name_en,
        coalesce(after_figure.unit, before_figure.unit) as unit,
        coalesce(after_figure.area_code, before_figure.area_code) as area_code,
        coalesce(after_figure.area_zh, before_figure.area_zh) as area_zh,
        coalesce(after_figure.area_en, before_figure.area_en) as area_en,
        coalesce(after_figure.chain_id, before_figure.chain_id) as chain_id,
        coalesce(after_figure.chain_zh, before_figure.chain_zh) as chain_zh,
        coalesce(after_figure.chain_en, before_figure.chain_en) as chain_en,
        coalesce(after_figure.park_id, before_figure.park_id) as park_id,
        coalesce(after_figure.park_zh, before_figure.park_zh) as park_zh,
        coalesce(after_figure.park_en, before_figure.park_en) as park_en,
        coalesce(after_figure.period_start, before_figure.period_start) as period_start,
        coalesce(after_figure.period_end, before_figure.period_end) as period_end,
        coalesce(after_figure.basis, before_figure.basis) as basis,
        before_figure.value as old_value,
        before_figure.growth as old_growth,
        before_figure.absence as old_absence,
        before_figure.same_scope_prior as old_prior,
        before_figure.metric_id is not null as is_before,
        after_figure.value as new_value,
        after_figure.growth as new_growth,
        after_figure.absence as new_absence,
        after_figure.same_scope_prior as new_prior,
        after_figure.metric_id is not null as is_after,
        after_figure.load_id
    from before_figure
    full join after_figure
        on after_figure.metric_id = before_figure.metric_id
        and after_figure.area_code = before_figure.area_code
        and after_figure.chain_id is not distinct from before_figure.chain_id
        and after_figure.park_id is not distinct from before_figure.park_id
        and after_figure.period_start is not distinct from before_figure.period_start
        and after_figure.period_end = before_figure.period_end
        and after_figure.basis = before_figure.basis
),
both_sides as (
    select
        paired.* replace (
            case
                when this_year.year is null or paired.new_value is not null then paired.old_value
            end as old_value,
            case
                when (this_year.year is null and year_before.year is null)
                    or paired.new_growth is not null
                    then paired.old_growth
            end as old_growth,
            case
                when (this_year.year is null and year_before.year is null)
                    or paired.new_prior is not null
                    then paired.old_prior
            end as old_prior
        )
    from paired
    left join hidden_year as this_year
        on this_year.metric_id = paired.metric_id
        and this_year.area_code = paired.area_code
        and this_year.chain_id is not distinct from paired.chain_id
        and this_year.park_id is not distinct from paired.park_id
        and this_year.year = year(paired.period_end)
    left join hidden_year as year_before
        on year_before.metric_id = paired.metric_id
        and year_before.area_code = paired.area_code
        and year_before.chain_id is not distinct from paired.chain_id
        and year_before.park_id is not distinct from paired.park_id
        and year_before.year + 1 = year(paired.period_end)
),
reached as (
    select
        before_figure.metric_id,
        before_figure.basis,
        max(before_figure.period_end) as last_end
    from before_figure
    group by before_figure.metric_id, before_figure.basis
)
select
    case
        when not both_sides.is_after then 'withdrawn'
        when not both_sides.is_before and both_sides.period_end > coalesce(reached.last_end, date '1900-01-01')
            then 'new_period'
        when not both_sides.is_before then 'late_report'
        when both_sides.old_absence is not null and both_sides.new_absence is null then 'late_report'
        when both_sides.old_value is not distinct from both_sides.new_value
            and both_sides.old_prior is distinct from both_sides.new_prior then 'scope_moved'
        else 'correction'
    end as kind,
    both_sides.metric_id,
    both_sides.name_zh,
    both_sides.name_en,
    both_sides.unit,
    both_sides.area_code,
    both_sides.area_zh,
    both_sides.area_en,
    both_sides.chain_id,
    both_sides.chain_zh,
    both_sides.chain_en,
    both_sides.park_id,
    both_sides.park_zh,
    both_sides.park_en,
    both_sides.period_start,
    both_sides.period_end,
    both_sides.basis,
    both_sides.old_value,
    both_sides.old_growth,
    both_sides.old_absence,
    both_sides.old_prior,
    both_sides.new_value,
    both_sides.new_growth,
    both_sides.new_absence,
    both_sides.new_prior,
    both_sides.load_id
from both_sides
left join reached
    on reached.metric_id = both_sides.metric_id
    and reached.basis = both_sides.basis
where both_sides.is_before <> both_sides.is_after
    or both_sides.old_value is distinct from both_sides.new_value
    or both_sides.old_growth is distinct from both_sides.new_growth
    or both_sides.old_absence is distinct from both_sides.new_absence
    or both_sides.old_prior is distinct from both_sides.new_prior
order by kind, both_sides.metric_id, both_sides.chain_id, both_sides.area_code,
    both_sides.park_id, both_sides.period_end, both_sides.basis, both_sides.period_start;

-- name: changed_targets
-- Which targets were set, moved or taken back?
select
    'target_moved' as kind,
    coalesce(after_target.metric_id, before_target.metric_id) as metric_id,
    coalesce(after_target.name_zh, before_target.name_zh) as name_zh,
    coalesce(after_target.name_en, before_target.name_en) as name_en,
    coalesce(after_target.unit, before_target.unit) as unit,
    coalesce(after_target.area_code, before_target.area_code) as area_code,
    coalesce(after_target.area_zh, before_target.area_zh) as area_zh,
    coalesce(after_target.area_en, before_target.area_en) as area_en,
    coalesce(after_target.chain_id, before_target.chain_id) as chain_id,
    coalesce(after_target.chain_zh, before_target.chain_zh) as chain_zh,
    coalesce(after_target.chain_en, before_target.chain_en) as chain_en,
    coalesce(after_target.year, before_target.year) as year,
    coalesce(after_target.kind, before_target.kind) as target_kind,
    before_target.value as old_value,
    after_target.value as new_value
from before_target
full join after_target
    on after_target.metric_id = before_target.metric_id
    and after_target.area_code = before_target.area_code
    and after_target.chain_id is not distinct from before_target.chain_id
    and after_target.year = before_target.year
    and after_target.kind = before_target.kind
where before_target.value is distinct from after_target.value
order by metric_id, chain_id, area_code, year, target_kind;

-- name: changed_rules
-- Which rules were put in force, reworded or taken back?
select
    'rule_moved' as kind,
    coalesce(after_rule.rule_id, before_rule.rule_id) as rule_id,
    coalesce(after_rule.version, before_rule.version) as version,
    before_rule.words_zh as old_zh,
    before_rule.words_en as old_en,
    after_rule.words_zh as new_zh,
    after_rule.words_en as new_en
from before_rule
full join after_rule
    on after_rule.rule_id = before_rule.rule_id
    and after_rule.version = before_rule.version
where before_rule.words_zh is distinct from after_rule.words_zh
    or before_rule.gap_at_most is distinct from after_rule.gap_at_most
    or before_rule.gap_below is distinct from after_rule.gap_below
order by rule_id, version;
