-- Who may do what. Moments are whole seconds since 1970, UTC; from is in, to is out. Of chains,
-- counties and parks a role has '*' for all, '' for none, else ids with blanks between.

-- name: settings
-- What a connection keeps to: readers beside one writer, and a change on the disk when it is said.
pragma journal_mode = wal;
pragma synchronous = full;
pragma busy_timeout = 10000;

-- name: tables
-- The tables of a new file.
create table if not exists account (
    account text primary key,
    office text not null,
    valid_from integer not null,
    valid_to integer
) strict;
create table if not exists office_role (
    id integer primary key,
    office text not null,
    account text not null,
    role text not null,
    chains text not null,
    counties text not null,
    parks text not null,
    sees_firms integer not null,
    valid_from integer not null,
    valid_to integer
) strict;
create table if not exists session (
    hash text primary key,
    account text not null,
    proof text unique,
    begun integer not null,
    seen integer not null,
    ended integer
) strict;
create index if not exists session_of_account on session (account);
create table if not exists personal_key (
    id integer primary key,
    account text not null,
    hash text not null unique,
    made integer not null,
    ends integer not null,
    revoked integer
) strict;

-- name: person
-- Which office does an account act for, and which roles has it now?
-- Grain: one row a role, one without a role where there is none; no row for who may not come in.
select
    account.office,
    office_role.role,
    office_role.chains,
    office_role.counties,
    office_role.parks,
    office_role.sees_firms
from account
left join office_role
    on office_role.office = account.office
    and office_role.account in ('', account.account)
    and office_role.valid_from <= $now
    and (office_role.valid_to is null or office_role.valid_to > $now)
where account.account = $account
    and account.valid_from <= $now
    and (account.valid_to is null or account.valid_to > $now)
order by office_role.id;

-- name: accounts
-- Which accounts are there?
-- Grain: one row an account.
select account, office, valid_from, valid_to
from account
order by office, account;

-- name: account
-- What is known of one account?
-- Grain: one row, or none.
select account, office, valid_from, valid_to
from account
where account = $account;

-- name: put_account
insert into account (account, office, valid_from, valid_to)
values ($account, $office, $valid_from, $valid_to)
on conflict (account) do update
set office = excluded.office, valid_from = excluded.valid_from, valid_to = excluded.valid_to;

-- name: end_account
update account set valid_to = $at where account = $account;

-- name: roles
-- Which roles were and are given?
-- Grain: one row a role of an office.
select id, office, account, role, chains, counties, parks, sees_firms, valid_from, valid_to
from office_role
order by office, account, role, id;

-- name: put_role
insert into office_role
    (office, account, role, chains, counties, parks, sees_firms, valid_from, valid_to)
values ($office, $account, $role, $chains, $counties, $parks, $sees_firms, $valid_from, $valid_to);

-- name: end_role
update office_role set valid_to = $at where id = $id;

-- name: session
-- What is known of a session, by the hash of its token?
-- Grain: one row, or none.
select account, begun, seen, ended
from session
where hash = $hash;

-- name: proof
-- Has a provider's answer begun a session before?
-- Grain: one row, or none.
select account from session where proof = $proof;

-- name: begin_session
insert into session (hash, account, proof, begun, seen)
values ($hash, $account, $proof, $now, $now);

-- name: seen_session
update session set seen = $now where hash = $hash;

-- name: end_session
update session set ended = $now where hash = $hash and ended is null;

-- name: end_sessions
update session set ended = $now where account = $account and ended is null;

-- name: forget_sessions
delete from session where begun < $before;

-- name: keys
-- Which personal keys were made?
-- Grain: one row a key.
select id, account, made, ends, revoked
from personal_key
order by account, id;

-- name: keys_in_force
-- By which hashes may an account be known now?
-- Grain: one row a key.
select id, hash
from personal_key
where account = $account and revoked is null and made <= $now and ends > $now
order by id;

-- name: put_key
insert into personal_key (account, hash, made, ends)
values ($account, $hash, $made, $ends);

-- name: revoke_key
update personal_key set revoked = $now where id = $id and revoked is null;
