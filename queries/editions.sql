-- The edition itself. Reads edition.

-- name: stamp
-- Which edition is this, and from which day does it speak?
-- Grain: one row.
select
    edition.pack,
    edition.number,
    edition.as_of,
    edition.built_at,
    edition.schema_version
from edition
order by edition.number;
