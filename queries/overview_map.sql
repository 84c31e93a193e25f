-- The counties on the map. Reads current_figure, current_target, area and chain. Shares 0 to 1.

-- name: funds
-- How much of its annual target of funds in place has each county reached?
-- Grain: one row a county; sums over chains that are no part of another one. A county that has
-- not reported every chain has no value, and says why; hidden counts the chains whose figures are
-- confidential, which stand in neither sum.
with latest as (
    select coalesce($period_end::date, max(current_figure.period_end)) as period_end
    from current_figure
    where current_figure.metric_id = 'investment_attracted'
        and current_figure.chain_id is not null
        and current_figure.basis = 'ytd'
),
whole as (
    select
        current_figure.area_code,
        min(current_figure.figure_id) as figure_id,
        sum(current_figure.value::double) filter (where target.value is not null) as value,
        min(current_figure.absence) filter (current_figure.absence not in ('not_applicable', 'suppressed')) as absence,
        count_if(current_figure.absence = 'suppressed') as hidden,
        sum(target.value::double) filter (current_figure.absence is distinct from 'suppressed') as target
    from current_figure
    join chain on chain.chain_id = current_figure.chain_id and chain.parent_id is null
    join latest on latest.period_end = current_figure.period_end
    left join current_target as target
        on target.metric_id = current_figure.metric_id and target.chain_id = current_figure.chain_id
        and target.area_code = current_figure.area_code
        and target.year = year(current_figure.period_end) and target.kind = 'level'
    where current_figure.metric_id = 'investment_attracted' and current_figure.basis = 'ytd'
    group by current_figure.area_code
)
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    area.tile_row,
    area.tile_col,
    'investment_attracted' as metric_id,
    latest.period_end,
    case when whole.absence is null then whole.value end as value,
    whole.target,
    case when whole.absence is null then whole.value / nullif(whole.target, 0) end as share,
    coalesce(whole.hidden, 0) as hidden,
    coalesce(
        whole.absence,
        case when whole.value is null then if(whole.hidden > 0, 'suppressed', 'not_published') end
    ) as absence
from area
cross join latest
left join whole on whole.area_code = area.area_code
where area.parent_code = $scope
order by area.sort, area.area_code;

-- name: secondary_industry
-- What part of its GDP did the secondary industry make in each county?
-- Grain: one row a county, of the newest year that has both figures for all.
with paired as (
    select
        gdp.area_code,
        gdp.period_end,
        secondary.figure_id,
        secondary.source_title,
        secondary.grade,
        secondary.value::double as value,
        gdp.value::double as whole_value,
        count(*) over (partition by gdp.period_end) as counties
    from current_figure as gdp
    join area on area.area_code = gdp.area_code and area.parent_code = $scope
    join current_figure as secondary
        on secondary.area_code = gdp.area_code
        and secondary.period_end = gdp.period_end
        and secondary.period_start = gdp.period_start
        and secondary.metric_id = 'gdp_secondary'
    where gdp.metric_id = 'gdp' and month(gdp.period_end) = 12
        and gdp.value is not null and secondary.value is not null
),
newest as (
    select max(paired.period_end) as period_end
    from paired
    where paired.counties = (select count(*) from area where area.parent_code = $scope)
)
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    area.tile_row,
    area.tile_col,
    'gdp_secondary' as metric_id,
    paired.figure_id,
    paired.source_title,
    paired.grade,
    make_date(year(newest.period_end), 1, 1) as period_start,
    newest.period_end,
    'ytd' as basis,
    paired.value,
    paired.whole_value,
    paired.value / nullif(paired.whole_value, 0) as share,
    null::varchar as absence
from area
join newest on true
join paired on paired.area_code = area.area_code and paired.period_end = newest.period_end
where area.parent_code = $scope
order by share desc, area.area_code;

-- name: growth
-- How has the tax paid in by each part of the area grown, at the period asked for or the newest?
-- Grain: one row a part. Tax adds over chains, output does not; share is the growth, 0.05 for 5 %.
with latest as (
    select coalesce($period_end::date, max(current_figure.period_end)) as period_end
    from current_figure
    where current_figure.metric_id = 'tax'
        and current_figure.chain_id is null
        and current_figure.basis = 'ytd'
)
select
    area.area_code,
    area.name_zh,
    area.name_en,
    area.short_zh,
    area.short_en,
    area.tile_row,
    area.tile_col,
    'tax' as metric_id,
    figure.figure_id,
    figure.source_title,
    figure.grade,
    figure.period_start,
    latest.period_end,
    'ytd' as basis,
    figure.value::double as value,
    figure.growth::double / 100 as share,
    coalesce(figure.absence, 'not_published') as absence
from area
cross join latest
left join current_figure as figure
    on figure.area_code = area.area_code
    and figure.period_end = latest.period_end
    and figure.metric_id = 'tax'
    and figure.chain_id is null
    and figure.park_id is null
    and figure.basis = 'ytd'
where area.parent_code = $scope
order by area.sort, area.area_code;
