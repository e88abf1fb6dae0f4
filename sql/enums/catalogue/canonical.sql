-- Makes every text that PostgreSQL deparses the same whoever asks: all names qualified, constants in one form. Until the
-- transaction ends; what it was before is set again by `restore.sql`.
SELECT s.name, pg_catalog.current_setting(s.name) AS former, pg_catalog.set_config(s.name, s.value, TRUE) AS value
  FROM (VALUES ('search_path', ''),
               ('quote_all_identifiers', 'off'),
               ('TimeZone', 'UTC'),
               ('DateStyle', 'ISO, YMD'),
               ('IntervalStyle', 'postgres'),
               ('extra_float_digits', '1'),
               ('bytea_output', 'hex')) s (name, value)
