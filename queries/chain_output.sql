-- Output and the other figures of one chain as reported. Reads current_figure, in which the
-- newest load and the preferred source have already won, and metric, area, target,
-- series_note. Values in the unit of the metric, growth in percent as published.

-- name: cards
-- Which figures stand for this chain, at the period asked for or the latest one?
-- Grain: one row a card of the chain; no figure: figure_id is null.
with carded as (
    select
        series_note.metric_id,
        series_note.sort,
        series_note.caveat_zh,
        series_note.caveat_en,
        coalesce($area_code, series_note.area_code) as area_code
    from series_note
    where series_note.chain_id = $chain_id
        and series_note.is_card
        and series_note.is_shown
),
reached as (
    select
        current_figure.*,
        row_number() over (
            partition by current_figure.metric_id, current_figure.area_code
            order by current_figure.period_end desc, current_figure.figure_id
        ) as recency
    from current_figure
    where current_figure.chain_id = $chain_id
        and current_figure.park_id is null
        and ($period_end::date is null or last_day(current_figure.period_end) = $period_end::date)
)
select
    carded.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    metric.direction,
    metric.owner_zh,
    metric.owner_en,
    carded.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    reached.figure_id,
    reached.value::double as value,
    reached.value_text,
    reached.unit_text,
    reached.growth::double as published_growth,
    reached.growth_text,
    reached.absence,
    reached.hedge,
    reached.hedge_text,
    reached.status,
    reached.period_start,
    reached.period_end,
    reached.basis,
    reached.period_note,
    reached.note_zh,
    reached.note_en,
    reached.source_id,
    reached.source_title,
    reached.grade,
    reached.alternatives,
    target.value::double as target,
    target.kind as target_kind,
    target.version as target_version,
    target.reason_zh,
    target.reason_en,
    target.decided_on,
    carded.caveat_zh,
    carded.caveat_en
from carded
join metric on metric.metric_id = carded.metric_id
join area on area.area_code = carded.area_code
left join reached
    on reached.metric_id = carded.metric_id
    and reached.area_code = carded.area_code
    and reached.recency = 1
left join current_target as target
    on target.metric_id = carded.metric_id
    and target.area_code = carded.area_code
    and target.chain_id = $chain_id
    and target.year = year(reached.period_end)
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
order by carded.sort, carded.metric_id, carded.area_code;

-- name: card_history
-- How did each card's figure move over its last twelve points?
-- Grain: one row a metric, area and month; month_value is year to date less the month before,
-- for January and February together; growth_only metrics give their growth, stocks their value.
with placed as (
    select
        current_figure.metric_id,
        current_figure.area_code,
        current_figure.period_end,
        current_figure.figure_id,
        metric.kind,
        current_figure.value::double as value,
        current_figure.growth::double as published_growth,
        lag(current_figure.value::double) over (
            partition by
                current_figure.metric_id,
                current_figure.area_code,
                year(current_figure.period_end)
            order by current_figure.period_end
        ) as value_before,
        row_number() over (
            partition by current_figure.metric_id, current_figure.area_code
            order by current_figure.period_end desc
        ) as recency
    from current_figure
    join metric on metric.metric_id = current_figure.metric_id
    join series_note
        on series_note.chain_id = current_figure.chain_id
        and series_note.metric_id = current_figure.metric_id
    where current_figure.chain_id = $chain_id
        and current_figure.area_code = coalesce($area_code, series_note.area_code)
        and series_note.is_card
        and current_figure.absence is null
        and ($period_end::date is null or current_figure.period_end <= $period_end::date)
)
select
    placed.metric_id,
    placed.area_code,
    placed.period_end,
    placed.figure_id,
    case
        when placed.kind = 'growth_only' then placed.published_growth
        when placed.kind = 'flow' then placed.value - coalesce(placed.value_before, 0)
        else placed.value
    end as month_value
from placed
where placed.recency <= 12
order by placed.metric_id, placed.area_code, placed.period_end;

-- name: by_month
-- How did this chain's output grow month by month, beside last year and the target?
-- Grain: one row a month of the shown year from 1-2 on; 亿元. month_value is derived: year to
-- date less the month before; the January-February pair is one row.
with shown_year as (
    select max(year(chain_output.period_end)) as year
    from chain_output
    where chain_output.metric_id = 'output_value'
        and chain_output.chain_id = $chain_id
        and chain_output.area_code = coalesce($area_code, (select city.area_code from city))
        and chain_output.basis = 'ytd'
        and ($period_end::date is null or year(chain_output.period_end) = year($period_end::date))
),
reported as (
    select
        chain_output.figure_id,
        chain_output.metric_id,
        chain_output.source_id,
        chain_output.source_title,
        chain_output.grade,
        chain_output.period_start,
        chain_output.period_end,
        chain_output.basis,
        chain_output.absence,
        chain_output.status,
        year(chain_output.period_end) as year,
        month(chain_output.period_end) as months,
        chain_output.value::double as year_to_date,
        chain_output.growth::double as published_growth,
        chain_output.growth_text,
        chain_output.value::double - coalesce(
            lag(chain_output.value::double) over (
                partition by year(chain_output.period_end)
                order by chain_output.period_end
            ),
            0
        ) as month_value
    from chain_output
    where chain_output.metric_id = 'output_value'
        and chain_output.chain_id = $chain_id
        and chain_output.area_code = coalesce($area_code, (select city.area_code from city))
        and chain_output.basis = 'ytd'
)
select
    reported.figure_id,
    reported.metric_id,
    reported.source_id,
    reported.source_title,
    reported.grade,
    reported.period_start,
    reported.period_end,
    reported.basis,
    reported.months,
    reported.absence,
    reported.status,
    reported.year_to_date,
    reported.month_value,
    reported.published_growth,
    reported.growth_text,
    before.year_to_date as prior_year_to_date,
    before.month_value as prior_month_value,
    current_target.value::double as target
from reported
join shown_year on shown_year.year = reported.year
left join reported as before
    on before.year = reported.year - 1
    and before.months = reported.months
left join current_target
    on current_target.metric_id = 'output_value'
    and current_target.chain_id = $chain_id
    and current_target.area_code = coalesce($area_code, (select city.area_code from city))
    and current_target.year = reported.year
    and current_target.kind = 'level'
where $period_end::date is null or reported.period_end <= $period_end::date
order by reported.period_end, reported.figure_id;

-- name: year_to_date_by_county
-- Which counties make up this chain's output so far this year?
-- Grain: one row a county, all present; no figure: year_to_date is null, absence says why. 亿元;
-- share of the counties that reported, 0 to 1.
with shown_period as (
    select coalesce($period_end::date, max(chain_output.period_end)) as period_end
    from chain_output
    where chain_output.metric_id = 'output_value'
        and chain_output.chain_id = $chain_id
        and chain_output.basis = 'ytd'
)
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    chain_output.figure_id,
    'output_value' as metric_id,
    chain_output.source_id,
    chain_output.source_title,
    chain_output.grade,
    make_date(year(shown_period.period_end), 1, 1) as period_start,
    shown_period.period_end,
    'ytd' as basis,
    chain_output.value::double as year_to_date,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    chain_output.value::double / nullif(sum(chain_output.value::double) over (), 0) as share,
    coalesce(
        chain_output.absence,
        case when chain_output.figure_id is null then 'not_published' end
    ) as absence,
    count(chain_output.figure_id) over () as reports
from area
cross join shown_period
left join chain_output
    on chain_output.area_code = area.area_code
    and chain_output.chain_id = $chain_id
    and chain_output.metric_id = 'output_value'
    and chain_output.basis = 'ytd'
    and chain_output.period_end = shown_period.period_end
where area.level = 'county'
order by year_to_date desc nulls last, area.area_code;

-- name: growth_by_county_and_month
-- How fast did each county's output of this chain grow, month by month this year?
-- Grain: one row a county and month of the shown year, all counties present; growth of the
-- year to date in percent as published, nominal; base is the value it grew from, 亿元.
with shown_months as (
    select distinct chain_output.period_end
    from chain_output
    where chain_output.metric_id = 'output_value'
        and chain_output.chain_id = $chain_id
        and chain_output.basis = 'ytd'
        and year(chain_output.period_end) = (
            select max(year(reported.period_end))
            from chain_output as reported
            where reported.metric_id = 'output_value'
                and reported.chain_id = $chain_id
                and ($period_end::date is null or reported.period_end <= $period_end::date)
        )
        and ($period_end::date is null or chain_output.period_end <= $period_end::date)
)
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    shown_months.period_end,
    make_date(year(shown_months.period_end), 1, 1) as period_start,
    'ytd' as basis,
    month(shown_months.period_end) as months,
    'output_value' as metric_id,
    chain_output.figure_id,
    chain_output.source_id,
    chain_output.source_title,
    chain_output.grade,
    chain_output.value::double as year_to_date,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    coalesce(
        chain_output.same_scope_prior,
        chain_output.value / nullif(1 + chain_output.growth / 100, 0)
    )::double as base,
    coalesce(
        chain_output.absence,
        case when chain_output.figure_id is null then 'not_published' end
    ) as absence
from area
cross join shown_months
left join chain_output
    on chain_output.area_code = area.area_code
    and chain_output.chain_id = $chain_id
    and chain_output.metric_id = 'output_value'
    and chain_output.basis = 'ytd'
    and chain_output.period_end = shown_months.period_end
where area.level = 'county'
order by area.sort, area.area_code, shown_months.period_end;
