-- Rules of pace, lights, waiting, age and suppression with the words shown beside them. Reads rule.

-- name: in_force
-- Which rules hold on the day the edition speaks from?
-- Grain: one row a rule, its newest version, the worst light of each kind first; gaps in
-- percentage points, threshold in days, months, firms or percent. Where the pack is not lit, none
-- that gives a light.
select
    rule.rule_id,
    rule.version,
    rule.kind,
    rule.light,
    rule.gap_at_most,
    rule.gap_below,
    rule.threshold,
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
    and ($is_lit or rule.kind not in ('light', 'growth', 'season'))
qualify row_number() over (
    partition by rule.rule_id
    order by rule.version desc
) = 1
order by rule.kind, coalesce(rule.gap_at_most, rule.gap_below) nulls last, rule.rule_id;
