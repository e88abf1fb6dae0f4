-- Lists of files are by path, some at a time: without these each part of a list sorts all of them.
CREATE INDEX idx_v7_files_in_order ON v7_files (path COLLATE "C");
CREATE INDEX idx_v7_files_of_component_in_order ON v7_files (component, path COLLATE "C");
