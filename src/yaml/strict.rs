//! A first reading of the whole file that keeps nothing: it finds double keys at the place of the second one, tags,
//! keys that are no text, depth and size. The same walk, ended early, tells where a key stands.
//!
//! It works by failing: the parser notes where it was when a visitor refused, so a refusal raised while a key is
//! being read carries that key's place.

use std::collections::HashSet;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::error::{Kind, Position, YamlError};
use super::explain;
use super::limits::Limits;

/// What a visitor wants said, found again when the parser has failed.
enum Verdict {
    Kind(Kind),
    Found,
}

struct Walk<'a> {
    limits: Limits,
    nodes: usize,
    verdict: &'a mut Option<Verdict>,
}

impl Walk<'_> {
    fn refuse<E: Error>(&mut self, kind: Kind) -> E {
        self.stop(Verdict::Kind(kind))
    }

    fn stop<E: Error>(&mut self, verdict: Verdict) -> E {
        *self.verdict = Some(verdict);
        E::custom("stop")
    }

    fn count<E: Error>(&mut self, depth: usize) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.refuse(Kind::TooMany {
                limit: self.limits.nodes,
            }));
        }
        if depth > self.limits.depth {
            return Err(self.refuse(Kind::TooDeep {
                limit: self.limits.depth,
            }));
        }
        Ok(())
    }
}

/// Reads the whole file; the first thing that may not be is the error.
pub(super) fn check(name: &str, text: &str, limits: &Limits) -> Result<(), YamlError> {
    let mut verdict = None;
    let mut walk = Walk {
        limits: *limits,
        nodes: 0,
        verdict: &mut verdict,
    };
    let Err(e) = (Value {
        walk: &mut walk,
        depth: 0,
    })
    .deserialize(serde_yaml::Deserializer::from_str(text)) else {
        return Ok(());
    };
    Err(match verdict {
        Some(Verdict::Kind(kind)) => {
            let error = YamlError::whole(name, kind);
            match place_of(&e) {
                Some(place) => error.at(text, place),
                None => error,
            }
        }
        _ => explain::explain(name, text, &e),
    })
}

/// Where the key or item at the end of `path` stands.
pub(super) fn locate(text: &str, path: &[&str]) -> Option<Position> {
    let mut verdict = None;
    let mut walk = Walk {
        limits: Limits::default(),
        nodes: 0,
        verdict: &mut verdict,
    };
    let found = Seek {
        walk: &mut walk,
        path,
    }
    .deserialize(serde_yaml::Deserializer::from_str(text));
    let error = found.err()?;
    matches!(verdict, Some(Verdict::Found))
        .then(|| place_of(&error))
        .flatten()
}

fn place_of(e: &serde_yaml::Error) -> Option<Position> {
    e.location().map(|l| Position {
        line: l.line(),
        column: l.column(),
    })
}

struct Value<'a, 'w> {
    walk: &'a mut Walk<'w>,
    depth: usize,
}

macro_rules! scalars {
    ($($visit:ident($t:ty)),*) => {$(
        fn $visit<E: Error>(self, _: $t) -> Result<(), E> {
            self.walk.count(self.depth)
        }
    )*};
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_i128(i128),
        visit_u128(u128),
        visit_f64(f64),
        visit_str(&str)
    );

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.walk.count(self.depth)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.walk.count(self.depth)?;
        while seq
            .next_element_seed(Value {
                walk: &mut *self.walk,
                depth: self.depth + 1,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.walk.count(self.depth)?;
        let mut seen = HashSet::new();
        while map
            .next_key_seed(Key {
                walk: &mut *self.walk,
                seen: &mut seen,
            })?
            .is_some()
        {
            map.next_value_seed(Value {
                walk: &mut *self.walk,
                depth: self.depth + 1,
            })?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.walk.refuse(Kind::Tag))
    }
}

struct Key<'a, 'w> {
    walk: &'a mut Walk<'w>,
    seen: &'a mut HashSet<String>,
}

impl Key<'_, '_> {
    fn see<E: Error>(self, key: String) -> Result<(), E> {
        self.walk.count(0)?;
        if self.seen.contains(&key) {
            return Err(self.walk.refuse(Kind::DuplicateKey(key)));
        }
        self.seen.insert(key);
        Ok(())
    }
}

macro_rules! key_scalars {
    ($($visit:ident($t:ty)),*) => {$(
        fn $visit<E: Error>(self, v: $t) -> Result<(), E> {
            self.see(v.to_string())
        }
    )*};
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    key_scalars!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_i128(i128),
        visit_u128(u128),
        visit_f64(f64),
        visit_str(&str)
    );

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(self.walk.refuse(Kind::NoTextKey))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.walk.refuse(Kind::NoTextKey))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.walk.refuse(Kind::NoTextKey))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.walk.refuse(Kind::Tag))
    }
}

/// Walks towards one place and stops there.
struct Seek<'a, 'w> {
    walk: &'a mut Walk<'w>,
    path: &'a [&'a str],
}

impl<'de> DeserializeSeed<'de> for Seek<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        if self.path.is_empty() {
            return Err(self.walk.stop(Verdict::Found));
        }
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group or a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else {
            return Ok(());
        };
        let at: usize = first.parse().map_err(A::Error::custom)?;
        for _ in 0..at {
            seq.next_element::<IgnoredAny>()?;
        }
        if rest.is_empty() {
            seq.next_element_seed(Item(self.walk))?;
        } else {
            seq.next_element_seed(Seek {
                walk: self.walk,
                path: rest,
            })?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else {
            return Ok(());
        };
        while let Some(here) = map.next_key_seed(SeekKey {
            walk: &mut *self.walk,
            key: first,
            last: rest.is_empty(),
        })? {
            if here {
                return map.next_value_seed(Seek {
                    walk: self.walk,
                    path: rest,
                });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

struct SeekKey<'a, 'w> {
    walk: &'a mut Walk<'w>,
    key: &'a str,
    last: bool,
}

impl<'de> DeserializeSeed<'de> for SeekKey<'_, '_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<bool, D::Error> {
        d.deserialize_str(self)
    }
}

impl Visitor<'_> for SeekKey<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<bool, E> {
        if v != self.key {
            return Ok(false);
        }
        if self.last {
            Err(self.walk.stop(Verdict::Found))
        } else {
            Ok(true)
        }
    }
}

/// Any value at all: stops at its beginning.
struct Item<'a, 'w>(&'a mut Walk<'w>);

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_any(self)
    }
}

macro_rules! found {
    ($($visit:ident($t:ty)),*) => {$(
        fn $visit<E: Error>(self, _: $t) -> Result<(), E> {
            Err(self.0.stop(Verdict::Found))
        }
    )*};
}

impl<'de> Visitor<'de> for Item<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    found!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_i128(i128),
        visit_u128(u128),
        visit_f64(f64),
        visit_str(&str)
    );

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(self.0.stop(Verdict::Found))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.0.stop(Verdict::Found))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.0.stop(Verdict::Found))
    }
}
