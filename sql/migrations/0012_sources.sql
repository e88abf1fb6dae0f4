-- Files outside the repository, on several machines: the same path may be on two of them, and a path may be longer than an
-- index takes or hold bytes that are no UTF-8.

ALTER TABLE v7_external_sources
    ADD COLUMN node TEXT,                              -- the machine it lies on
    ADD COLUMN path_bytes BYTEA,                       -- the absolute path as the file system holds it
    ADD COLUMN metadata JSONB NOT NULL DEFAULT '{}',   -- stamp, kind and state, as in v7_files
    DROP CONSTRAINT v7_external_sources_source_path_key;
CREATE UNIQUE INDEX v7_external_sources_place ON v7_external_sources (node, sha256(path_bytes));
-- Who is a duplicate of what: asked when a row that others refer to changes.
CREATE INDEX v7_external_sources_duplicates ON v7_external_sources (duplicate_of_source) WHERE duplicate_of_source IS NOT NULL;
