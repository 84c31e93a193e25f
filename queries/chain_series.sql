-- Every series of one chain over time. Reads chain_output, metric, area and series_note.
-- Values in the unit of the metric, growth in percent as published.

-- name: points
-- What has been reported of each physical series and indicator of this chain?
-- Grain: one row a figure of the city, of a county that series_note names, or of the county
-- asked for; series in the order of series_note, then of the dictionary. A row
-- whose beside_of is set stands hollow beside that metric's series.
select
    chain_output.figure_id,
    chain_output.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    chain_output.area_code,
    area.short_zh as area_zh,
    area.short_en as area_en,
    area.level as area_level,
    chain_output.period_start,
    chain_output.period_end,
    chain_output.basis,
    chain_output.period_note,
    chain_output.value::double as value,
    chain_output.value_text,
    chain_output.unit_text,
    chain_output.growth::double as published_growth,
    chain_output.growth_text,
    chain_output.absence,
    chain_output.hedge,
    chain_output.hedge_text,
    chain_output.status,
    chain_output.note_zh,
    chain_output.note_en,
    chain_output.source_id,
    chain_output.source_title,
    chain_output.grade,
    chain_output.alternatives,
    own_note.beside_metric_id as beside_of,
    coalesce(own_note.is_drawn, true) as is_drawn,
    own_note.caveat_zh,
    own_note.caveat_en
from chain_output
join metric on metric.metric_id = chain_output.metric_id
join area on area.area_code = chain_output.area_code
left join series_note as own_note
    on own_note.chain_id = chain_output.chain_id
    and own_note.metric_id = chain_output.metric_id
    and own_note.area_code = chain_output.area_code
where chain_output.chain_id = $chain_id
    and chain_output.park_id is null
    and metric.chain_id is not null
    and coalesce(own_note.is_shown, true)
    and case
        when $area_code is null then area.area_code = $scope or own_note.metric_id is not null
        else chain_output.area_code = $area_code
    end
    and ($period_end::date is null or chain_output.period_end <= $period_end::date)
order by
    coalesce(own_note.sort, 1000 + metric.sort),
    chain_output.metric_id,
    (area.area_code = $scope) desc,
    chain_output.area_code,
    chain_output.period_end,
    chain_output.figure_id;
