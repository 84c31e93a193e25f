-- What is left of remarks for every audience that does not see all, whatever it lacks.

-- name: load_issue
-- How many remarks there were, not what they were about: that is for who sent the file.
select
    before.* replace (
        '' as sheet,
        '' as cell,
        '' as column_name,
        '' as value,
        '' as words_zh,
        '' as words_en
    )
from before;
