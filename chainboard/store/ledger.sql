-- The steps of the work loop of one pack: rows are only ever added to event. What was written
-- stands apart from it, so that what should never have been written can be cleared.

-- name: settings
-- What a connection keeps to: readers beside one writer, a step on the disk when it is said, and
-- nothing left of what was cleared.
pragma journal_mode = wal;
pragma synchronous = full;
pragma busy_timeout = 10000;
pragma secure_delete = on;

-- name: tables
-- The tables of a new file. at is UTC; facts and said are JSON; words_hash is that of what was
-- written with a salt, so that a short secret cannot be guessed from it once it is cleared.
create table if not exists event (
    number integer primary key,
    matter text not null,
    step text not null,
    office text not null,
    at text not null,
    facts text not null,
    words_hash text not null,
    previous text not null,
    hash text not null
) strict;
create index if not exists event_of_matter on event (matter, number);
create table if not exists words (
    number integer primary key,
    salt text not null,
    said text not null
) strict;
create table if not exists file (
    sha256 text primary key,
    data blob not null
) strict;

-- name: last
-- What was recorded last?
-- Grain: one row, none in an empty ledger.
select
    event.number,
    event.hash
from event
order by event.number desc
limit 1;

-- name: events
-- What was recorded after one event, to another?
-- Grain: one row an event; said is null where it was cleared.
select
    event.number,
    event.matter,
    event.step,
    event.office,
    event.at,
    event.facts,
    event.words_hash,
    event.previous,
    event.hash,
    words.salt,
    words.said
from event
left join words
    on words.number = event.number
where event.number > $after
    and event.number <= $to
order by event.number;

-- name: of_matter
-- What was recorded of one matter?
-- Grain: one row an event.
select
    event.number,
    event.matter,
    event.step,
    event.office,
    event.at,
    event.facts,
    words.said
from event
left join words
    on words.number = event.number
where event.matter = $matter
order by event.number;

-- name: put_event
-- Record an event.
insert into event (number, matter, step, office, at, facts, words_hash, previous, hash)
values ($number, $matter, $step, $office, $at, $facts, $words_hash, $previous, $hash);

-- name: put_words
-- Keep what was written of an event.
insert into words (number, salt, said)
values ($number, $salt, $said);

-- name: put_file
-- Keep a file that was handed in; the same one only once.
insert or ignore into file (sha256, data)
values ($sha256, $data);

-- name: file
-- What is in a file that was handed in?
-- Grain: one row, none where it is not there.
select
    file.data
from file
where file.sha256 = $sha256
order by file.sha256;

-- name: files
-- Which files are kept?
-- Grain: one row a file.
select
    file.sha256,
    file.data
from file
order by file.sha256;

-- name: clear_words
-- Let go of what was written of an event.
delete from words
where words.number = $number;

-- name: clear_files
-- Let go of every file that no step has any more.
delete from file
where file.sha256 not in (
    select json_extract(handed.value, '$[0]')
    from words
    cross join json_each(words.said, '$.files') as handed
);

-- name: no_events
-- Let go of every event, of invented figures alone.
delete from event;

-- name: no_words
-- Let go of everything that was written.
delete from words;

-- name: no_files
-- Let go of every file that was handed in.
delete from file;

-- name: emptied
-- Write what is laid beside the file into it, so that nothing cleared stays there.
pragma wal_checkpoint(truncate);

-- name: copy
-- Write all of it, as it stands now, into a file of its own without anything cleared.
vacuum into $path;

-- name: alone
-- What a copy that nobody else reads keeps to: nothing is laid beside it, nothing cleared stays.
pragma journal_mode = off;
pragma secure_delete = on;

-- name: whole
-- Does the file hold together?
-- Grain: one row a fault; "ok" where there is none.
pragma integrity_check(1);

-- name: acts
-- Which steps cleared words?
-- Grain: one row a step, with what was written of it.
select
    event.number,
    event.matter,
    event.step,
    event.office,
    event.at,
    event.facts,
    event.words_hash,
    words.salt,
    words.said
from event
left join words
    on words.number = event.number
where event.step = 'clear'
order by event.number;

-- name: written
-- By which hash is known what was written of an event?
-- Grain: one row, none for an event that is not there.
select
    event.words_hash
from event
where event.number = $number
order by event.number;
