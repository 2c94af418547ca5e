//! JSON against a schema of `data/schemas/`: the keywords that these use. One that is not known is a failure, so that nothing
//! that a schema says goes unlooked at.

use serde_json::Value;

/// What is wrong with a document, each with its place; nothing if all is well.
pub fn wrong(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, document, "$", &mut found);
    found
}

/// Keywords that say nothing about what is right.
const SILENT: [&str; 5] = ["$schema", "$defs", "title", "description", "$comment"];

fn check(root: &Value, schema: &Value, at: &Value, place: &str, found: &mut Vec<String>) {
    let rules = schema.as_object().expect("a schema is an object");
    let mut say = |what: String| found.push(format!("{place}: {what}"));
    for (keyword, rule) in rules {
        match keyword.as_str() {
            silent if SILENT.contains(&silent) => {}
            "$ref" => {
                let path = rule.as_str().expect("a reference").trim_start_matches('#');
                let target = root.pointer(path).unwrap_or_else(|| panic!("no {path}"));
                check(root, target, at, place, found);
                return;
            }
            "type" => {
                let is = match rule.as_str().expect("a type") {
                    "object" => at.is_object(),
                    "array" => at.is_array(),
                    "string" => at.is_string(),
                    "integer" => at.is_i64() || at.is_u64(),
                    "number" => at.is_number(),
                    "boolean" => at.is_boolean(),
                    "null" => at.is_null(),
                    other => panic!("type {other}"),
                };
                if !is {
                    say(format!("not of type {rule}: {at}"));
                }
            }
            "const" if at != rule => say(format!("is not {rule}")),
            "enum" if !rule.as_array().expect("a list").contains(at) => {
                say(format!("{at} is none of {rule}"));
            }
            "minimum" if at.as_f64() < rule.as_f64() => say(format!("{at} is below {rule}")),
            "pattern" => {
                let pattern = rule.as_str().expect("a pattern");
                if !at.as_str().is_some_and(|text| fits(pattern, text)) {
                    say(format!("{at} does not fit {pattern}"));
                }
            }
            "required" => {
                for name in rule.as_array().expect("a list") {
                    if at.get(name.as_str().expect("a name")).is_none() {
                        say(format!("{name} is missing"));
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false));
                let known = rules.get("properties").and_then(Value::as_object);
                for name in at.as_object().into_iter().flat_map(|o| o.keys()) {
                    if !known.is_some_and(|k| k.contains_key(name)) {
                        say(format!("{name} is not foreseen"));
                    }
                }
            }
            "const" | "enum" | "minimum" | "properties" | "items" | "anyOf" => {}
            other => panic!("the keyword {other} is not known here"),
        }
    }
    for (name, below) in rules
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if let Some(value) = at.get(name) {
            check(root, below, value, &format!("{place}.{name}"), found);
        }
    }
    if let Some(below) = rules.get("items") {
        for (n, value) in at.as_array().into_iter().flatten().enumerate() {
            check(root, below, value, &format!("{place}[{n}]"), found);
        }
    }
    if let Some(ways) = rules.get("anyOf").and_then(Value::as_array) {
        let tried: Vec<Vec<String>> = ways
            .iter()
            .map(|way| {
                let mut found = Vec::new();
                check(root, way, at, place, &mut found);
                found
            })
            .collect();
        if tried.iter().all(|t| !t.is_empty()) {
            found.extend(tried.into_iter().flatten());
        }
    }
}

/// The three patterns that the schemas use, by hand: a moment, a digest, a source.
fn fits(pattern: &str, text: &str) -> bool {
    if pattern.contains("[0-9a-f]{64}") {
        return text.len() == 64
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    }
    if pattern.contains('T') {
        return ketnoi::core::time::Stamp::parse_rfc3339(text).is_some();
    }
    assert!(
        pattern.starts_with("^(unit|version|activity|file|letter):"),
        "{pattern}"
    );
    let kinds = ["unit:", "version:", "activity:", "file:", "letter:"];
    text == "definition"
        || kinds
            .iter()
            .any(|kind| text.strip_prefix(kind).is_some_and(|rest| !rest.is_empty()))
}
