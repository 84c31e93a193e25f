-- The prefectures beside the city on published figures: what they are compared by, and what each
-- has of it. Reads peer_indicator, metric, area, current_figure. Values in the unit of the metric,
-- growth in percent as published. What is expected or claimed is no figure here.

-- name: indicators
-- By which indicators are places like the city, and by which are they set beside it?
-- Grain: one row an indicator and use; is_log: distances are of its logarithm.
select
    peer_indicator.metric_id,
    peer_indicator.used_for,
    peer_indicator.is_log,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    peer_indicator.reason_zh,
    peer_indicator.reason_en
from peer_indicator
join metric on metric.metric_id = peer_indicator.metric_id
order by peer_indicator.used_for desc, peer_indicator.sort, peer_indicator.metric_id;

-- name: places
-- Which prefectures are there, the city among them?
-- Grain: one row a prefecture; is_of_province: of the province that the city is of.
select
    area.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.area_code = own.area_code as is_own,
    coalesce(area.parent_code = own.parent_code, false) as is_of_province
from area
join area as own on own.area_code = $scope
where area.level = 'prefecture'
order by area.sort, area.area_code;

-- name: figures
-- What has been published of each prefecture for these indicators?
-- Grain: one row a figure, the newest first within an indicator and place.
select
    current_figure.figure_id,
    current_figure.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.decimals,
    metric.direction,
    metric.growth_basis,
    current_figure.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.value::double as value,
    current_figure.value_text,
    current_figure.unit_text,
    current_figure.growth::double as published_growth,
    current_figure.growth_text,
    current_figure.same_scope_prior::double as same_scope_prior,
    current_figure.absence,
    current_figure.status,
    current_figure.hedge,
    current_figure.hedge_text,
    current_figure.source_id,
    current_figure.source_title,
    current_figure.grade
from current_figure
join metric on metric.metric_id = current_figure.metric_id
join area on area.area_code = current_figure.area_code and area.level = 'prefecture'
where current_figure.metric_id in (select peer_indicator.metric_id from peer_indicator)
    and current_figure.chain_id is null
    and current_figure.park_id is null
    and current_figure.status not in ('expected', 'claim')
    and current_figure.basis in ('ytd', 'year', 'point')
    and (current_figure.value is not null or current_figure.growth is not null)
order by
    current_figure.metric_id, area.sort, current_figure.area_code,
    current_figure.period_end desc, current_figure.figure_id;

-- name: province_growth
-- How fast did a metric ($metric_id) grow in the whole province?
-- Grain: one row a period, the newest first; percent as published.
select
    current_figure.figure_id,
    current_figure.metric_id,
    current_figure.period_start,
    current_figure.period_end,
    current_figure.basis,
    current_figure.growth::double as published_growth,
    current_figure.growth_text,
    current_figure.source_id,
    current_figure.source_title,
    current_figure.grade
from current_figure
join area as own on own.area_code = $scope and own.parent_code = current_figure.area_code
where current_figure.metric_id = $metric_id
    and current_figure.chain_id is null
    and current_figure.park_id is null
    and current_figure.growth is not null
    and current_figure.status not in ('expected', 'claim')
order by current_figure.period_end desc, current_figure.period_start, current_figure.figure_id;

-- name: county_types
-- Which type is each county said to be of?
-- Grain: one row a county and type; none where nobody says so.
select
    area_type.area_code,
    area.short_zh,
    area.short_en,
    area_type.type_zh,
    area_type.type_en,
    area_type.source_id,
    source.title as source_title,
    source.grade
from area_type
join area on area.area_code = area_type.area_code and area.parent_code = $scope
join source on source.source_id = area_type.source_id
order by area_type.type_zh, area.sort, area_type.area_code;
