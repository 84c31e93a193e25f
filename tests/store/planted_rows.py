"""Rows that the demo has none of, planted in a marked city: what offices sent beside its figures.

A load of its own for each chain in each county, so that whose load it is can be told: problems,
rows as they were sent, remarks on a file. Marks as in marked_city, in numbers that the rows of the
demo never reach.
"""

from __future__ import annotations

# The loads by kind: problems of a chain in a county; problems of a project that name no place
# themselves; loads that were taken back.
LOADS = """
    create temp table planted as
    with place as (
        select
            row_number() over (order by area.area_code, chain.chain_id) as number,
            area.area_code,
            chain.chain_id
        from main_file.area as area cross join main_file.chain as chain
        where area.level = 'county'
    ),
    led as (
        select row_number() over (order by min(project_id)) as number, min(project_id) as project_id
        from main_file.project group by area_code, chain_id
    )
    select 1000 + number as id, area_code, chain_id, null as project_id, 'accepted' as status from place
    union all
    select 2000 + number, null, null, project_id, 'accepted' from led
    union all
    select 4000 + number, area_code, chain_id, null, 'withdrawn' from place where number <= 20
"""
# By table, after the rows of the demo; {mark} is what a text is marked with.
PLANTED = {
    "load": """
        select
            id as load_id, {mark} || '.xlsx' as file_name, 'planted' || id as sha256,
            'problems' as template, {mark} as sent_by, {mark} as sent_by_en,
            timestamp '2026-11-10 09:00:00' as sent_at, 1 as rows_in, 1 as rows_kept, status
        from planted
    """,
    "source": """
        select
            'load_' || id as source_id, {mark} as title, {mark} as publisher,
            date '2026-11-10' as published_on, 'city' as grade
        from planted
        union all by name
        select
            'load_' || load_id as source_id, 'Zqsource.' || load_id || 'q' as title, 'city' as grade
        from main_file.load
    """,
    "load_issue": """
        select
            id as load_id, 1 as number, '问题' as sheet, 'F2' as cell, '问题' as column_name,
            'warning' as severity, 'jump' as code, {mark} as value, {mark} as words_zh,
            {mark} as words_en
        from planted where status = 'accepted'
    """,
    "withdrawal": """
        select
            id as load_id, {mark} as withdrawn_by, {mark} as reason,
            timestamp '2026-11-11 09:00:00' as withdrawn_at
        from planted where status = 'withdrawn'
    """,
    "problem": """
        select
            'problem_' || id as problem_id, {mark} as raised_by, chain_id, area_code, project_id,
            {mark} as problem, {mark} as owner, 'new' as state, 'load_' || id as source_id,
            id as load_id, '问题' as sheet, 'F2' as cell
        from planted where status = 'accepted'
    """,
    "enterprise_figure": """
        select
            enterprise_id, date '2026-09-30' as period_end, 'ytd' as basis,
            row_number() over (order by enterprise_id) + 0.571913 as output,
            coalesce(load_id, 1) as load_id,
            'Zqenterprise_figure.' || row_number() over (order by enterprise_id) || 'q' as sheet,
            'K2' as cell
        from main_file.enterprise
    """,
    # A project and a deal as first reported, and once more in a row that names no place.
    "loaded_row": """
        with sent as (
            select 'problems' as template, 'problem_id' as key, 'problem_' || id as subject, chain_id,
                area_code, null as park_id, project_id, id as load_id
            from planted where status = 'accepted'
            union all
            select 'projects', 'project_id', project_id, chain_id, area_code, park_id, null, load_id
            from main_file.project
            union all
            select 'deals', 'deal_id', deal_id, chain_id, area_code, park_id, null, load_id
            from main_file.deal
            union all
            select 'enterprises', 'enterprise_id', enterprise_id, enterprise_node.chain_id, area_code,
                park_id, null, enterprise.load_id
            from main_file.enterprise join main_file.enterprise_node using (enterprise_id)
            where chain_id is not null
        ),
        reported as (
            select *, '2026-08-31' as period_end from sent
            union all
            select * replace (null as chain_id, null as area_code, null as park_id), '2026-09-30'
            from sent where template <> 'problems'
        ),
        keyed as (
            select
                *,
                to_json(case template
                    when 'problems' then [subject]
                    when 'enterprises' then [subject, chain_id, period_end, null]
                    else [subject, period_end]
                end)::varchar as row_key
            from reported
            qualify row_number() over (partition by template, row_key order by chain_id) = 1
        ),
        numbered as (
            select *, row_number() over (order by template, row_key) as number from keyed
        )
        select
            template,
            row_key,
            json_merge_patch(
                json_object(key, subject),
                json_object(
                    'name', 'Zqloaded_row.' || number || 'q', 'period_end', period_end,
                    'chain_id', chain_id, 'area_code', area_code, 'park_id', park_id,
                    'project_id', if(template = 'projects', subject, project_id)
                )
            )::varchar as fields,
            coalesce(load_id, 1) as load_id,
            '问题' as sheet,
            'F' || number as cell
        from numbered
    """,
}  # fmt: skip


def planted(table: str) -> str | None:
    """The rows that are planted in a table, all texts of them marked; None for no rows."""
    rows = PLANTED.get(table)
    return rows and rows.replace("{mark}", f"'Zq{table}.' || id || 'q'")
