-- The tables of one pack and the views that pages read. Amounts are in the unit of the
-- metric (metric.unit); growth is percent as printed; dates are ISO. One pack, one file:
-- real and demo figures never share a database.

create table edition (
    pack varchar not null check (regexp_matches(pack, '^(published|demo|city|(demo-)?[0-9]{6})$')),
    number integer not null check (number > 0),
    as_of date not null,
    built_at timestamp not null,
    schema_version integer not null,
    content varchar not null,
    primary key (pack, number)
);

-- first_edition is that of the city's edition that first held a load; null where this one does.
create table load (
    load_id integer primary key check (load_id > 0),
    file_name varchar not null,
    sha256 varchar not null,
    template varchar not null,
    sent_by varchar not null,
    sent_by_en varchar,
    sent_at timestamp not null,
    rows_in integer not null check (rows_in >= 0),
    rows_kept integer not null check (rows_kept between 0 and rows_in),
    status varchar not null check (status in ('accepted', 'withdrawn')),
    rows_sha256 varchar,
    first_edition integer
);

-- The periods that an accepted load speaks of, by the last day of their month.
create table load_period (
    load_id integer not null references load (load_id),
    template varchar not null,
    period_end date not null,
    primary key (load_id, template, period_end)
);

-- Which office owes which workbook for which period, and by when.
create table expected (
    office_zh varchar not null,
    office_en varchar not null,
    template varchar not null,
    period_end date not null,
    due_on date not null,
    primary key (office_zh, template, period_end),
    check (period_end < due_on)
);

-- What was remarked on the file of a load when it was checked.
create table load_issue (
    load_id integer not null references load (load_id),
    number integer not null,
    sheet varchar not null,
    cell varchar not null,
    column_name varchar not null,
    severity varchar not null check (severity in ('error', 'warning')),
    code varchar not null,
    value varchar not null,
    words_zh varchar not null,
    words_en varchar not null,
    primary key (load_id, number)
);

-- A load taken back: its rows stay in the ledger and are no longer shown.
create table withdrawal (
    load_id integer primary key references load (load_id),
    withdrawn_by varchar not null,
    reason varchar not null check (reason <> ''),
    withdrawn_at timestamp not null
);

-- A government site (A) and a publisher (B) are linked; a copy (C) only where the link is pinned
-- to a commit, so that it will show tomorrow what was read.
create table source (
    source_id varchar primary key,
    title varchar not null check (title <> ''),
    publisher varchar,
    published_on date,
    grade varchar not null check (grade in ('A', 'B', 'C', 'city', 'demo')),
    url varchar,
    note varchar,
    check (
        url is null
        or grade in ('A', 'B')
        or (
            grade = 'C'
            and regexp_matches(url, '^[^?#]+/([0-9a-f]{40}|(blob|tree|raw|commit)/[0-9a-f]{7,40})(/|$)')
        )
    )
);

-- level: what a place is to the board, whose words are a city's: the place it is about (prefecture),
-- its parts (county), what is above (province). A board about a province has its prefectures as
-- counties; country stands in the whole tree alone.
-- tile_row and tile_col: where the area's square stands on a map of squares, 1 from the top left.
create table area (
    area_code varchar primary key check (regexp_matches(area_code, '^[0-9]{6}$')),
    name_zh varchar not null,
    name_en varchar not null,
    short_zh varchar not null,
    short_en varchar not null,
    level varchar not null check (level in ('country', 'province', 'prefecture', 'county')),
    parent_code varchar,
    sort integer not null,
    tile_row integer check (tile_row > 0),
    tile_col integer check (tile_col > 0)
);

-- What a place is said to be, which places it is like by: its type in 强县域 and the like.
create table area_type (
    area_code varchar not null references area (area_code),
    type_zh varchar not null,
    type_en varchar not null,
    source_id varchar not null,
    primary key (area_code, type_zh)
);

-- The city of the board: the place whose parts are counties; of several the first county's.
create view city as
select area.parent_code as area_code
from area
where area.level = 'county'
order by area.sort, area.area_code
limit 1;

create table chain (
    chain_id varchar primary key check (regexp_matches(chain_id, '^[a-z_]+$')),
    parent_id varchar,
    name_zh varchar not null,
    name_en varchar not null,
    short_zh varchar not null,
    short_en varchar not null,
    size_class varchar check (size_class in ('100_billion', '10_billion')),
    sort integer not null,
    is_shown boolean not null,
    valid_from date,
    valid_to date,
    source_id varchar,
    check (parent_id is null or parent_id <> chain_id),
    check (valid_to is null or valid_from is null or valid_from <= valid_to)
);

-- The chain on whose page each chain stands: its own, or that of the chain it is part of.
create view chain_member as
select
    case when chain.is_shown then chain.chain_id else chain.parent_id end as chain_id,
    chain.chain_id as member_id
from chain;

create table alias (
    kind varchar not null check (kind in ('area', 'chain', 'metric', 'park', 'unit')),
    alias varchar not null,
    id varchar not null,
    valid_from date,
    valid_to date,
    source_id varchar,
    primary key (kind, alias)
);

-- chain_id null: the source speaks of all chains together. is_post = false: what it prints is no
-- post of this chain (未分链列名, a direction of recruitment): kept as printed, never shown as one.
create table chain_role (
    chain_id varchar references chain (chain_id),
    role varchar not null check (role in (
        'general_leader', 'leader', 'deputy', 'lead_bureau', 'member_bureau',
        'host_area', 'lead_enterprise'
    )),
    holder_zh varchar not null,
    holder_en varchar not null,
    area_code varchar,
    sort integer not null,
    valid_from date,
    valid_to date,
    source_id varchar not null references source (source_id),
    is_post boolean not null default true,
    unique (chain_id, role, holder_zh),
    check (chain_id is not null or not is_post)
);

create table node (
    node_id varchar primary key,
    chain_id varchar not null references chain (chain_id),
    position varchar not null check (position in ('upstream', 'midstream', 'downstream', 'support')),
    name_zh varchar not null,
    name_en varchar not null,
    weight double check (weight > 0),
    sort integer not null
);

create table node_edge (
    from_node varchar not null references node (node_id),
    to_node varchar not null references node (node_id),
    primary key (from_node, to_node),
    check (from_node <> to_node)
);

create table node_status (
    node_id varchar not null references node (node_id),
    area_code varchar not null references area (area_code),
    stated_on date,
    status varchar not null check (status in ('strong', 'present', 'weak', 'missing', 'under_construction', 'planned', 'unknown')),
    evidence_zh varchar not null,
    evidence_en varchar,
    source_id varchar not null references source (source_id),
    coverage double check (coverage between 0 and 1),  -- part of what the chain needs of the step
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar,
    primary key (node_id, area_code, status, source_id)
);

-- What offices judge of a step that is weak or missing, 0 (not at all) to 3 (wholly).
create table node_rating (
    node_id varchar not null references node (node_id),
    feasibility integer not null check (feasibility between 0 and 3),
    upstream_input integer not null check (upstream_input between 0 and 3),
    policy_fit integer not null check (policy_fit between 0 and 3),
    stated_on date,
    reason_zh varchar,
    reason_en varchar,
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar,
    primary key (node_id, source_id)
);

create table park (
    park_id varchar primary key,
    name_zh varchar not null,
    name_en varchar not null,
    area_code varchar references area (area_code),
    level_zh varchar,
    level_en varchar,
    sort integer not null,
    model_zh varchar,  -- how it is run: 管委会+公司 and the like
    model_en varchar
);

-- What was done in a park under one of the four headings 建设、管理、招商、运营.
create table park_step (
    park_id varchar not null references park (park_id),
    heading varchar not null check (heading in ('construction', 'management', 'recruitment', 'operation')),
    stated_on date,
    text_zh varchar not null,
    text_en varchar not null,
    source_id varchar not null references source (source_id),
    primary key (park_id, heading, text_zh)
);

create table enterprise (
    enterprise_id varchar primary key,
    name_zh varchar not null,
    name_en varchar not null,
    area_code varchar references area (area_code),
    park_id varchar references park (park_id),
    role varchar not null check (role in ('lead_enterprise', 'leading', 'backbone', 'target', 'other')),
    role_text varchar,
    product_zh varchar,
    product_en varchar,
    is_above_size boolean,
    above_size_since date,  -- null: before the first figures, or not known
    absence varchar check (absence = 'suppressed'),  -- of its size, where it may not be told
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar
);

create table enterprise_node (
    enterprise_id varchar not null references enterprise (enterprise_id),
    chain_id varchar not null references chain (chain_id),
    node_id varchar references node (node_id),
    share double check (share > 0 and share <= 1),  -- null: may not be told
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar,
    primary key (enterprise_id, chain_id)
);

create table metric (
    metric_id varchar primary key check (regexp_matches(metric_id, '^[a-z][a-z0-9_]*$')),
    name_zh varchar not null,
    name_en varchar not null,
    unit varchar not null,
    -- raised: 饲养量, stock plus sold, which is neither a stock nor a flow
    kind varchar not null check (kind in ('flow', 'stock', 'raised', 'rate', 'growth_only', 'share', 'index')),
    growth_basis varchar not null check (growth_basis in ('real', 'nominal', 'comparable_scope', 'physical', 'unknown')),
    decimals integer not null check (decimals between 0 and 4),
    direction varchar not null check (direction in ('higher_better', 'lower_better', 'neutral')),
    frequency varchar not null,
    owner_zh varchar not null,
    owner_en varchar not null,
    adds_over_chains boolean not null,
    face varchar not null check (face in ('chain_output', 'investment', 'park_metrics', 'economy')),
    chain_id varchar references chain (chain_id),
    sort integer not null,
    definition_zh varchar not null,
    definition_en varchar not null,
    is_our_definition boolean not null
);

create table observation (
    figure_id bigint primary key,
    metric_id varchar not null references metric (metric_id),
    area_code varchar not null references area (area_code),
    chain_id varchar references chain (chain_id),
    park_id varchar references park (park_id),
    period_start date,
    period_end date not null,
    period_note varchar,
    basis varchar not null check (basis in ('month', 'ytd', 'quarter', 'year', 'point')),
    value decimal(20, 6),
    growth decimal(12, 4),
    value_text varchar,
    growth_text varchar,
    unit_text varchar,
    same_scope_prior decimal(20, 6),
    absence varchar check (absence in ('not_due', 'late', 'not_applicable', 'suppressed', 'not_published')),
    status varchar not null check (status in ('published', 'flash', 'preliminary', 'verified', 'claim', 'expected')),
    hedge varchar not null check (hedge in ('about', 'over', 'at_least', 'none')),
    hedge_text varchar,
    note_zh varchar,
    note_en varchar,
    source_id varchar not null references source (source_id),
    load_id integer not null references load (load_id),
    sheet varchar not null,
    cell varchar not null,
    check (value is not null or growth is not null or absence is not null),
    check (value is null or absence is null),
    check (period_start is null or period_start <= period_end),
    check (period_end between date '1949-10-01' and date '2100-12-31'),
    check (basis = 'point' or period_start is not null),
    check (basis <> 'ytd' or (month(period_start) = 1 and day(period_start) = 1 and year(period_start) = year(period_end))),
    check (growth is null or growth between -100 and 100000)
);

-- What of a product is produced and what of it is processed here, in one unit (就地转化).
create table conversion (
    product_id varchar primary key,
    chain_id varchar not null references chain (chain_id),
    name_zh varchar not null,
    name_en varchar not null,
    produced_metric_id varchar not null references metric (metric_id),
    processed_metric_id varchar not null references metric (metric_id),
    caveat_zh varchar,
    caveat_en varchar,
    sort integer not null
);

-- The figures of which a stock is worked out: opening + added − taken = closing, processed beside.
create table balance_item (
    balance_id varchar not null,
    chain_id varchar not null references chain (chain_id),
    metric_id varchar not null references metric (metric_id),
    part varchar not null check (part in ('stock', 'added', 'taken', 'processed')),
    sort integer not null,
    primary key (balance_id, metric_id)
);

-- By which figures places are like the city (near), or are set beside it (compare).
create table peer_indicator (
    metric_id varchar not null references metric (metric_id),
    used_for varchar not null check (used_for in ('near', 'compare')),
    is_log boolean not null,  -- distances are of logarithms
    sort integer not null,
    reason_zh varchar,
    reason_en varchar,
    primary key (metric_id, used_for)
);

-- How parks are scored: benchmark (value ÷ benchmark × weight) or min_max with a floor.
create table park_score (
    score_id varchar not null,
    shape varchar not null check (shape in ('benchmark', 'min_max')),
    measure varchar not null,
    weight double not null check (weight > 0),
    benchmark double check (benchmark > 0),
    highest double,  -- times the weight that a measure can reach; null: as far as it goes
    floor double check (floor between 0 and 100),
    sort integer not null,
    source_zh varchar not null,
    source_en varchar not null,
    primary key (score_id, measure)
);

create table preferred_source (
    metric_id varchar not null references metric (metric_id),
    area_code varchar not null,
    period_end date not null,
    source_id varchar not null references source (source_id),
    reason varchar not null,
    primary key (metric_id, area_code, period_end)
);

create table target (
    target_id integer primary key,
    metric_id varchar not null references metric (metric_id),
    area_code varchar not null references area (area_code),
    chain_id varchar references chain (chain_id),
    year integer not null check (year between 1949 and 2100),
    version integer not null check (version > 0),
    kind varchar not null check (kind in ('level', 'growth', 'rank')),
    value decimal(20, 6) not null check (kind <> 'level' or value >= 0),
    value_text varchar,
    hedge varchar not null check (hedge in ('about', 'over', 'at_least', 'none')),
    hedge_text varchar,
    decided_on date,
    reason_zh varchar,
    reason_en varchar,
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar
);

-- The version of each target that holds: targets are raised, never overwritten.
create view current_target as
select target.*
from target
qualify row_number() over (
    partition by target.metric_id, target.area_code, target.chain_id, target.year, target.kind
    order by target.version desc, target.target_id desc
) = 1;

create table project (
    project_id varchar primary key,
    name_zh varchar not null,
    name_en varchar not null,
    chain_id varchar references chain (chain_id),
    node_id varchar references node (node_id),
    area_code varchar not null references area (area_code),
    park_id varchar references park (park_id),
    investor_zh varchar,
    investor_en varchar,
    owner_zh varchar,
    owner_en varchar,
    total_investment decimal(20, 6) check (total_investment >= 0),
    total_investment_text varchar,
    year_investment decimal(20, 6) check (year_investment >= 0),
    absence varchar check (absence = 'suppressed'),  -- of its amounts, where they may not be told
    is_in_statistics boolean,  -- entered in the statistics of projects (入库); null: not known
    start_planned date,
    completion_planned date,
    funds_required decimal(20, 6) check (funds_required >= 0),  -- by the day of the report
    funds_in_place decimal(20, 6) check (funds_in_place >= 0),
    support_zh varchar,  -- 要素保障: land, power, water, money as its office says it
    support_en varchar,
    reason_class varchar check (reason_class in (
        'approval', 'land', 'funds', 'utilities', 'market', 'investor', 'design', 'season', 'other'
    )),
    reason_zh varchar,
    reason_en varchar,
    reason_on date,  -- the day the reason is told of
    note_zh varchar,
    note_en varchar,
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar
);

-- What was permitted before the start of a project (前期手续), each with its day.
create table project_permit (
    project_id varchar not null references project (project_id),
    permit varchar not null check (permit in (
        'approval', 'land', 'planning', 'environment', 'energy', 'construction'
    )),
    permitted_on date not null,
    primary key (project_id, permit)
);

-- The stages that a project and that a deal can reach, in their order: rank counts from 1.
create table stage (
    kind varchar not null check (kind in ('project', 'deal')),
    stage_id varchar not null,
    rank integer not null check (rank > 0),
    primary key (kind, stage_id),
    unique (kind, rank)
);

-- kind is always that of the table: with it a stage is one of its own list.
create table project_stage (
    project_id varchar not null references project (project_id),
    kind varchar not null default 'project' check (kind = 'project'),
    stage varchar not null,
    stated_on date,
    happened_on date,
    stage_text varchar,
    date_text varchar,
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar,
    primary key (project_id, stage, source_id),
    foreign key (kind, stage) references stage (kind, stage_id)
);

create table deal (
    deal_id varchar primary key,
    name_zh varchar not null,
    name_en varchar not null,
    chain_id varchar references chain (chain_id),
    area_code varchar not null references area (area_code),
    park_id varchar references park (park_id),
    investor_zh varchar,
    investor_en varchar,
    origin varchar check (origin in ('out_of_province', 'in_province', 'overseas')),
    contract_value decimal(20, 6) check (contract_value >= 0),
    in_place_funds decimal(20, 6) check (in_place_funds >= 0),
    absence varchar check (absence = 'suppressed'),  -- of its amounts, where they may not be told
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar
);

create table deal_stage (
    deal_id varchar not null references deal (deal_id),
    kind varchar not null default 'deal' check (kind = 'deal'),
    stage varchar not null,
    happened_on date not null,
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar,
    primary key (deal_id, stage),
    foreign key (kind, stage) references stage (kind, stage_id)
);

-- What a holder of a resource promised for it (以资源换项目).
create table resource_commitment (
    commitment_id varchar primary key,
    resource varchar not null check (resource in ('coal', 'wind', 'solar', 'gas', 'oil', 'land', 'other')),
    resource_zh varchar not null,  -- the block, the quota and its size, as written
    resource_en varchar,
    holder_zh varchar not null,
    holder_en varchar,
    chain_id varchar references chain (chain_id),
    area_code varchar references area (area_code),
    promised_zh varchar not null,  -- the project that was promised
    promised_en varchar,
    project_id varchar,
    investment decimal(20, 6) check (investment >= 0),  -- promised, 亿元
    granted_on date,
    due_on date,
    state varchar not null check (state in ('promised', 'under_way', 'kept', 'withdrawn')),
    stated_on date,
    note_zh varchar,
    note_en varchar,
    source_id varchar not null references source (source_id),
    load_id integer references load (load_id),
    sheet varchar,
    cell varchar
);

-- What was done on a project by the end of a month, 亿元.
create table project_done (
    project_id varchar not null references project (project_id),
    period_end date not null,
    month_done decimal(20, 6) check (month_done >= 0),
    year_done decimal(20, 6) check (year_done >= 0),
    total_done decimal(20, 6) check (total_done >= 0),
    progress varchar,
    load_id integer not null references load (load_id),
    sheet varchar not null,
    cell varchar not null,
    primary key (project_id, period_end)
);

-- What came in on a deal by the end of a month, 亿元.
create table deal_funds (
    deal_id varchar not null references deal (deal_id),
    period_end date not null,
    month_in_place decimal(20, 6) check (month_in_place >= 0),
    year_in_place decimal(20, 6) check (year_in_place >= 0),
    total_in_place decimal(20, 6) check (total_in_place >= 0),
    load_id integer not null references load (load_id),
    sheet varchar not null,
    cell varchar not null,
    primary key (deal_id, period_end)
);

-- What one firm reported for a period: 亿元, power use 万千瓦时, staff in persons.
create table enterprise_figure (
    enterprise_id varchar not null references enterprise (enterprise_id),
    period_end date not null,
    basis varchar not null check (basis in ('month', 'ytd', 'quarter', 'year', 'point')),
    output decimal(20, 6),
    revenue decimal(20, 6),
    profit decimal(20, 6),
    tax decimal(20, 6),
    power_use decimal(20, 6),
    staff decimal(20, 6),
    load_id integer not null references load (load_id),
    sheet varchar not null,
    cell varchar not null,
    primary key (enterprise_id, period_end, basis)
);

-- How an edition was rolled up of firm rows: each month, and the version of them it was made from.
create table rolled_month (
    period_end date primary key,
    firm_version bigint not null check (firm_version >= 0)
);

-- How much of a chain's output its largest firms have, from January to the month. None where so few
-- firms reported that a share would tell one firm's output.
create table concentration (
    chain_id varchar not null references chain (chain_id),
    area_code varchar not null references area (area_code),
    period_end date not null,
    firms integer not null check (firms > 0),
    largest_share double check (largest_share between 0 and 100),  -- percent, of the five largest
    hhi double check (hhi between 0 and 10000),
    source_id varchar not null references source (source_id),
    primary key (chain_id, area_code, period_end)
);

-- A problem that was raised, who settles it and how far that is.
create table problem (
    problem_id varchar primary key,
    raised_by varchar,
    chain_id varchar references chain (chain_id),
    area_code varchar references area (area_code),
    project_id varchar,
    problem varchar not null,
    owner varchar,
    helper varchar,
    raised_on date,
    due_on date,
    state varchar not null,
    handling varchar,
    source_id varchar not null references source (source_id),
    load_id integer not null references load (load_id),
    sheet varchar not null,
    cell varchar not null
);

-- The rows of lists as they were sent (fields is JSON), the newest of each key: what a new
-- file is compared with.
create table loaded_row (
    template varchar not null,
    row_key varchar not null,
    fields varchar not null,
    load_id integer not null references load (load_id),
    sheet varchar not null,
    cell varchar not null,
    primary key (template, row_key)
);

-- Rules of pace and lights, of waiting, of age and of suppression. light: completion against the calendar,
-- growth: a rate against its target rate, both by a gap in percentage points; season: words that
-- stand with the lights of a metric in the months to to_month. Of projects: project_start by months
-- that ended without a start, project_progress by the gap to the year's plan in percentage points,
-- project_entry by months from the start without entry in the statistics, project_funds by the gap of
-- funds in place to those required in percent; lagging: a set of what has passed after_stage and lacks
-- what stands in lacks. threshold: days of a rule of waiting; months after which a figure is old, or
-- of a project; firms, or percent, of the rules of suppression; 亿元 of entry_size and of lagging;
-- percent of all movements below which the whole of them is too near zero for shares (contribution).
create table rule (
    rule_id varchar not null,
    version integer not null check (version > 0),
    kind varchar not null check (
        kind in (
            'pace', 'light', 'growth', 'season', 'wait', 'age', 'suppression', 'project_start',
            'project_progress', 'project_entry', 'project_funds', 'project_size', 'lagging', 'peers',
            'contribution'
        )
    ),
    light varchar check (light in ('on_track', 'watch', 'behind')),
    gap_at_most double,
    gap_below double,
    threshold double check (threshold > 0),
    metric_id varchar,
    to_month integer check (to_month between 1 and 12),
    after_stage varchar,
    lacks varchar check (lacks in ('started', 'in_statistics', 'in_production', 'above_size')),
    words_zh varchar not null,
    words_en varchar not null,
    valid_from date not null,
    valid_to date,
    source_zh varchar not null,
    source_en varchar not null,
    primary key (rule_id, version),
    check (
        kind not in (
            'light', 'growth', 'project_start', 'project_progress', 'project_entry', 'project_funds'
        )
        or light is not null
    ),
    check (kind <> 'season' or (metric_id is not null and to_month is not null)),
    check (
        kind not in ('wait', 'age', 'suppression', 'project_size', 'peers', 'contribution')
        or threshold is not null
    ),
    check ((kind = 'lagging') = (lacks is not null)),
    check (gap_at_most is null or gap_below is null)
);

-- What a source says that no metric of the dictionary can honestly carry: kept in its own
-- words, listed, never drawn, added or ranked. metric_id is what its amount would be of, were it
-- not of one fair or one period only; null where that is not known.
create table statement (
    statement_id integer primary key,
    face varchar not null check (face in ('chain_output', 'investment', 'park_metrics', 'economy')),
    area_code varchar references area (area_code),
    chain_id varchar references chain (chain_id),
    park_id varchar references park (park_id),
    metric_id varchar references metric (metric_id),
    stated_on date,
    period_text varchar,
    subject_zh varchar not null,
    subject_en varchar not null,
    value_text varchar not null,
    unit_text varchar,
    reason varchar not null check (reason in ('target', 'design', 'company', 'one_site', 'undated', 'dated_fact', 'definition_unknown', 'conflict', 'other')),
    source_id varchar not null references source (source_id),
    sheet varchar not null,
    cell varchar not null
);

-- How a series of a chain is shown: its order, whether it is a card, what stands hollow
-- beside it, and the caveat that must stand with it. is_shown = false keeps it off all pages.
create table series_note (
    chain_id varchar not null references chain (chain_id),
    metric_id varchar not null references metric (metric_id),
    area_code varchar not null references area (area_code),
    sort integer not null,
    is_card boolean not null,
    is_shown boolean not null,
    is_drawn boolean not null default true,
    beside_metric_id varchar,
    caveat_zh varchar,
    caveat_en varchar,
    primary key (chain_id, metric_id, area_code)
);

-- The cards of the overview in their order; chain_id is that of the figure, null for the city's.
-- go is the page behind the card; has_later_target says that a target without an outcome of
-- its year is on record.
create table overview_card (
    sort integer primary key,
    metric_id varchar not null references metric (metric_id),
    chain_id varchar references chain (chain_id),
    go varchar not null,
    has_later_target boolean not null default false,
    caveat_zh varchar,
    caveat_en varchar
);

-- The cards of all pages: a chain's first series, and the overview's. only_area_code is the area
-- that a card never leaves when another one is asked for: the overview is the city's.
create view card as
select
    'chain' as page,
    series_note.chain_id,
    series_note.metric_id,
    series_note.area_code,
    null::varchar as only_area_code,
    series_note.sort,
    series_note.caveat_zh,
    series_note.caveat_en,
    null::boolean as has_later_target,
    null::varchar as go
from series_note
where series_note.is_card and series_note.is_shown
union all
select
    'overview' as page,
    overview_card.chain_id,
    overview_card.metric_id,
    city.area_code,
    city.area_code as only_area_code,
    overview_card.sort,
    overview_card.caveat_zh,
    overview_card.caveat_en,
    overview_card.has_later_target,
    overview_card.go
from overview_card
cross join city;

-- What published targets and outcomes call attention to, in reviewed words; on a pack with
-- lights the attention list is worked out and this table is empty.
create table attention_note (
    sort integer primary key,
    words_zh varchar not null,
    words_en varchar not null,
    go varchar not null,
    source_id varchar not null references source (source_id)
);

-- What must be said beside the figures of a panel, in reviewed words with their source: where a
-- series breaks, what a sum leaves out, what two figures have in common. metric_id, area_code and
-- period_end say of which figures, null for all of them; of same_scope period_end is the first day
-- whose figure compares with those of the same day of a later year; at_most is the largest spread
-- of the figures, in their unit, of which a spread is said.
create table scope_break (
    panel varchar not null,
    sort integer not null,
    kind varchar not null check (kind in ('revision', 'other_source', 'part', 'left_out', 'same_scope', 'spread')),
    metric_id varchar references metric (metric_id),
    area_code varchar references area (area_code),
    period_end date,
    at_most double check (at_most > 0),
    words_zh varchar not null,
    words_en varchar not null,
    source_id varchar not null references source (source_id),
    primary key (panel, sort),
    check ((kind = 'spread') = (at_most is not null))
);

-- What a document asks of those it governs: one row a document and the source that tells it.
-- issued_text where the day is not printed; asks and targets in the words of the source, whose
-- English is ours, as it is of meetings and cases.
create table policy (
    policy_id varchar not null,
    title_zh varchar not null,
    title_en varchar not null,
    office_zh varchar not null,
    office_en varchar not null,
    document_number varchar,
    issued_on date,
    issued_text varchar,
    level varchar not null check (level in ('state', 'province', 'city')),
    chain_id varchar references chain (chain_id),
    asks_zh varchar not null,
    asks_en varchar not null,
    targets_zh varchar,
    targets_en varchar,
    source_id varchar not null references source (source_id),
    sheet varchar not null,
    cell varchar not null,
    primary key (policy_id, source_id)
);

-- A meeting that was reported: who took the chair, by office, and what it decided, as printed.
create table meeting (
    meeting_id integer primary key,
    held_on date,
    held_text varchar,
    name_zh varchar not null,
    name_en varchar not null,
    chain_id varchar references chain (chain_id),
    chaired_by_zh varchar not null,
    chaired_by_en varchar not null,
    decisions_zh varchar not null,
    decisions_en varchar not null,
    source_id varchar not null references source (source_id),
    sheet varchar not null,
    cell varchar not null,
    check (held_on is not null or held_text is not null)
);

-- How a place went about a chain, told as a case; its figures stay in the words of the source, and
-- the summary was written here. other_sources: how many more its figures come from. place where the
-- area is none of the dictionary; sort where it stands before all others; node_ids the steps it tells
-- of, metric_ids the figures that show what came of it, each with spaces between them.
create table practice_case (
    case_id integer primary key,
    title_zh varchar not null,
    title_en varchar not null,
    area_code varchar not null check (regexp_matches(area_code, '^[0-9]{6}$')),
    is_own boolean not null,
    chain_id varchar references chain (chain_id),
    summary_zh varchar not null,
    summary_en varchar not null,
    figures_zh varchar not null,
    figures_en varchar not null,
    other_sources integer,
    place_zh varchar,
    place_en varchar,
    sort integer,
    is_of_parks boolean not null,
    node_ids varchar,
    metric_ids varchar,
    source_id varchar not null references source (source_id),
    sheet varchar not null,
    cell varchar not null
);

-- What was looked for and not found: the foot line of a page.
create table not_found (
    page varchar not null,
    chain_id varchar,
    sort integer not null,
    words_zh varchar not null,
    words_en varchar not null,
    primary key (page, sort)
);

-- One row a subject × metric × period × basis × source: the newest load wins, and says what it
-- replaced and when it was sent. Whatever offices of the city sent is one source in this: a later
-- report replaces an earlier one. What departments claim is another, and replaces no figure of the
-- office that the metric belongs to.
create view newest_figure as
select
    observation.*,
    lead(observation.value) over same_report as replaced_value,
    lead(observation.growth) over same_report as replaced_growth,
    load.sent_at::date as sent_on
from observation
join load on load.load_id = observation.load_id
join source on source.source_id = observation.source_id
where load.status = 'accepted'
window same_report as (
    partition by
        observation.metric_id,
        observation.area_code,
        observation.chain_id,
        observation.park_id,
        observation.period_start,
        observation.period_end,
        observation.basis,
        case when source.grade <> 'city' then observation.source_id
            else if(observation.status = 'claim', 'claim', 'city') end
    order by observation.load_id desc, observation.figure_id desc
)
qualify row_number() over same_report = 1;

-- Every figure with its rank among those that speak of the same subject, metric, period and
-- basis: the preferred source first, then the better grade, then the later publication. What a
-- department of the city claims gives way to a figure of the office that the metric belongs to, and
-- to that office's word that it is confidential, not to a figure that is only missing.
create view figure_sources as
select
    newest_figure.*,
    source.title as source_title,
    source.publisher,
    source.published_on,
    source.grade,
    source.url,
    row_number() over same_figure as standing,
    count(*) over (
        partition by
            newest_figure.metric_id,
            newest_figure.area_code,
            newest_figure.chain_id,
            newest_figure.park_id,
            newest_figure.period_start,
            newest_figure.period_end,
            newest_figure.basis
    ) - 1 as alternatives
from newest_figure
join source on source.source_id = newest_figure.source_id
left join preferred_source
    on preferred_source.metric_id = newest_figure.metric_id
    and preferred_source.area_code = newest_figure.area_code
    and preferred_source.period_end = newest_figure.period_end
    and preferred_source.source_id = newest_figure.source_id
window same_figure as (
    partition by
        newest_figure.metric_id,
        newest_figure.area_code,
        newest_figure.chain_id,
        newest_figure.park_id,
        newest_figure.period_start,
        newest_figure.period_end,
        newest_figure.basis
    order by
        (preferred_source.source_id is null),
        source.grade,
        (source.grade = 'city' and newest_figure.absence <> 'suppressed') is true,
        (source.grade = 'city' and newest_figure.status = 'claim'),
        source.published_on desc nulls last,
        newest_figure.figure_id
);

-- One row a subject × metric × period × basis: the figure that is shown.
create view current_figure as
select * from figure_sources
where standing = 1;

-- Each figure that is shown, with the face of its metric; the four below are its parts.
create view faced_figure as
select
    current_figure.*,
    metric.face
from current_figure
join metric on metric.metric_id = current_figure.metric_id;

create view chain_output as
select * exclude (face) from faced_figure
where face = 'chain_output';

create view investment as
select * exclude (face) from faced_figure
where face = 'investment';

create view park_metrics as
select * exclude (face) from faced_figure
where face = 'park_metrics';

create view economy as
select * exclude (face) from faced_figure
where face = 'economy';
