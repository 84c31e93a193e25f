-- What an audience may see, worked out of the whole edition before scope.sql and clearance.sql take
-- out of its tables what it may not. In a cursor of that audience only.

-- name: office
-- Whose own sending is seen besides; '' for nobody's.
set variable office = (select nullif($office::varchar, ''));

-- name: grants
-- What each grant names; null of chains, areas or parks: all of them.
create temp table granted as
with given as (
    select unnest(
        from_json($grants, '[{"chains": ["VARCHAR"], "areas": ["VARCHAR"], "parks": ["VARCHAR"]}]')
    ) as one
)
select
    row_number() over () as place,
    given.one.chains,
    given.one.areas,
    given.one.parks
from given;

-- name: seen
-- What a row may name that each grant admits, in their order, '' where it names nothing: its chains,
-- those below and above them; its parks, in its counties. Null: all of them. hidden: the other
-- parts of the board's area, unless that area or one above it is named; its own totals are told to all.
set variable seen = (
    with recursive below as (
        select granted.place, chain.chain_id
        from granted
        join chain on list_contains(granted.chains, chain.chain_id)
        union
        select below.place, chain.chain_id
        from below
        join chain on chain.parent_id = below.chain_id
    ),
    above as (
        select granted.place, chain.parent_id as chain_id
        from granted
        join chain on list_contains(granted.chains, chain.chain_id)
        union
        select above.place, chain.parent_id as chain_id
        from above
        join chain on chain.chain_id = above.chain_id
    ),
    chains as (
        select each.place, list(distinct each.chain_id) as ids
        from (select * from below union all select * from above) as each
        where each.chain_id is not null
        group by each.place
    ),
    line as (
        select city.area_code from city
        union
        select area.parent_code as area_code
        from line
        join area on area.area_code = line.area_code
    ),
    hidden as (
        select granted.place, list(area.area_code) as ids
        from granted
        join area
            on area.parent_code in (select city.area_code from city)
            and not list_contains(granted.areas, area.area_code)
        where not list_has_any(granted.areas, (select list(line.area_code) from line))
        group by granted.place
    ),
    parks as (
        select granted.place, list(park.park_id) as ids
        from granted
        left join hidden on hidden.place = granted.place
        join park
            on (granted.parks is null or list_contains(granted.parks, park.park_id))
            and not list_contains(coalesce(hidden.ids, []), coalesce(park.area_code, ''))
        group by granted.place
    )
    select list(
        {
            'chains': case
                when granted.chains is not null then list_append(coalesce(chains.ids, []), '')
            end,
            'hidden': hidden.ids,
            'parks': case
                when granted.parks is not null or granted.areas is not null
                    then list_append(coalesce(parks.ids, []), '')
            end
        }
        order by granted.place
    )
    from granted
    left join chains on chains.place = granted.place
    left join hidden on hidden.place = granted.place
    left join parks on parks.place = granted.place
);

-- name: admits
-- Whether a grant admits a row by the chain, area and park that it names; {} is filled in.
create temp macro admits(chain, area, park) as {grants};

-- name: one_grant
(
    (
        getvariable('seen')[{place}].chains is null
        or list_contains(getvariable('seen')[{place}].chains, coalesce(chain, ''))
    )
    and (
        getvariable('seen')[{place}].hidden is null
        or not list_contains(getvariable('seen')[{place}].hidden, coalesce(area, ''))
    )
    and (
        getvariable('seen')[{place}].parks is null
        or list_contains(getvariable('seen')[{place}].parks, coalesce(park, ''))
    )
)

-- name: city
set variable city = (select city.area_code from city);

-- name: firms
-- The firms in scope: one of their chains at least, their county and their park.
create temp table seen_firm as
select distinct enterprise.enterprise_id
from enterprise
left join enterprise_node on enterprise_node.enterprise_id = enterprise.enterprise_id
where admits(enterprise_node.chain_id, enterprise.area_code, enterprise.park_id);

-- name: loads
-- The loads that brought a row in scope: its source names their file. And those that the office
-- itself has sent.
create temp table seen_load as
with deals as (
    select deal.deal_id, deal.load_id
    from deal
    where admits(deal.chain_id, deal.area_code, deal.park_id)
),
projects as (
    select project.project_id, project.load_id
    from project
    where admits(project.chain_id, project.area_code, project.park_id)
)
select observation.load_id
from observation
where admits(observation.chain_id, observation.area_code, observation.park_id)
union
select target.load_id from target where admits(target.chain_id, target.area_code, null)
union
select problem.load_id
from problem
left join projects on projects.project_id = problem.project_id
where admits(problem.chain_id, problem.area_code, null)
    and (problem.project_id is null or projects.project_id is not null)
union
select resource_commitment.load_id
from resource_commitment
where admits(resource_commitment.chain_id, resource_commitment.area_code, null)
union
select projects.load_id from projects
union
select project_stage.load_id from project_stage join projects using (project_id)
union
select project_done.load_id from project_done join projects using (project_id)
union
select deals.load_id from deals
union
select deal_stage.load_id from deal_stage join deals using (deal_id)
union
select deal_funds.load_id from deal_funds join deals using (deal_id)
union
select enterprise.load_id from enterprise join seen_firm using (enterprise_id)
union
select enterprise_figure.load_id from enterprise_figure join seen_firm using (enterprise_id)
union
select load.load_id from load where load.sent_by = getvariable('office');

-- name: counted_firms
-- The firms of the edition by chain and park, and whether they are as many as it takes to tell of
-- them; where no rule says how many that is, none are.
create temp table counted_firm as
select
    enterprise_node.chain_id,
    coalesce(enterprise.park_id, '') as park_id,
    count(*) >= any_value(least_firms.threshold) as is_told
from enterprise
join enterprise_node on enterprise_node.enterprise_id = enterprise.enterprise_id
left join (
    select rule.threshold
    from rule
    join edition on rule.valid_from <= edition.as_of
        and coalesce(rule.valid_to, edition.as_of) >= edition.as_of
    where rule.rule_id = 'suppress_units'
    order by rule.version desc
    limit 1
) as least_firms on true
group by enterprise_node.chain_id, coalesce(enterprise.park_id, '');

-- name: numbered_firms
-- A number in place of what names a firm.
create temp table numbered_firm as
select
    enterprise.enterprise_id,
    coalesce(enterprise.park_id, '') as park_id,
    'firm_' || row_number() over (order by enterprise.enterprise_id) as number
from enterprise;
