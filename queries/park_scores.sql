-- How parks are scored: the rules that are configured. Reads park_score.

-- name: rules
-- By which published rules may parks be scored?
-- Grain: one row a rule and measure; weight is what the measure can bring, highest how many times
-- that (null: as far as it goes), floor what the lowest park is given of a hundred.
select
    park_score.score_id,
    park_score.shape,
    park_score.measure,
    park_score.weight,
    park_score.benchmark,
    park_score.highest,
    park_score.floor,
    park_score.source_zh,
    park_score.source_en
from park_score
order by park_score.sort, park_score.measure, park_score.score_id;
