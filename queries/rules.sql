-- Rules of pace, lights, waiting, age and suppression, and the sets of what lags, with the words shown
-- beside them. Reads rule, stage.

-- name: in_force
-- Which rules hold on the day the edition speaks from?
-- Grain: one row a rule, its newest version, the worst light of each kind first; gaps in
-- percentage points, threshold in days, months, firms, percent or 亿元; after_rank, lacks_rank: places of
-- the stages that a set of what lags has passed and lacks. Where the pack is not lit, none that gives
-- a light.
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
    rule.lacks,
    passed.rank as after_rank,
    lacking.rank as lacks_rank,
    rule.words_zh,
    rule.words_en,
    rule.valid_from,
    rule.source_zh,
    rule.source_en
from rule
left join stage as passed on passed.kind = 'project' and passed.stage_id = rule.after_stage
left join stage as lacking on lacking.kind = 'project' and lacking.stage_id = rule.lacks
where rule.valid_from <= $as_of
    and (rule.valid_to is null or rule.valid_to >= $as_of)
    and ($is_lit or rule.light is null and rule.kind <> 'season')
qualify row_number() over (
    partition by rule.rule_id
    order by rule.version desc
) = 1
order by
    rule.kind,
    coalesce(rule.gap_at_most, rule.gap_below) nulls last,
    passed.rank nulls last,
    rule.rule_id;
