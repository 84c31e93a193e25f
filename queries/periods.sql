-- The periods that have figures, so that a selector offers no other. Reads current_figure, area,
-- card, metric.

-- name: with_figures
-- To the end of which months is there a figure, newest first?
-- Grain: one row a month, its last day.
select distinct last_day(current_figure.period_end) as period_end
from current_figure
where current_figure.absence is null
    and current_figure.basis in ('ytd', 'point')
order by period_end desc;

-- name: of_page
-- To the end of which months do the panels of this page ($page) have figures, newest first?
-- Grain: one row a month, its last day. Counties are compared where half of them have a figure.
with figure as (
    select
        current_figure.*,
        last_day(current_figure.period_end) as month_end,
        area.parent_code,
        metric.face
    from current_figure
    join area on area.area_code = current_figure.area_code
    join metric on metric.metric_id = current_figure.metric_id
    where current_figure.absence is null
        and current_figure.park_id is null
        and current_figure.basis in ('ytd', 'point')
),
shown as (
    select figure.month_end
    from figure
    where $page = 'overview' and exists (
            select 1
            from card
            where card.page = 'overview' and card.metric_id = figure.metric_id
                and coalesce(card.only_area_code, card.area_code) = figure.area_code
                and card.chain_id is not distinct from figure.chain_id
        )
        or $page = 'chain' and figure.chain_id is not null
        or $page = 'investment' and figure.face = 'investment'
    union
    select figure.month_end
    from figure
    where $page = 'county' and figure.parent_code = $scope
    group by figure.metric_id, figure.month_end
    having 2 * count(distinct figure.area_code)
        >= (select count(*) from area where area.parent_code = $scope)
)
select shown.month_end as period_end
from shown
order by shown.month_end desc;
