-- Projects that somebody declared.
SELECT address FROM v7_resources WHERE kind = 'Project'
