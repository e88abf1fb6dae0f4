-- Which day it is. $1 the timezone.
SELECT ((now() AT TIME ZONE $1::text)::date)::text AS today
