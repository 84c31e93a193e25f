-- Take out of an edition what suppress.sql found hidden: figures, and the amounts of firms, parks,
-- deals and projects that add up to them, in what is shown and in what was sent.

-- name: blank_figures
-- Every report of a hidden series, older ones and those of other sources too.
update observation
set
    value = null,
    growth = null,
    value_text = null,
    growth_text = null,
    unit_text = null,
    same_scope_prior = null,
    absence = 'suppressed',
    hedge = 'none',
    hedge_text = null,
    note_zh = null,
    note_en = null
from hidden
where hidden.metric_id = observation.metric_id
    and hidden.chain_id = coalesce(observation.chain_id, '')
    and hidden.area_code = observation.area_code
    and hidden.park_id = coalesce(observation.park_id, '')
    and hidden.year = year(observation.period_end)
    and (observation.value is not null or observation.growth is not null);

-- name: blank_growth
-- A year later, growth and the year before on this year's scope would tell the hidden level.
update observation
set
    growth = null,
    growth_text = null,
    same_scope_prior = null,
    note_zh = null,
    note_en = null
from hidden
where hidden.metric_id = observation.metric_id
    and hidden.chain_id = coalesce(observation.chain_id, '')
    and hidden.area_code = observation.area_code
    and hidden.park_id = coalesce(observation.park_id, '')
    and hidden.year + 1 = year(observation.period_end)
    and observation.value is not null
    and (observation.growth is not null or observation.same_scope_prior is not null);

-- name: collect_hidden_firms
-- Which firms would tell a hidden figure by their own, and in which year?
create or replace temp table hidden_firm as
select distinct firm.enterprise_id, hidden.year
from firm
join hidden
    on hidden.chain_id = firm.chain_id
    and hidden.area_code = firm.area_code
    and hidden.park_id = firm.park_id;

-- name: blank_remarks
-- What was remarked on a row that is hidden now, with the value that stood there.
update load_issue
set value = '', words_zh = '保密', words_en = 'confidential'
where exists (
    select observation.figure_id
    from observation
    where observation.absence = 'suppressed'
        and observation.load_id = load_issue.load_id
        and observation.sheet = load_issue.sheet
        and regexp_extract(observation.cell, '[0-9]+$') = regexp_extract(load_issue.cell, '[0-9]+$')
)
or exists (
    select enterprise_figure.enterprise_id
    from enterprise_figure
    join hidden_firm
        on hidden_firm.enterprise_id = enterprise_figure.enterprise_id
        and hidden_firm.year = year(enterprise_figure.period_end)
    where enterprise_figure.load_id = load_issue.load_id
        and enterprise_figure.sheet = load_issue.sheet
        and regexp_extract(enterprise_figure.cell, '[0-9]+$')
            = regexp_extract(load_issue.cell, '[0-9]+$')
);

-- name: blank_firms
update enterprise_figure
set output = null, revenue = null, profit = null, tax = null, power_use = null, staff = null
from hidden_firm
where hidden_firm.enterprise_id = enterprise_figure.enterprise_id
    and hidden_firm.year = year(enterprise_figure.period_end);

-- name: blank_sent_rows
-- The rows of firms as they were sent, without their amounts.
update loaded_row
set fields = json_merge_patch(
    loaded_row.fields,
    '{"output":null,"revenue":null,"profit":null,"tax":null,"power_use":null,"staff":null}'
)
from hidden_firm
where loaded_row.template = 'enterprises'
    and loaded_row.fields ->> 'enterprise_id' = hidden_firm.enterprise_id
    and year((loaded_row.fields ->> 'period_end')::date) = hidden_firm.year;

-- name: blank_sent_parks
-- The rows of parks as they were sent, without what is hidden of them.
update loaded_row
set fields = json_merge_patch(
    loaded_row.fields, '{"output":null,"tax":null,"investment":null,"firms_producing":null}'
)
from hidden
where loaded_row.template = 'parks'
    and loaded_row.fields ->> 'park_id' = hidden.park_id
    and year((loaded_row.fields ->> 'period_end')::date) = hidden.year;

-- name: blank_sizes
-- Whether firms of hidden cells are above size, and how they are divided among chains. Their names
-- and roles stay: what is protected is figures.
update enterprise
set is_above_size = null, above_size_since = null, absence = 'suppressed'
where enterprise.enterprise_id in (select hidden_firm.enterprise_id from hidden_firm);

-- name: blank_shares
update enterprise_node
set share = null
where enterprise_node.enterprise_id in (select hidden_firm.enterprise_id from hidden_firm);

-- name: collect_hidden_lists
-- Which deals and projects add up to a hidden figure of investment, in whatever year? Those of its
-- cell: of its county or the city, its chain and every chain below.
create or replace temp table hidden_list as
with cell as (
    select distinct hidden.chain_id, hidden.area_code, hidden.park_id
    from hidden
    join metric on metric.metric_id = hidden.metric_id
    where metric.face = 'investment'
),
listed as (
    select 'project' as kind, project.project_id as id, project.chain_id, project.area_code, project.park_id
    from project
    union all
    select 'deal' as kind, deal.deal_id as id, deal.chain_id, deal.area_code, deal.park_id
    from deal
)
select distinct listed.kind, listed.id
from listed
left join line on line.chain_id = listed.chain_id
join cell
    on cell.chain_id in ('', coalesce(line.above_id, ''))
    and cell.park_id in ('', coalesce(listed.park_id, ''))
    and (
        cell.area_code = listed.area_code
        or cell.area_code in (select city.area_code from city)
    );

-- name: blank_list_remarks
-- What was remarked on a row of such a deal or project.
update load_issue
set value = '', words_zh = '保密', words_en = 'confidential'
where exists (
    with sent as (
        select 'project' as kind, project_id as id, load_id, sheet, cell from project
        union all
        select 'project' as kind, project_id as id, load_id, sheet, cell from project_done
        union all
        select 'deal' as kind, deal_id as id, load_id, sheet, cell from deal
        union all
        select 'deal' as kind, deal_id as id, load_id, sheet, cell from deal_funds
    )
    select sent.id
    from sent
    join hidden_list on hidden_list.kind = sent.kind and hidden_list.id = sent.id
    where sent.load_id = load_issue.load_id
        and sent.sheet = load_issue.sheet
        and regexp_extract(sent.cell, '[0-9]+$') = regexp_extract(load_issue.cell, '[0-9]+$')
);

-- name: blank_projects
-- Words of what it lacks and of why it is late may name what was spent.
update project
set
    total_investment = null,
    total_investment_text = null,
    year_investment = null,
    funds_required = null,
    funds_in_place = null,
    support_zh = null,
    support_en = null,
    reason_zh = null,
    reason_en = null,
    note_zh = null,
    note_en = null,
    absence = 'suppressed'
from hidden_list
where hidden_list.kind = 'project' and hidden_list.id = project.project_id;

-- name: blank_stages
-- Words of progress may name what was spent.
update project_stage
set stage_text = null
from hidden_list
where hidden_list.kind = 'project' and hidden_list.id = project_stage.project_id;

-- name: blank_done
update project_done
set month_done = null, year_done = null, total_done = null, progress = null
from hidden_list
where hidden_list.kind = 'project' and hidden_list.id = project_done.project_id;

-- name: blank_deals
update deal
set contract_value = null, in_place_funds = null, absence = 'suppressed'
from hidden_list
where hidden_list.kind = 'deal' and hidden_list.id = deal.deal_id;

-- name: blank_funds
update deal_funds
set month_in_place = null, year_in_place = null, total_in_place = null
from hidden_list
where hidden_list.kind = 'deal' and hidden_list.id = deal_funds.deal_id;

-- name: blank_sent_lists
-- The rows of deals and projects as they were sent, without amounts and words of progress.
update loaded_row
set fields = json_merge_patch(
    loaded_row.fields,
    '{"total_investment":null,"year_investment":null,"month_done":null,"year_done":null,'
    || '"total_done":null,"progress":null,"problem":null,"funds_required":null,'
    || '"funds_in_place":null,"support":null,"reason":null,"contract_value":null,'
    || '"month_in_place":null,"year_in_place":null,"total_in_place":null}'
)
from hidden_list
where loaded_row.template = hidden_list.kind || 's'
    and loaded_row.fields ->> (hidden_list.kind || '_id') = hidden_list.id;

-- name: blank_sent_sizes
-- The rows of firms as they were sent, without their size and shares.
update loaded_row
set fields = json_merge_patch(
    loaded_row.fields, '{"is_above_size":null,"share":null}'
)
where loaded_row.template = 'enterprises'
    and loaded_row.fields ->> 'enterprise_id' in (
        select hidden_firm.enterprise_id from hidden_firm
    );
