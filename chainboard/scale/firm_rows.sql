-- A file of firm rows, checked where it lies: `laid` has its texts, `meant` what the names among
-- them mean. Amounts are 亿元, power 万千瓦时, staff persons; all of one month.

-- name: folded
-- A text without blanks and invisible marks, full-width marks as plain ones; most are plain.
create or replace temp macro folded(said) as
    case
        when strlen(said) = length(said) and not contains(said, ' ') then said
        else translate(
            regexp_replace(said, '[\p{Z}\p{C}\s]', '', 'g'),
            '０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＴＵＷＸＹ．，％－＋−',
            '0123456789ABCDEFGHJKLMNPQRTUWXY.,%-+-'
        )
    end;

-- name: amount
-- The number that a folded text is, null for what is none or too large.
create or replace temp macro amount(said) as
    try_cast(replace(said, ',', '') as decimal(18, 6));

-- name: sent
-- The rows on which anything stands, numbered as the file shows them.
create or replace temp table sent as
with numbered as (
    select
        row_number() over () + $before as row,
        laid.enterprise_id,
        laid.name,
        laid.chain_id,
        laid.area_code,
        laid.period,
        laid.is_above_size,
        folded(laid.share) as share,
        folded(laid.output) as output,
        folded(laid.revenue) as revenue,
        folded(laid.profit) as profit,
        folded(laid.tax) as tax,
        folded(laid.power_use) as power_use,
        folded(laid.staff) as staff
    from laid
)
select *
from numbered
where concat(
    enterprise_id, name, chain_id, area_code, period, share, output, revenue, profit, tax,
    power_use, staff
) <> '';

-- name: spoken
-- Which different texts name a place, a chain, a month or a yes?
select
    spoken.field,
    spoken.said
from (
    unpivot (select chain_id, area_code, period, is_above_size from sent)
    on chain_id, area_code, period, is_above_size
    into name field value said
) as spoken
group by spoken.field, spoken.said
order by spoken.field, spoken.said
limit $most;

-- name: checked
-- The rows as they are kept; what could not be read is null.
create or replace temp table checked as
select
    sent.row,
    month.kept::date as month,
    nullif(upper(folded(sent.enterprise_id)), '') as enterprise_id,
    chain.kept as chain_id,
    county.kept as area_code,
    nullif(trim(regexp_replace(sent.name, '\p{C}', '', 'g')), '') as name,
    case
        when coalesce(sent.share, '') = '' or list_contains($missing, sent.share) then 1
        when ends_with(sent.share, '%') then amount(left(sent.share, -1)) * 0.01
        else amount(sent.share)
    end::decimal(18, 6) as share,
    nullif(size.kept, '')::boolean as is_above_size,
    amount(sent.output) as output,
    amount(sent.revenue) as revenue,
    amount(sent.profit) as profit,
    amount(sent.tax) as tax,
    amount(sent.power_use) as power_use,
    amount(sent.staff) as staff
from sent
left join meant as month on month.field = 'period' and month.said = sent.period
left join meant as chain on chain.field = 'chain_id' and chain.said = sent.chain_id
left join meant as county on county.field = 'area_code' and county.said = sent.area_code
left join meant as size on size.field = 'is_above_size' and size.said = sent.is_above_size;

-- name: faults
-- What is wrong, a row a cell; kind says how.
create or replace temp table fault (
    row bigint,
    kind varchar,
    field varchar,
    said varchar,
    about varchar
);

-- name: unknown_names
-- Names, months and yes or no that mean nothing, empty ones too.
insert into fault
with named as (
    unpivot (
        select
            row,
            coalesce(chain_id, '') as chain_id,
            coalesce(area_code, '') as area_code,
            coalesce(period, '') as period,
            is_above_size
        from sent
    )
    on chain_id, area_code, period, is_above_size
    into name field value said
)
select
    named.row,
    'name',
    named.field,
    named.said,
    null
from named
left join meant on meant.field = named.field and meant.said = named.said
where meant.kept is null;

-- name: odd_codes
-- Firms without a code or a name, and codes that a spreadsheet has cut.
insert into fault
select
    checked.row,
    'blank',
    'enterprise_id',
    '',
    null
from checked
where checked.enterprise_id is null
union all
select
    checked.row,
    'blank',
    'name',
    '',
    null
from checked
where checked.name is null
union all
select
    checked.row,
    'code',
    'enterprise_id',
    checked.enterprise_id,
    null
from checked
where regexp_full_match(checked.enterprise_id, '\d(\.\d+)?E\+?\d+');

-- name: odd_numbers
-- Cells that are no number, and numbers that cannot be.
insert into fault
with figure as (
    unpivot (select row, output, revenue, profit, tax, power_use, staff from sent)
    on output, revenue, profit, tax, power_use, staff
    into name field value said
),
told as (
    select
        figure.*,
        regexp_full_match(figure.said, $number) as is_number
    from figure
    where figure.said <> '' and not list_contains($missing, figure.said)
)
select
    told.row,
    case
        when not told.is_number then 'number'
        when amount(told.said) is null then 'large'
        when told.field <> 'profit' and amount(told.said) < 0 then 'negative'
        else 'whole'
    end as kind,
    told.field,
    told.said,
    null
from told
where not told.is_number
    or amount(told.said) is null
    or (told.field <> 'profit' and amount(told.said) < 0)
    or (told.field = 'staff' and amount(told.said) % 1 <> 0);

-- name: odd_shares
-- Shares that are none, or outside of 0 to 1.
insert into fault
select
    sent.row,
    'share',
    'share',
    sent.share,
    null
from sent
inner join checked on checked.row = sent.row
where sent.share <> ''
    and not list_contains($missing, sent.share)
    and (
        not regexp_full_match(regexp_replace(sent.share, '%$', ''), $number)
        or coalesce(checked.share, 0) <= 0
        or checked.share > 1
    );

-- name: repeated
-- Rows whose key stands above already; about is the row where.
insert into fault
select
    keyed.row,
    'twice',
    'enterprise_id',
    keyed.enterprise_id,
    keyed.first
from (
    select
        checked.row,
        checked.enterprise_id,
        min(checked.row) over (
            partition by checked.month, checked.enterprise_id, checked.chain_id
        ) as first
    from checked
    where checked.month is not null
        and checked.enterprise_id is not null
        and checked.chain_id is not null
) as keyed
where keyed.row > keyed.first;

-- name: over_shared
-- Firms whose shares in a month are more than the firm, at their last row; about is the sum.
insert into fault
select
    max(checked.row),
    'over',
    'share',
    arg_max(checked.share, checked.row)::double,
    sum(checked.share)::double
from checked
anti join fault on fault.row = checked.row and fault.kind in ('twice', 'share')
where checked.month is not null and checked.enterprise_id is not null
group by checked.month, checked.enterprise_id
having sum(checked.share) > 1;

-- name: first_faults
-- Which are the first faults of the file, and how many are there in all?
select
    fault.row,
    fault.kind,
    fault.field,
    fault.said,
    fault.about,
    count(*) over () as faults
from fault
order by fault.row, fault.field, fault.kind
limit $most;

-- name: kept
-- Which rows does the table get? Grain: one row a month, firm and chain, in this order.
select
    checked.month,
    checked.enterprise_id,
    checked.chain_id,
    checked.area_code,
    checked.name,
    checked.share::decimal(9, 6) as share,
    checked.is_above_size,
    checked.output,
    checked.revenue,
    checked.profit,
    checked.tax,
    checked.power_use,
    checked.staff,
    $office as sent_by
from checked
order by checked.month, checked.enterprise_id, checked.chain_id;
