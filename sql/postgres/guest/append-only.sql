-- Records of v7's have a txid, the column it added: they stay as they are. Its owner's own rows remain its owner's to change.
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW WHEN (OLD.txid IS NOT NULL) EXECUTE FUNCTION v7_refuse_change();
CREATE TRIGGER {table}_append_only_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();
