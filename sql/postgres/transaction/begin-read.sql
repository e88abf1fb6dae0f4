-- One snapshot for all statements.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
