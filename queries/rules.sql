-- Rules of pace, lights, waiting and suppression with the words shown beside them. Reads rule.

-- name: current
-- Which rules hold on the day the edition speaks from?
-- Grain: one row a rule, its newest version, the worst light first; gaps in percentage points.
select
    rule.rule_id,
    rule.version,
    rule.kind,
    rule.light,
    rule.gap_at_most,
    rule.gap_below,
    rule.metric_id,
    rule.to_month,
    rule.words_zh,
    rule.words_en,
    rule.valid_from,
    rule.source_zh,
    rule.source_en
from rule
where rule.valid_from <= $as_of
    and (rule.valid_to is null or rule.valid_to >= $as_of)
qualify row_number() over (
    partition by rule.rule_id
    order by rule.version desc
) = 1
order by rule.kind, coalesce(rule.gap_at_most, rule.gap_below) nulls last, rule.rule_id;

-- name: that_light
-- Which rules give lights to the figures of this edition?
-- Grain: one row a rule, its newest version, the worst light of each kind first; gaps in
-- percentage points. None where the pack is not lit.
select
    rule.rule_id,
    rule.kind,
    rule.light,
    rule.gap_at_most,
    rule.gap_below,
    rule.metric_id,
    rule.to_month,
    rule.words_zh,
    rule.words_en
from rule
where $is_lit
    and rule.kind in ('light', 'growth', 'season')
    and rule.valid_from <= $as_of
    and (rule.valid_to is null or rule.valid_to >= $as_of)
qualify row_number() over (
    partition by rule.rule_id
    order by rule.version desc
) = 1
order by rule.kind, coalesce(rule.gap_at_most, rule.gap_below) nulls last, rule.rule_id;

-- name: that_wait
-- How long may something wait, on the day the edition speaks from?
-- Grain: one row a rule, its newest version; days.
select
    rule.rule_id,
    rule.threshold::integer as days
from rule
where rule.kind = 'wait'
    and rule.valid_from <= $as_of
    and (rule.valid_to is null or rule.valid_to >= $as_of)
qualify row_number() over (
    partition by rule.rule_id
    order by rule.version desc
) = 1
order by rule.rule_id;
