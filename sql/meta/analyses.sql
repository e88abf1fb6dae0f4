-- What parsers made of the files of projects, as one text: path of the project, of the file, and the figures.
SELECT string_agg(concat_ws(chr(31), files.project_path, files.file_path, lines, coalesce(code_lines::text, ''),
                            coalesce(functions::text, ''), coalesce(complexity::text, ''), coalesce(max_complexity::text, ''),
                            coalesce(uses_shared_helper::text, '')),
                  chr(30)) AS analyses
  FROM file_analyses JOIN files ON files.id = file_id
 WHERE file_analyses.status = 'analyzed' AND files.missing_since IS NULL AND file_analyses.sha256 = files.sha256
