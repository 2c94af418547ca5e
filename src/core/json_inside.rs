//! JSON text as a part of a larger document: there it stands as JSON, elsewhere as text.
//!
//! It must never know what the text says.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

pub(super) fn serialize<S: Serializer>(text: &str, s: S) -> Result<S::Ok, S::Error> {
    if s.is_human_readable() {
        serde_json::from_str::<Value>(text)
            .map_err(S::Error::custom)?
            .serialize(s)
    } else {
        text.serialize(s)
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    if d.is_human_readable() {
        let value = Value::deserialize(d)?;
        serde_json::to_string(&value).map_err(D::Error::custom)
    } else {
        String::deserialize(d)
    }
}
