-- The few statements that write. Only store runs them, inside the one writing process.

-- name: attach_main
attach $path as main_file (read_only);

-- name: attach_edition
attach $path as edition_file;

-- name: copy_main
copy from database main_file to edition_file;

-- name: use_edition
use edition_file;

-- name: tables
select table_name
from duckdb_tables()
where not internal and database_name = current_database()
order by table_name;

-- name: settle_figures
-- The figures that are shown, worked out once: an edition never changes.
create table settled_figure as
select *
from current_figure
order by metric_id, chain_id, area_code, period_end, figure_id;

-- name: settle_targets
create table settled_target as
select *
from current_target
order by target_id;

-- name: drop_unsettled_figures
drop view current_figure;

-- name: drop_unsettled_targets
drop view current_target;

-- name: name_settled_figures
alter table settled_figure rename to current_figure;

-- name: name_settled_targets
alter table settled_target rename to current_target;

-- name: stamp_edition
insert into edition values ($pack, $number, $as_of, $built_at, $schema_version, $content);

-- name: database
select current_database();

-- name: own_table
-- A table of an older edition as it stands in its file; {} is filled in by schemas.compatible.
select * from "{edition}".main.{table};

-- name: one_step_later
with before as ({before}) {made};

-- name: stand_before
create or replace temp view {table} as {made};
