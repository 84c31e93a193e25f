-- The edition itself. Reads edition and rule.

-- name: stamp
-- Which edition is this, from which day does it speak, and when does it call a figure old?
-- Grain: one row; old_after in months, null without such a rule on that day.
select
    edition.pack,
    edition.number,
    edition.as_of,
    edition.built_at,
    edition.schema_version,
    (
        select max_by(rule.threshold, rule.version)::integer
        from rule
        where rule.kind = 'age'
            and rule.valid_from <= edition.as_of
            and (rule.valid_to is null or rule.valid_to >= edition.as_of)
    ) as old_after
from edition
order by edition.number;
