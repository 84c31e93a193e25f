-- What an edition of schema 8 lacks of schema 9.

-- name: rule
-- Which rules are there? Schema 8 judged no project, and had no sets of what lags.
select
    columns(lambda name: name not in ('after_stage', 'lacks')),
    null::varchar as after_stage,
    null::varchar as lacks
from before
union all by name
select
    told.rule_id,
    1 as version,
    told.kind,
    told.light::varchar as light,
    told.gap_at_most::double as gap_at_most,
    told.gap_below::double as gap_below,
    told.threshold::double as threshold,
    told.after_stage::varchar as after_stage,
    told.lacks::varchar as lacks,
    told.words_zh,
    told.words_en,
    date '2025-01-01' as valid_from,
    told.source_zh,
    told.source_en
from (
    values
        (
            'start_on_plan', 'project_start', 'on_track', null, null, null, null, null,
            '正常：已经开工，或计划开工的月份还没有结束',
            'On track: started, or the month of the planned start has not ended',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'start_watch', 'project_start', 'watch', null, null, 1, null, null,
            '关注：计划开工的月份结束时没有开工',
            'On watch: not started when the month of the planned start ended',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'start_behind', 'project_start', 'behind', null, null, 3, null, null,
            '滞后：从计划开工的月份起连续3个月没有开工',
            'Behind: not started for 3 months in a row from the month of the planned start',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'progress_on_plan', 'project_progress', 'on_track', null, null, null, null, null,
            '正常：年度计划投资完成率不低于序时进度，或落后不足10个百分点；序时进度按当年计划施工的月份折算',
            'On track: completion of the year''s planned investment is level with its schedule, or behind by less than 10 percentage points; the schedule spreads the plan evenly over the months in which building is planned this year',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'progress_watch', 'project_progress', 'watch', -10, null, null, null, null,
            '关注：年度计划投资完成率落后序时进度10至30个百分点',
            'On watch: completion of the year''s planned investment is 10 to 30 percentage points behind schedule',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'progress_behind', 'project_progress', 'behind', null, -30, null, null, null,
            '滞后：年度计划投资完成率落后序时进度超过30个百分点',
            'Behind: completion of the year''s planned investment is more than 30 percentage points behind schedule',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'entry_on_plan', 'project_entry', 'on_track', null, null, null, null, null,
            '正常：已经入库（纳统），或开工不满1个月',
            'On track: entered in the statistics, or started less than 1 month ago',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'entry_watch', 'project_entry', 'watch', null, null, 1, null, null,
            '关注：开工满1个月没有入库（纳统）',
            'On watch: 1 month after its start not entered in the statistics',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'entry_behind', 'project_entry', 'behind', null, null, 2, null, null,
            '滞后：开工满2个月没有入库（纳统）',
            'Behind: 2 months after its start not entered in the statistics',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'funds_on_plan', 'project_funds', 'on_track', null, null, null, null, null,
            '正常：到位资金不低于所需资金',
            'On track: funds in place are no less than required',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'funds_behind', 'project_funds', 'behind', null, 0, null, null, null,
            '滞后：到位资金低于所需资金',
            'Behind: funds in place are less than required',
            '银川市2025年重点项目红黄绿灯规则（据转载）；本项目默认，可由市级链长办公室另定',
            'Yinchuan''s red, yellow and green lights for key projects, 2025 (as reprinted); the default of this project: the city''s chain leader office may set its own'
        ),
        (
            'entry_size', 'project_size', null, null, null, 0.05, null, null,
            '总投资500万元及以上的项目才须入库（纳统）',
            'Only projects of RMB 5 million and more have to be entered in the statistics',
            '固定资产投资统计的范围：计划总投资500万元及以上的项目',
            'Scope of the statistics of fixed-asset investment: projects of RMB 5 million and more'
        ),
        (
            'lag_not_started', 'lagging', null, null, null, null, 'signed', 'started',
            '签约未开工：已经签约，过了计划开工日期没有开工',
            'Signed, not started: signed, and past the day of the planned start without one',
            '三未清单的通行做法（资阳市：批而未开、开而未建、建而未竣）；本项目按本系统所记阶段拟定',
            'The usual list of projects that stand still (Ziyang: approved not started, started not built, building not completed); drawn up here by the stages on record'
        ),
        (
            'lag_not_entered', 'lagging', null, null, null, 0.05, 'started', 'in_statistics',
            '开工未纳统：已经开工，没有入库（纳统），总投资500万元及以上',
            'Started, not in the statistics: started and not entered in the statistics, of RMB 5 million and more',
            '三未清单的通行做法（资阳市：批而未开、开而未建、建而未竣）；本项目按本系统所记阶段拟定',
            'The usual list of projects that stand still (Ziyang: approved not started, started not built, building not completed); drawn up here by the stages on record'
        ),
        (
            'lag_not_producing', 'lagging', null, null, null, null, 'completed', 'in_production',
            '竣工未投产：已经竣工，没有投产',
            'Completed, not producing: completed and not in production',
            '三未清单的通行做法（资阳市：批而未开、开而未建、建而未竣）；本项目按本系统所记阶段拟定',
            'The usual list of projects that stand still (Ziyang: approved not started, started not built, building not completed); drawn up here by the stages on record'
        ),
        (
            'lag_not_above_size', 'lagging', null, null, null, 0.2, null, 'above_size',
            '达规未入统（待核实）：上一年营业收入达到2,000万元，没有列为规上的企业；各行业标准不同，须由统计部门核实，不评灯',
            'Large enough, not above size (to verify): firms with revenue of RMB 20 million and more last year that are not above size; the standard differs by industry, so the statistics office has to verify it: never lit',
            '规模以上工业为年主营业务收入2,000万元及以上',
            'Industry above designated size: revenue of RMB 20 million and more a year'
        )
) as told (
    rule_id, kind, light, gap_at_most, gap_below, threshold, after_stage, lacks,
    words_zh, words_en, source_zh, source_en
);

-- name: project
-- Which projects are there? Schema 8 kept what was planned in the rows as they were sent only, and
-- these follow their project for who may see them: they cannot be asked here.
select
    before.*,
    null::date as start_planned,
    null::date as completion_planned,
    null::decimal(20, 6) as funds_required,
    null::decimal(20, 6) as funds_in_place,
    null::varchar as support_zh,
    null::varchar as support_en,
    null::varchar as reason_class,
    null::varchar as reason_zh,
    null::varchar as reason_en,
    null::date as reason_on
from before;

-- name: project_permit
-- What was permitted before the start of a project? Nobody was asked before schema 9.
select
    null::varchar as project_id,
    null::varchar as permit,
    null::date as permitted_on
where false;

-- name: policy
-- Which documents ask something of the chains? Schema 8 had their titles in English, no more.
select
    before.*,
    before.office_zh as office_en,
    before.asks_zh as asks_en,
    before.targets_zh as targets_en
from before;

-- name: meeting
-- Which meetings were reported? Schema 8 had their names in English, no more.
select
    before.*,
    before.chaired_by_zh as chaired_by_en,
    before.decisions_zh as decisions_en
from before;

-- name: practice_case
-- Which cases of practice are told? Schema 8 had their summaries in English only, and did not say
-- their steps, their figures and which come first.
select
    before.*,
    null::varchar as summary_zh,
    before.figures_zh as figures_en,
    null::integer as other_sources,
    null::varchar as place_zh,
    null::varchar as place_en,
    null::integer as sort,
    false as is_of_parks,
    null::varchar as node_ids,
    null::varchar as metric_ids
from before;
