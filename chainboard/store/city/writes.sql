-- The statements that write the main file of the city pack, and fill an edition from it.

-- name: add_figures
-- sent is the Arrow table of one load; the value of a metric of which only growth exists is its
-- growth.
insert into figure by name
select
    $load_id * 10000000::bigint + sent.running as figure_id,
    sent.metric_id,
    sent.area_code,
    sent.chain_id,
    sent.park_id,
    sent.period_start,
    sent.period_end,
    sent.basis,
    case when sent.is_growth_only then null else sent.value::decimal(20, 6) end as value,
    coalesce(
        sent.growth::decimal(12, 4), case when sent.is_growth_only then sent.value::decimal(12, 4) end
    ) as growth,
    case when sent.is_growth_only then null else sent.value end as value_text,
    coalesce(sent.growth, case when sent.is_growth_only then sent.value end) as growth_text,
    sent.unit_text,
    sent.same_scope_prior::decimal(20, 6) as same_scope_prior,
    case
        when sent.value is null and sent.growth is null
            then coalesce(sent.absence, 'not_published')
    end as absence,
    coalesce(sent.status, 'preliminary') as status,
    'none' as hedge,
    sent.note as note_zh,
    $source_id as source_id,
    $load_id as load_id,
    sent.sheet,
    sent.cell
from sent
order by sent.running;

-- name: add_rows
insert into loaded_row by name
select $load_id as load_id, *
from listed;

-- name: add_issues
insert into load_issue by name
select $load_id as load_id, *
from remarks;

-- name: add_load
insert into load by name
select
    $load_id as load_id,
    $file_name as file_name,
    $sha256 as sha256,
    $template as template,
    $sent_by as sent_by,
    $sent_at::timestamp as sent_at,
    $rows_in as rows_in,
    $rows_kept as rows_kept,
    'accepted' as status,
    $rows_sha256 as rows_sha256;

-- name: add_audit
insert into audit values (
    $entry_id, $at::timestamp, $kind, $office, $load_id, $words, $sha256, $rows_held
);

-- name: withdraw_load
update load
set status = 'withdrawn'
where load.load_id = $load_id;

-- name: add_withdrawal
insert into withdrawal values ($load_id, $office, $reason, $at::timestamp);

-- name: add_state
insert into schema_state values ($schema_version, $duckdb_version, $created_on);

-- name: set_state
update schema_state
set schema_version = $schema_version, duckdb_version = $duckdb_version;

-- name: keep_dictionary
insert or ignore into dictionary_kept values ($sha256, $tables);

-- name: keep_edition
insert or replace into edition_state values (
    $edition, $as_of, $schema_version, $dictionary, $content
);

-- name: keep_edition_loads
insert or ignore into edition_load
select $edition, load.load_id, load.status
from load;

-- name: rows_held
-- How many rows the main file holds of each load, figures and listed rows together.
select held.load_id, count(*) as rows_held
from (
    select figure.load_id from figure
    union all
    select loaded_row.load_id from loaded_row
) as held
group by held.load_id;

-- name: accepted_rows
select
    loaded_row.load_id,
    loaded_row.template,
    loaded_row.sheet,
    loaded_row.row_number,
    loaded_row.cell,
    loaded_row.row_key,
    loaded_row.fields
from main_file.loaded_row
order by loaded_row.load_id, loaded_row.template, loaded_row.sheet, loaded_row.row_number;

-- name: loads_held
select *
from main_file.load
order by load_id;

-- name: issues_held
select *
from main_file.load_issue
order by load_id, number;

-- name: withdrawals_held
select *
from main_file.withdrawal
order by load_id;

-- name: parks_held
select distinct figure.park_id, min(figure.area_code) as area_code
from main_file.figure
where figure.park_id is not null and list_contains($loads, figure.load_id)
group by figure.park_id
order by figure.park_id;

-- name: newest_rows
-- The newest row of each project and deal that an edition holds.
select
    loaded_row.template,
    loaded_row.fields
from loaded_row
where loaded_row.template in ('projects', 'deals')
qualify row_number() over (
    partition by
        loaded_row.template,
        coalesce(loaded_row.fields ->> 'project_id', loaded_row.fields ->> 'deal_id')
    order by loaded_row.fields ->> 'period_end' desc, loaded_row.load_id desc
) = 1
order by loaded_row.template, loaded_row.row_key;

-- name: copy_figures
-- The figures of the accepted loads of the edition in use, as sent. A metric of the statistics
-- office that another office sent (claimed) is what that office claims.
insert into observation
select figure.* replace (if(claimed.metric_id is null, figure.status, 'claim') as status)
from main_file.figure
join load on load.load_id = figure.load_id
left join claimed on claimed.sent_by = load.sent_by and claimed.metric_id = figure.metric_id
where load.status = 'accepted'
order by figure.figure_id;

-- name: find_periods
-- The months that reported figures are of; sheets of lists have said theirs by their rows. A
-- figure that is missing was not reported.
insert into load_period
select distinct observation.load_id, 'indicators' as template, last_day(observation.period_end) as period_end
from observation
where observation.absence is null
    and not exists (
        select 1
        from main_file.loaded_row as listed
        where listed.load_id = observation.load_id and listed.sheet = observation.sheet
    )
order by observation.load_id, period_end;

-- name: first_editions
-- The edition that first held each load, among those before one, or among all.
select edition_load.load_id, min(edition_load.edition) as edition
from edition_load
where $before::integer is null or edition_load.edition < $before::integer
group by edition_load.load_id
order by edition_load.load_id;

-- name: figure_changes
-- What sent would change among the figures that are shown; what a department claims is set
-- beside its earlier claims.
with known as (
    select
        current_figure.*,
        false as is_claim
    from current_figure
    union all by name
    select
        observation.*,
        true as is_claim
    from observation
    join load on load.load_id = observation.load_id and load.status = 'accepted'
    where observation.status = 'claim'
    qualify row_number() over (
        partition by metric_id, area_code, chain_id, park_id, period_start, period_end, basis
        order by observation.load_id desc, observation.figure_id desc
    ) = 1
)
select
    sent.sheet,
    sent.cell,
    concat_ws(' ', sent.metric_id, sent.chain_id, sent.area_code, sent.park_id, sent.period_end, sent.basis) as subject,
    known.figure_id is not null as is_known,
    case
        when sent.is_growth_only then known.growth::double
        else known.value::double
    end as old_value,
    known.absence as old_absence,
    sent.value as new_value,
    sent.growth as new_growth,
    coalesce(
        case
            when sent.value is null and sent.growth is null
                then coalesce(sent.absence, 'not_published') = known.absence
            when sent.is_growth_only
                then known.growth = coalesce(sent.growth, sent.value)::decimal(12, 4)
                and known.status = if(sent.is_claim, 'claim', coalesce(sent.status, 'preliminary'))
            else known.value is not distinct from sent.value::decimal(20, 6)
                and known.growth is not distinct from sent.growth::decimal(12, 4)
                and known.same_scope_prior
                    is not distinct from sent.same_scope_prior::decimal(20, 6)
                and known.status = if(sent.is_claim, 'claim', coalesce(sent.status, 'preliminary'))
                and known.note_zh is not distinct from sent.note
        end,
        false
    ) as is_same
from sent
left join known
    on known.is_claim = sent.is_claim
    and known.metric_id = sent.metric_id
    and known.area_code = sent.area_code
    and known.chain_id is not distinct from sent.chain_id
    and known.park_id is not distinct from sent.park_id
    and known.period_start is not distinct from sent.period_start
    and known.period_end = sent.period_end
    and known.basis = sent.basis;

-- name: count_changes
-- How many of the rows compared are new, changed, the same.
select
    count_if(not compared.is_known) as new,
    count_if(compared.is_known and not compared.is_same) as changed,
    count_if(compared.is_known and compared.is_same) as same
from compared;

-- name: show_changes
select
    compared.sheet,
    compared.cell,
    compared.subject,
    coalesce(compared.old_absence, compared.old_value::varchar) as old,
    coalesce(compared.new_value, compared.new_growth) as new
from compared
where compared.is_known and not compared.is_same
order by compared.sheet, compared.subject
limit $most;
