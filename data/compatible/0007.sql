-- What an edition of schema 7 lacks of schema 8.

-- name: metric
-- Which metrics are there? 饲养量, stock plus sold, was typed as a flow.
select
    before.* replace (
        case when before.name_zh like '%饲养量%' then 'raised' else before.kind end as kind
    )
from before;

-- name: scope_break
-- What must be said beside figures? Schema 7 did not say from which day on two years compare.
select
    before.* replace (
        case
            when before.kind <> 'same_scope' then before.period_end
            when before.metric_id = 'industry_firms' then date '2020-12-31'
            when before.metric_id = 'resident_population' then date '2010-11-01'
        end as period_end
    )
from before;

-- name: rule
-- Which rules are there? The months after which a figure is old stood in the program.
select * from before
union all by name
select
    'old_figure' as rule_id,
    1 as version,
    'age' as kind,
    18::double as threshold,
    '距今超过18个月：期末距版次所据之日超过18个月的公开数，标明已久' as words_zh,
    'Old: a published figure whose period ended more than 18 months before the day the edition speaks from is marked so' as words_en,
    date '2021-01-01' as valid_from,
    '本项目默认阈值，未见公开标准' as source_zh,
    'Default of this project; no public standard was found' as source_en;
