-- The city at a glance. Reads attention_note and source.

-- name: attention_notes
-- What do published targets and outcomes call attention to?
-- Grain: one row a note, reviewed words from published parts.
select
    attention_note.sort,
    attention_note.words_zh,
    attention_note.words_en,
    attention_note.go,
    attention_note.source_id,
    source.title as source_title,
    source.grade
from attention_note
join source on source.source_id = attention_note.source_id
order by attention_note.sort;
