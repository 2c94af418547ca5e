//! Who may do what on the server, as the SQL that its administrator runs.
//!
//! It must never know who the roles are given to.

/// What a writing role may do besides reading: facts are put in and nothing else; what stands outside the chain may go.
const WRITES: &[(&str, &str)] = &[
    ("facts", "INSERT"),
    ("attempts", "INSERT, DELETE"),
    ("claims", "INSERT, UPDATE, DELETE"),
    ("last_looked", "INSERT, UPDATE"),
    ("mailboxes", "INSERT, UPDATE, DELETE"),
    ("restored", "UPDATE"),
    ("sendings", "INSERT, UPDATE"),
    ("shelves", "INSERT, UPDATE, DELETE"),
    ("snapshots", "INSERT, UPDATE, DELETE"),
    ("swept", "INSERT, UPDATE, DELETE"),
];

/// The rights of a role that writes and of one that reads, for a schema that is there.
pub(super) fn sql(schema: &str, writer: &str, reader: &str) -> String {
    let (writer, reader) = (quoted(writer), quoted(reader));
    let mut sql = format!(
        "BEGIN;\nREVOKE ALL ON SCHEMA {schema} FROM PUBLIC;\n\
         GRANT USAGE ON SCHEMA {schema} TO {reader}, {writer};\n\
         GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}, {writer};\n"
    );
    for (table, rights) in WRITES {
        sql.push_str(&format!("GRANT {rights} ON {schema}.{table} TO {writer};\n"));
    }
    sql.push_str(&format!(
        "GRANT EXECUTE ON FUNCTION {schema}.redact(text, bigint, bigint, bigint) TO {writer};\nCOMMIT;\n"
    ));
    sql
}

/// A name as SQL takes it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writing_role_may_neither_change_nor_remove_a_fact() {
        let sql = sql("ketnoi", "lan\"; DROP", "xem");
        let of_facts: Vec<&str> = sql.lines().filter(|l| l.contains(".facts")).collect();
        assert_eq!(of_facts, ["GRANT INSERT ON ketnoi.facts TO \"lan\"\"; DROP\";"]);
        assert!(sql.contains("GRANT SELECT ON ALL TABLES IN SCHEMA ketnoi TO \"xem\", \"lan\"\"; DROP\";"));
    }
}
