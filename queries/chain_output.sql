-- Output of one chain as reported. Reads chain_output, metric, area, concentration and
-- current_target, in which the newest load has already won. Amounts at current prices, growth in
-- percent as published.

-- name: by_month
-- How did one metric of this chain grow month by month, beside last year and the target?
-- Grain: one row a month of the shown year, January-February in one; unit of the metric. The
-- derived month_value is year to date less the month before, null after a missing month.
with shown_year as (
    select max(year(chain_output.period_end)) as year
    from chain_output
    where chain_output.metric_id = $metric_id
        and chain_output.chain_id = $chain_id
        and chain_output.area_code = coalesce($area_code, $scope)
        and chain_output.basis = 'ytd'
        and ($period_end::date is null or year(chain_output.period_end) = year($period_end::date))
),
reported as (
    select
        chain_output.figure_id,
        chain_output.metric_id,
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
        chain_output.same_scope_prior::double as same_scope_prior,
        case
            when month(chain_output.period_end) = 2 then chain_output.value::double
            when lag(month(chain_output.period_end)) over same_year = month(chain_output.period_end) - 1
                then chain_output.value::double - lag(chain_output.value::double) over same_year
        end as month_value
    from chain_output
    where chain_output.metric_id = $metric_id
        and chain_output.chain_id = $chain_id
        and chain_output.area_code = coalesce($area_code, $scope)
        and chain_output.basis = 'ytd'
    window same_year as (partition by year(chain_output.period_end) order by period_end)
)
select
    reported.figure_id,
    reported.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.growth_basis,
    metric.decimals,
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
    reported.same_scope_prior,
    before.year_to_date as prior_year_to_date,
    before.month_value as prior_month_value,
    before.figure_id as prior_figure_id,
    current_target.value::double as target
from reported
join metric on metric.metric_id = reported.metric_id
join shown_year on shown_year.year = reported.year
left join reported as before
    on before.year = reported.year - 1 and before.months = reported.months
left join current_target
    on current_target.metric_id = $metric_id
    and current_target.chain_id = $chain_id
    and current_target.area_code = coalesce($area_code, $scope)
    and current_target.year = reported.year
    and current_target.kind = 'level'
where $period_end::date is null or reported.period_end <= $period_end::date
order by reported.period_end, reported.figure_id;

-- name: year_to_date_by_county
-- Which counties make up this chain's output so far this year?
-- Grain: one row a county, all present; no figure: year_to_date is null, absence says why. Unit
-- of the metric; share of the counties that reported, 0 to 1; whole is the figure of the city.
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
    metric.unit,
    metric.growth_basis,
    metric.decimals,
    chain_output.figure_id,
    metric.metric_id,
    chain_output.source_title,
    chain_output.grade,
    make_date(year(shown_period.period_end), 1, 1) as period_start,
    shown_period.period_end,
    'ytd' as basis,
    chain_output.value::double as year_to_date,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    chain_output.same_scope_prior::double as same_scope_prior,
    chain_output.value::double / nullif(sum(chain_output.value::double) over (), 0) as share,
    coalesce(
        chain_output.absence,
        case when chain_output.figure_id is null then 'not_published' end
    ) as absence,
    count(chain_output.figure_id) over () as reports,
    whole.figure_id as whole_figure_id,
    whole.value::double as whole
from area
cross join shown_period
left join metric on metric.metric_id = 'output_value'
left join chain_output
    on chain_output.area_code = area.area_code
    and chain_output.chain_id = $chain_id
    and chain_output.metric_id = metric.metric_id
    and chain_output.basis = 'ytd'
    and chain_output.period_end = shown_period.period_end
left join chain_output as whole
    on whole.area_code = $scope
    and whole.chain_id = $chain_id
    and whole.metric_id = metric.metric_id
    and whole.basis = 'ytd'
    and whole.period_end = shown_period.period_end
where area.parent_code = $scope
order by year_to_date desc nulls last, area.area_code;

-- name: growth_by_county_and_month
-- How fast did each county's output of this chain grow, month by month this year?
-- Grain: one row a county and month of the shown year, all counties present; growth of the
-- year to date in percent as published, nominal; base is the value it grew from.
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
    metric.metric_id,
    metric.unit,
    metric.growth_basis,
    metric.decimals,
    chain_output.figure_id,
    chain_output.source_title,
    chain_output.grade,
    chain_output.value::double as year_to_date,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    chain_output.same_scope_prior::double as same_scope_prior,
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
left join metric on metric.metric_id = 'output_value'
left join chain_output
    on chain_output.area_code = area.area_code
    and chain_output.chain_id = $chain_id
    and chain_output.metric_id = metric.metric_id
    and chain_output.basis = 'ytd'
    and chain_output.period_end = shown_months.period_end
where area.parent_code = $scope
order by area.sort, area.area_code, shown_months.period_end;

-- name: concentration
-- How much of the chain's output do its largest firms have, from January to the newest month?
-- Grain: one row for the area asked for, none where it is not told. Percent; hhi 0 to 10000.
select
    concentration.area_code,
    concentration.period_end,
    concentration.firms,
    concentration.largest_share,
    concentration.hhi
from concentration
where concentration.chain_id = $chain_id
    and concentration.area_code = coalesce($area_code, $scope)
order by concentration.period_end desc, concentration.area_code
limit 1;
