-- The main file of the city pack: what offices sent, never overwritten, and the ledger of what
-- was done with it. Only the writing process opens it. Editions have the tables of schema.sql
-- and are worked out from this file; references to the dictionary are checked before a load is
-- accepted, not by keys, so that a dictionary may change between releases.

create table schema_state (
    schema_version integer not null,
    duckdb_version varchar not null,
    created_on date not null
);

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
    rows_sha256 varchar not null
);

create table load_issue (
    load_id integer not null,
    number integer not null,
    sheet varchar not null,
    cell varchar not null,
    column_name varchar not null,
    severity varchar not null check (severity in ('error', 'warning')),
    code varchar not null,
    value varchar not null,
    words_zh varchar not null,
    words_en varchar not null
);

create table withdrawal (
    load_id integer primary key,
    withdrawn_by varchar not null,
    reason varchar not null check (reason <> ''),
    withdrawn_at timestamp not null
);

-- Figures as sent: the columns of observation in schema.sql, in its order.
create table figure (
    figure_id bigint not null,
    metric_id varchar not null,
    area_code varchar not null,
    chain_id varchar,
    park_id varchar,
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
    source_id varchar not null,
    load_id integer not null,
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

-- Rows of the other templates as sent; fields is JSON, field by field of the template.
create table loaded_row (
    load_id integer not null,
    template varchar not null,
    sheet varchar not null,
    row_number integer not null,
    cell varchar not null,
    row_key varchar not null,
    fields varchar not null
);

-- What was done, in order. The same entries stand in audit.jsonl.
create table audit (
    entry_id integer primary key,
    done_at timestamp not null,
    kind varchar not null check (kind in ('load', 'withdrawal', 'restore', 'prune', 'freeze')),
    office varchar not null,
    load_id integer,
    words varchar not null,
    sha256 varchar,
    rows_held integer
);

-- The dictionary as it was when an edition was published, as JSON, by its own hash.
create table dictionary_kept (
    sha256 varchar primary key,
    tables varchar not null
);

create table edition_state (
    edition integer primary key,
    as_of date not null,
    schema_version integer not null,
    dictionary varchar not null,
    content varchar not null
);

-- The loads of an edition, accepted and withdrawn, as of it.
create table edition_load (
    edition integer not null,
    load_id integer not null,
    status varchar not null check (status in ('accepted', 'withdrawn')),
    primary key (edition, load_id)
);
