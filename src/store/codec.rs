//! From a fact to the stored row and back, and the hash chain over the rows.
//!
//! The chain covers the stored bytes, not what they mean: a row is hashed before it is read, so a changed letter is found
//! even where it would still be read as the same fact. `docs/store.md` says how a stranger can check it without ketnoi.
//! It must never know which engine keeps the rows, nor what a fact means.

use sha2::{Digest, Sha256};

use super::journal::{Batch, Head, StoreError};
use crate::core::fact::{Draft, Envelope, Fact, Role, Via};
use crate::core::known::corrects;
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;

/// What the text that is hashed begins with; another way to hash would get another name.
const DOMAIN: &str = "ketnoi.fact/1";

/// A stored row: every field as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Stream.
    pub stream: String,
    /// Number in the stream.
    pub seq: i64,
    /// Command, 26 characters of a ULID.
    pub cmd: String,
    /// Place in the command, from 0.
    pub n: i64,
    /// Stored name of the fact.
    pub kind: String,
    /// Version of the payload.
    pub version: i64,
    /// When it happened, milliseconds since 1970 UTC.
    pub at: i64,
    /// When it was recorded, likewise.
    pub recorded: i64,
    /// Who acts.
    pub actor: String,
    /// The account that gave the command.
    pub real_user: String,
    /// Role, by its stored name.
    pub role: String,
    /// Way in, by its stored name.
    pub via: String,
    /// Unit, if it is about one.
    pub unit: Option<String>,
    /// 1 where it was entered later.
    pub entered_later: i64,
    /// Payload, JSON text.
    pub payload: String,
    /// Hash over all of these and the hash before.
    pub hash: [u8; 32],
}

/// What is wrong with a row that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its hash is not that of its fields and the hash before.
    Hash,
    /// It is not the next number.
    Gap,
    /// It cannot be read as a fact.
    Payload,
}

impl Fault {
    /// The stable word for [`StoreError::BrokenChain`].
    pub fn id(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::Gap => "gap",
            Self::Payload => "payload",
        }
    }

    /// As an error of a stream at a number.
    pub fn at(self, stream: &CampaignId, seq: u64) -> StoreError {
        StoreError::BrokenChain {
            stream: stream.clone(),
            seq,
            detail: self.id().to_owned(),
        }
    }
}

fn put(out: &mut Vec<u8>, field: &[u8]) {
    out.extend_from_slice(field.len().to_string().as_bytes());
    out.push(b':');
    out.extend_from_slice(field);
    out.push(b',');
}

impl Row {
    /// The bytes that are hashed: each field with its length before it, so that no two rows give the same bytes.
    pub fn preimage(&self, before: &[u8; 32]) -> Vec<u8> {
        let mut out = Vec::with_capacity(384 + self.payload.len());
        put(&mut out, DOMAIN.as_bytes());
        put(&mut out, hex(before).as_bytes());
        put(&mut out, self.stream.as_bytes());
        put(&mut out, self.seq.to_string().as_bytes());
        put(&mut out, self.cmd.as_bytes());
        put(&mut out, self.n.to_string().as_bytes());
        put(&mut out, self.kind.as_bytes());
        put(&mut out, self.version.to_string().as_bytes());
        put(&mut out, self.at.to_string().as_bytes());
        put(&mut out, self.recorded.to_string().as_bytes());
        put(&mut out, self.actor.as_bytes());
        put(&mut out, self.real_user.as_bytes());
        put(&mut out, self.role.as_bytes());
        put(&mut out, self.via.as_bytes());
        match &self.unit {
            Some(unit) => put(&mut out, unit.as_bytes()),
            None => out.extend_from_slice(b"-,"),
        }
        put(&mut out, self.entered_later.to_string().as_bytes());
        put(&mut out, self.payload.as_bytes());
        out
    }

    /// The hash that the row must have after `before`.
    pub fn chained(&self, before: &[u8; 32]) -> [u8; 32] {
        Sha256::digest(self.preimage(before)).into()
    }

    /// The row of a fact and its stored payload; for a journal that keeps no rows, and so only knows facts as this very
    /// program wrote them.
    pub fn of(env: &Envelope, payload: &str) -> Result<Self, StoreError> {
        Ok(Self {
            stream: env.stream.0.clone(),
            seq: number(env.seq)?,
            cmd: env.cmd.to_string(),
            n: i64::from(env.n),
            kind: env.fact.type_name().to_owned(),
            version: i64::from(env.fact.version()),
            at: env.at.0,
            recorded: env.recorded.0,
            actor: env.actor.0.clone(),
            real_user: env.real_user.0.clone(),
            role: role_id(env.role).to_owned(),
            via: via_id(env.via).to_owned(),
            unit: env.unit.as_ref().map(|u| u.0.clone()),
            entered_later: i64::from(env.entered_later),
            payload: payload.to_owned(),
            hash: env.hash,
        })
    }

    /// Reads the row as a fact. An older version of a payload is first made new by `upcast`.
    pub fn envelope(self) -> Result<Envelope, StoreError> {
        let stream = CampaignId(self.stream);
        let seq = self.seq.max(0) as u64;
        let broken = || Fault::Payload.at(&stream, seq);
        let fact =
            fact_of(&self.kind, self.version, &self.payload, seq).map_err(|w| w.unwrap_or_else(broken))?;
        Ok(Envelope {
            seq,
            cmd: CmdId::parse(&self.cmd).ok_or_else(broken)?,
            n: u32::try_from(self.n).map_err(|_| broken())?,
            at: Stamp(self.at),
            recorded: Stamp(self.recorded),
            role: role_of(&self.role).ok_or_else(broken)?,
            via: via_of(&self.via).ok_or_else(broken)?,
            actor: Actor(self.actor),
            real_user: Actor(self.real_user),
            unit: self.unit.map(UnitCode),
            entered_later: self.entered_later != 0,
            fact,
            hash: self.hash,
            stream,
        })
    }
}

/// A chain on the way to be checked, row by row.
#[derive(Debug)]
pub struct Check {
    stream: CampaignId,
    head: Head,
}

impl Check {
    /// From the first fact of a stream on.
    pub fn new(stream: &CampaignId) -> Self {
        Self {
            stream: stream.clone(),
            head: Head::default(),
        }
    }

    /// From the fact on that follows this end.
    pub fn after(stream: &CampaignId, head: Head) -> Self {
        let stream = stream.clone();
        Self { stream, head }
    }

    /// Takes the next row: number, then hash, then meaning, so that what a changed row would say is never believed.
    pub fn next(&mut self, row: Row) -> Result<Envelope, StoreError> {
        self.pass(&row)?;
        row.envelope()
    }

    /// The same without asking what the row means.
    pub fn pass(&mut self, row: &Row) -> Result<(), StoreError> {
        let seq = self.head.seq + 1;
        if u64::try_from(row.seq) != Ok(seq) {
            return Err(Fault::Gap.at(&self.stream, seq));
        }
        if row.stream != self.stream.0 || row.chained(&self.head.hash) != row.hash {
            return Err(Fault::Hash.at(&self.stream, seq));
        }
        self.head = Head { seq, hash: row.hash };
        Ok(())
    }

    /// A row that cannot even be read as fields stands here.
    pub fn unreadable(&self) -> StoreError {
        Fault::Payload.at(&self.stream, self.head.seq + 1)
    }

    /// The end so far.
    pub fn head(&self) -> Head {
        self.head
    }
}

/// The rows of a batch, chained after `head`, whose fact was recorded at `last`.
pub fn rows_of(
    stream: &CampaignId,
    head: Head,
    last: Option<Stamp>,
    batch: &Batch,
) -> Result<Vec<Row>, StoreError> {
    if batch.drafts.is_empty() {
        return Err(StoreError::Payload("a command without facts".to_owned()));
    }
    // It never goes back, but where a clock that was ahead is set right.
    let anew = batch.drafts.iter().any(|d| corrects(&d.fact));
    let floor = last.filter(|_| !anew);
    let recorded = floor.map_or(batch.recorded, |last| last.max(batch.recorded));
    let mut before = head.hash;
    let mut seq = number(head.seq)?;
    let mut rows = Vec::with_capacity(batch.drafts.len());
    for (n, draft) in batch.drafts.iter().enumerate() {
        seq = seq.saturating_add(1);
        let mut row = row_of(stream, seq, n as i64, recorded, batch, draft)?;
        row.hash = row.chained(&before);
        before = row.hash;
        rows.push(row);
    }
    Ok(rows)
}

fn row_of(
    stream: &CampaignId,
    seq: i64,
    n: i64,
    recorded: Stamp,
    batch: &Batch,
    draft: &Draft,
) -> Result<Row, StoreError> {
    Ok(Row {
        stream: stream.0.clone(),
        seq,
        cmd: batch.cmd.to_string(),
        n,
        kind: draft.fact.type_name().to_owned(),
        version: i64::from(draft.fact.version()),
        at: draft.at.0,
        recorded: recorded.0,
        actor: batch.actor.0.clone(),
        real_user: batch.real_user.0.clone(),
        role: role_id(batch.role).to_owned(),
        via: via_id(batch.via).to_owned(),
        unit: draft.unit.as_ref().map(|u| u.0.clone()),
        entered_later: i64::from(draft.entered_later),
        payload: payload_of(&draft.fact)?,
        hash: [0; 32],
    })
}

fn payload_of(fact: &Fact) -> Result<String, StoreError> {
    fact.to_json().map_err(|why| StoreError::Payload(why.to_string()))
}

/// A number as the engine keeps it.
pub fn number(seq: u64) -> Result<i64, StoreError> {
    i64::try_from(seq).map_err(|_| StoreError::Payload(format!("number {seq}")))
}

/// The fact of a stored name, version and payload. `Err(None)`: it cannot be read.
fn fact_of(name: &str, version: i64, payload: &str, seq: u64) -> Result<Fact, Option<StoreError>> {
    let newest = Fact::NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, v)| *v);
    let told = u16::try_from(version).map_err(|_| None)?;
    let Some(newest) = newest.filter(|newest| told <= *newest) else {
        return Err(Some(StoreError::NewerFact {
            seq,
            name: name.to_owned(),
            version: told,
        }));
    };
    let read = if told == newest {
        Fact::from_json(name, payload)
    } else {
        let now = upcast(UPCASTS, name, told, newest, payload).ok_or(None)?;
        Fact::from_json(name, &now)
    };
    read.and_then(Result::ok).ok_or(None)
}

/// Makes a payload of one version into one of the next.
type Upcast = fn(serde_json::Value) -> serde_json::Value;

/// One line a step: the fact's name, the version that is read, how it becomes the version after. There is none while
/// every fact is at its first version.
const UPCASTS: &[(&str, u16, Upcast)] = &[];

/// Takes an old payload through every step to the newest version; `None` where a step is missing or it is no JSON.
fn upcast(steps: &[(&str, u16, Upcast)], name: &str, from: u16, to: u16, payload: &str) -> Option<String> {
    let mut value = serde_json::from_str(payload).ok()?;
    for version in from..to {
        let (_, _, step) = steps.iter().find(|(n, v, _)| *n == name && *v == version)?;
        value = step(value);
    }
    Some(value.to_string())
}

const ROLES: [(Role, &str); 5] = [
    (Role::Viewer, "viewer"),
    (Role::UnitOfficer, "unit_officer"),
    (Role::Editor, "editor"),
    (Role::Reviewer, "reviewer"),
    (Role::Administrator, "administrator"),
];

/// The stored name of a role: for ever, like those of facts.
pub(super) fn role_id(role: Role) -> &'static str {
    match role {
        Role::Viewer => "viewer",
        Role::UnitOfficer => "unit_officer",
        Role::Editor => "editor",
        Role::Reviewer => "reviewer",
        Role::Administrator => "administrator",
    }
}

pub(super) fn role_of(id: &str) -> Option<Role> {
    ROLES.iter().find(|(_, name)| *name == id).map(|(role, _)| *role)
}

/// The stored name of a way in.
pub(super) fn via_id(via: Via) -> &'static str {
    match via {
        Via::Cli => "cli",
        Via::Tui => "tui",
        Via::Mail => "mail",
    }
}

pub(super) fn via_of(id: &str) -> Option<Via> {
    [Via::Cli, Via::Tui, Via::Mail]
        .into_iter()
        .find(|v| via_id(*v) == id)
}

/// Lowercase hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for b in bytes {
        out.push(char::from(DIGITS[usize::from(b >> 4)]));
        out.push(char::from(DIGITS[usize::from(b & 15)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::fact::ReportNoted;

    fn row() -> Row {
        Row {
            stream: "s".into(),
            seq: 1,
            cmd: "01ARZ3NDEKTSV4RRFFQ69G5FAV".into(),
            n: 0,
            kind: "report.noted".into(),
            version: 1,
            at: -5,
            recorded: 7,
            actor: "lan".into(),
            real_user: "lan".into(),
            role: "editor".into(),
            via: "cli".into(),
            unit: None,
            entered_later: 0,
            payload: r#"{"text":"ghi chú"}"#.into(),
            hash: [0; 32],
        }
    }

    #[test]
    fn the_hashed_bytes_are_those_of_the_book() {
        let zeros = "0".repeat(64);
        let told = format!(
            "13:ketnoi.fact/1,64:{zeros},1:s,1:1,26:01ARZ3NDEKTSV4RRFFQ69G5FAV,1:0,12:report.noted,1:1,2:-5,1:7,\
             3:lan,3:lan,6:editor,3:cli,-,1:0,19:{{\"text\":\"ghi chú\"}},"
        );
        assert_eq!(String::from_utf8(row().preimage(&[0; 32])).unwrap(), told);
    }

    #[test]
    fn fields_cannot_be_shifted_into_each_other() {
        let (mut a, mut b) = (row(), row());
        (a.actor, a.real_user) = ("ab".into(), "c".into());
        (b.actor, b.real_user) = ("a".into(), "bc".into());
        assert_ne!(a.chained(&[0; 32]), b.chained(&[0; 32]));
        b = a.clone();
        (a.unit, b.unit) = (None, Some(String::new()));
        assert_ne!(a.chained(&[0; 32]), b.chained(&[0; 32]));
    }

    #[test]
    fn what_only_a_newer_ketnoi_knows_is_told_as_such() {
        for (kind, version) in [("report.noted", 2), ("report.sung", 1)] {
            let mut r = row();
            (r.kind, r.version) = (kind.into(), version);
            assert!(matches!(r.envelope(), Err(StoreError::NewerFact { seq: 1, .. })));
        }
        for broken in ["{}", "", "[1]"] {
            let mut r = row();
            r.payload = broken.into();
            assert!(matches!(
                r.envelope(),
                Err(StoreError::BrokenChain { seq: 1, .. })
            ));
        }
        let mut r = row();
        r.version = 0;
        assert!(
            matches!(r.envelope(), Err(StoreError::BrokenChain { .. })),
            "no step leads there"
        );
    }

    #[test]
    fn an_old_payload_takes_every_step() {
        let first: Upcast = |mut v| {
            v["text"] = v["words"].take();
            v
        };
        let second: Upcast = |mut v| {
            v["text"] = format!("{}!", v["text"].as_str().unwrap()).into();
            v
        };
        let steps = [("report.noted", 1, first), ("report.noted", 2, second)];
        let new = upcast(&steps, "report.noted", 1, 3, r#"{"words":"a"}"#).unwrap();
        let read = Fact::from_json("report.noted", &new).unwrap().unwrap();
        assert_eq!(read, Fact::ReportNoted(ReportNoted { text: "a!".into() }));
        assert_eq!(upcast(&steps, "report.noted", 0, 3, "{}"), None);
    }

    #[test]
    fn stored_names_are_those_that_json_shows() {
        for (role, id) in ROLES {
            assert_eq!(serde_json::to_value(role).unwrap(), id);
            assert_eq!((role_id(role), role_of(id)), (id, Some(role)));
        }
        for via in [Via::Cli, Via::Tui, Via::Mail] {
            assert_eq!(serde_json::to_value(via).unwrap(), via_id(via));
            assert_eq!(via_of(via_id(via)), Some(via));
        }
    }

    #[test]
    fn a_fact_goes_through_a_row_unchanged() {
        let mut r = row();
        r.hash = r.chained(&[0; 32]);
        let env = r.clone().envelope().unwrap();
        assert_eq!(Row::of(&env, &r.payload).unwrap(), r);
    }
}
