-- What is asked of the catalogue means PostgreSQL's own functions, whatever lies in the database's path.
SELECT set_config('search_path', 'pg_catalog', true)
