-- A session that makes objects: bodies of functions may name what comes later, and texts mean what the catalogue wrote.
SET check_function_bodies = off;
SET standard_conforming_strings = on;
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';
SET xmloption = content;
SET client_min_messages = error;
SET statement_timeout = 0;
SET default_tablespace = '';
SET default_table_access_method = heap;
DROP SCHEMA IF EXISTS public;
