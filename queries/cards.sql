-- The figures that stand as cards, of the city on the overview ($page is overview) or of one chain
-- ($page is chain). Reads current_figure, in which the newest load and the preferred source have
-- already won, and card, metric, area, current_target. Values in the unit of the metric, growth
-- in percent as published.

-- name: figures
-- Which figures stand as the cards of this page, at the period asked for or the latest one?
-- Grain: one row a card; no figure: figure_id is null. The newest figure that is not a reprint
-- (grade C) stands; a newer reprint is named beside it (reprint_…). A county that is asked for
-- takes the place of the city on the page of a chain only.
with carded as (
    select
        card.chain_id,
        card.metric_id,
        coalesce(card.only_area_code, $area_code, card.area_code) as area_code,
        card.area_code as caveat_area,
        card.caveat_zh,
        card.caveat_en,
        card.has_later_target,
        card.go,
        row_number() over (order by card.sort, card.metric_id, card.area_code) as card_number
    from card
    where card.page = $page and ($page = 'overview' or card.chain_id = $chain_id)
),
reached as (
    select
        current_figure.*,
        carded.card_number,
        row_number() over (
            same_card order by (current_figure.grade = 'C'), current_figure.period_end desc
        ) as firmness,
        row_number() over (same_card order by current_figure.period_end desc) as recency
    from current_figure
    join carded using (metric_id, area_code)
    where carded.chain_id is not distinct from current_figure.chain_id
        and current_figure.park_id is null
        and ($period_end::date is null or last_day(current_figure.period_end) = $period_end::date)
    window same_card as (partition by carded.card_number)
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
    reached.same_scope_prior::double as same_scope_prior,
    reached.replaced_value::double as replaced_value,
    reached.replaced_growth::double as replaced_growth,
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
    reprint.source_id as reprint_source_id,
    target.value::double as target,
    target.value_text as target_text,
    target.hedge as target_hedge,
    target.hedge_text as target_hedge_text,
    target.kind as target_kind,
    target.source_id as target_source_id,
    target.version as target_version,
    target.reason_zh,
    target.reason_en,
    target.decided_on,
    carded.caveat_area,
    carded.caveat_zh,
    carded.caveat_en,
    carded.go,
    coalesce(carded.has_later_target, aimed.metric_id is not null)
        or target.metric_id is not null as has_target
from carded
join metric on metric.metric_id = carded.metric_id
join area on area.area_code = carded.area_code
left join reached on reached.card_number = carded.card_number and reached.firmness = 1
left join reached as reprint
    on reprint.card_number = carded.card_number and reprint.recency = 1 and reprint.grade = 'C'
    and reprint.period_end > reached.period_end
left join (select distinct target.metric_id, target.area_code from target) as aimed
    on aimed.metric_id = carded.metric_id and aimed.area_code = carded.area_code
left join current_target as target
    on target.metric_id = carded.metric_id and target.area_code = carded.area_code
    and target.chain_id is not distinct from carded.chain_id
    and target.year = year(reached.period_end)
    and target.kind = case when metric.kind = 'growth_only' then 'growth' else 'level' end
order by carded.card_number;

-- name: history
-- How did each card's figure move over its last twelve points?
-- Grain: one row a metric, area and month; month_value is year to date less the month before,
-- null for the January-February pair, which is no month, and after a month that is missing;
-- growth_only metrics give their growth, stocks their value.
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
            partition by current_figure.metric_id, current_figure.area_code
            order by current_figure.period_end desc
        ) as recency
    from current_figure
    join metric on metric.metric_id = current_figure.metric_id
    join card
        on card.metric_id = current_figure.metric_id
        and card.chain_id is not distinct from current_figure.chain_id
    where card.page = $page and ($page = 'overview' or card.chain_id = $chain_id)
        and current_figure.area_code
            = coalesce(card.only_area_code, $area_code, card.area_code)
        and current_figure.park_id is null
        and ($period_end::date is null or current_figure.period_end <= $period_end::date)
    window same_year as (
        partition by
            current_figure.metric_id,
            current_figure.area_code,
            year(current_figure.period_end)
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
