-- The city at a glance. Reads current_figure, in which the newest load and the preferred source
-- have already won, metric, area, chain, chain_role, current_target, overview_card,
-- attention_note. Values in the unit of the metric, growth in percent as published.

-- name: figures
-- Which figures stand as the six cards of the city, at the period asked for or the latest one?
-- Grain: one row a card; no figure: figure_id is null. The newest figure that is not a reprint
-- (grade C) stands; a newer reprint is named beside it (reprint_…).
with reached as (
    select
        current_figure.*,
        overview_card.sort,
        row_number() over (
            same_card order by (current_figure.grade = 'C'), current_figure.period_end desc
        ) as firmness,
        row_number() over (same_card order by current_figure.period_end desc) as recency
    from current_figure
    join overview_card
        on overview_card.metric_id = current_figure.metric_id
        and overview_card.chain_id is not distinct from current_figure.chain_id
    where current_figure.area_code = $scope
        and current_figure.park_id is null
        and ($period_end::date is null or last_day(current_figure.period_end) = $period_end::date)
    window same_card as (partition by overview_card.sort)
)
select
    overview_card.metric_id,
    metric.name_zh,
    metric.name_en,
    metric.unit,
    metric.kind,
    metric.growth_basis,
    metric.decimals,
    metric.direction,
    metric.owner_zh,
    metric.owner_en,
    here.area_code,
    here.short_zh as area_zh,
    here.short_en as area_en,
    here.level as area_level,
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
    reached.load_id,
    reached.sheet,
    reached.cell,
    reached.source_title,
    reached.grade,
    reached.alternatives,
    reprint.value_text as reprint_text,
    reprint.unit_text as reprint_unit,
    reprint.hedge as reprint_hedge,
    reprint.hedge_text as reprint_hedge_text,
    reprint.period_start as reprint_start,
    reprint.period_end as reprint_end,
    reprint.basis as reprint_basis,
    target.value::double as target,
    target.value_text as target_text,
    target.hedge as target_hedge,
    target.hedge_text as target_hedge_text,
    target.kind as target_kind,
    target.version as target_version,
    target.reason_zh,
    target.reason_en,
    target.decided_on,
    here.area_code as caveat_area,
    overview_card.caveat_zh,
    overview_card.caveat_en,
    target.metric_id is not null or overview_card.has_later_target as has_target,
    overview_card.go
from overview_card
join area as here on here.area_code = $scope
join metric on metric.metric_id = overview_card.metric_id
left join reached on reached.sort = overview_card.sort and reached.firmness = 1
left join reached as reprint
    on reprint.sort = overview_card.sort and reprint.recency = 1 and reprint.grade = 'C'
    and reprint.period_end > reached.period_end
left join current_target as target
    on target.metric_id = overview_card.metric_id and target.area_code = here.area_code
    and target.chain_id is not distinct from overview_card.chain_id
    and target.year = year(reached.period_end)
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
order by overview_card.sort;

-- name: history
-- How did each card's figure move over its last twelve points?
-- Grain: one row a card and month, year to date less the month before as in chain_cards.history.
with placed as (
    select
        current_figure.metric_id,
        current_figure.area_code,
        current_figure.period_end,
        current_figure.figure_id,
        metric.kind,
        current_figure.value::double as value,
        current_figure.growth::double as published_growth,
        lag(current_figure.value::double) over same_year as value_before,
        lag(month(current_figure.period_end)) over same_year as month_before,
        row_number() over (
            partition by current_figure.metric_id
            order by current_figure.period_end desc
        ) as recency
    from current_figure
    join metric on metric.metric_id = current_figure.metric_id
    join overview_card
        on overview_card.metric_id = current_figure.metric_id
        and overview_card.chain_id is not distinct from current_figure.chain_id
    where current_figure.area_code = $scope
        and current_figure.park_id is null
        and ($period_end::date is null or current_figure.period_end <= $period_end::date)
    window same_year as (
        partition by current_figure.metric_id, year(current_figure.period_end)
        order by current_figure.period_end
    )
)
select
    placed.metric_id,
    placed.area_code,
    placed.period_end,
    placed.figure_id,
    case
        when placed.kind = 'growth_only' then placed.published_growth
        when placed.kind = 'flow' and placed.month_before = month(placed.period_end) - 1
            then placed.value - placed.value_before
        when placed.kind = 'flow' then null
        else placed.value
    end as month_value
from placed
where placed.recency <= 12
order by placed.metric_id, placed.area_code, placed.period_end;

-- name: attention_notes
-- What do published targets and outcomes call attention to?
-- Grain: one row a note, reviewed words from published parts.
select
    attention_note.sort,
    attention_note.words_zh,
    attention_note.words_en,
    attention_note.go,
    attention_note.source_id,
    source.title as source_title,
    source.grade
from attention_note
join source on source.source_id = attention_note.source_id
order by attention_note.sort;
