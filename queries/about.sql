-- What the about page counts. Reads current_figure and edition.

-- name: missing_kinds
-- How many figures are missing for each of the five reasons?
-- Grain: one row a reason, all five present.
with reasons as (
    select unnest(['not_due', 'late', 'not_applicable', 'suppressed', 'not_published']) as absence
)
select
    reasons.absence,
    count(current_figure.figure_id) as figures
from reasons
left join current_figure on current_figure.absence = reasons.absence
group by reasons.absence
order by figures desc, reasons.absence;

-- name: contents
-- What does this edition hold?
-- Grain: one row.
select
    edition.number,
    edition.as_of,
    edition.built_at,
    count(current_figure.figure_id) as figures,
    count(distinct current_figure.metric_id) as metrics,
    count(distinct current_figure.source_id) as sources
from edition
left join current_figure on true
group by edition.number, edition.as_of, edition.built_at
order by edition.number;

-- name: loads
-- Which loads brought the figures of this edition?
-- Grain: one row a load.
select
    load.load_id,
    load.file_name,
    load.template,
    load.sent_by,
    load.sent_by_en,
    load.sent_at,
    load.rows_in,
    load.rows_kept,
    load.status
from load
order by load.load_id;
