-- The periods that have figures, so that a selector offers no other. Reads current_figure.

-- name: with_figures
-- To the end of which months is there a figure of a chain, newest first?
-- Grain: one row a month, its last day.
select distinct last_day(current_figure.period_end) as period_end
from current_figure
where current_figure.absence is null
    and current_figure.chain_id is not null
    and current_figure.basis = 'ytd'
order by period_end desc;
