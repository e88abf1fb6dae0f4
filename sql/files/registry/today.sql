-- Which day it is, because the database's clock counts.
-- $1 timezone text
SELECT ((now() AT TIME ZONE $1::text)::date)::text AS today
