-- Which database answers, for the head of a screen.
SELECT current_database()::text AS database, current_user::text AS login, split_part(current_setting('server_version'), ' ', 1) AS version
