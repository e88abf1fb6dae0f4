-- Lists of files are by path, some at a time: without it each part of a list sorts all of them.
CREATE INDEX idx_v7_files_in_order ON v7_files (path COLLATE "C");
