-- The day by which a task should be done.
ALTER TABLE v7_subworkflow_tasks ADD COLUMN due_on DATE;

-- What document and DART last agreed on besides name and status, by the document's field, as each side has it, for DART sets
-- Markdown anew: {"notes": {"here": "…", "there": "…"}, "acceptance": {…}, "due": {…}}. A field that is missing was never agreed
-- on. "seen" is DART's time of the task when they agreed on all of it.
ALTER TABLE v7_dart_tasks ADD COLUMN agreed JSONB;
