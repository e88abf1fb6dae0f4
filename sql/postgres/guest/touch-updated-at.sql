-- A whole-row comparison is refused where the server computes a column, so the others are named.
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON {table}
    FOR EACH ROW WHEN (ROW({old})::record *<> ROW({new})::record) EXECUTE FUNCTION v7_touch_updated_at()
