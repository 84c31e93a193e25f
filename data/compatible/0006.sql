-- What an edition of schema 6 lacks of schema 7.

-- name: rule
-- Which rules are there? Schema 6 had none of one metric, and none for rates of growth.
select
    before.*,
    null::varchar as metric_id,
    null::integer as to_month
from before;

-- name: current_figure
-- Which figures are shown? Schema 6 did not keep what a figure replaced.
select
    before.*,
    null::decimal(20, 6) as replaced_value,
    null::decimal(12, 4) as replaced_growth,
    null::date as sent_on
from before;
