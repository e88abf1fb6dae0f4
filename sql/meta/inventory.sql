-- Every file that is registered and there, as one text: id, path, type, language, hash, bytes and time of each.
SELECT string_agg(concat_ws(chr(31), id, path, coalesce(file_type, ''), coalesce(metadata ->> 'language', ''), coalesce(hash, ''),
                            coalesce(size_bytes, 0), coalesce(extract(epoch FROM mtime), 0)), chr(30) ORDER BY path COLLATE "C") AS files
  FROM v7_files
 WHERE deleted_at IS NULL
