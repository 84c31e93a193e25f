-- What must be said beside the figures of a panel. Reads scope_break.

-- name: of_panel
-- Where does a series of this panel break, and what do its figures leave out or have in common?
-- Grain: one row a note in reviewed words, in reading order; at_most in the unit of the metric.
select
    scope_break.sort,
    scope_break.kind,
    scope_break.metric_id,
    scope_break.area_code,
    scope_break.period_end,
    scope_break.at_most,
    scope_break.words_zh,
    scope_break.words_en,
    scope_break.source_id
from scope_break
where scope_break.panel = $panel
order by scope_break.sort;
