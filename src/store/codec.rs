//! From a fact to the stored row and back, and the hash chain over the rows.
//!
//! The chain covers the stored bytes, not what they mean: a row is hashed before it is read, so a changed letter is found
//! even where it would still be read as the same fact. `docs/store.md` says how a stranger can check it without ketnoi.
//! It must never know which engine keeps the rows, nor what a fact means.

use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::journal::{Batch, Head, Hole};
use super::netstring::{put, put_hash, put_number};
use crate::core::fact::{Draft, Envelope, Fact, FactRedacted, Role, Via};
use crate::core::known::corrects;
use crate::core::names::{Actor, CampaignId, CmdId, UnitCode};
use crate::core::time::Stamp;

/// What the text that is hashed begins with. The first way covers the payload itself, and so keeps it for ever; the second
/// covers a digest of it, and is the one in which rows are written.
const OLD: &str = "ketnoi.fact/1";
const NEW: &str = "ketnoi.fact/2";

/// What is hashed together with a payload, so that nobody can find out by trying what a removed one was.
pub type Salt = [u8; 16];

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
    /// Payload, JSON text; empty where it was removed.
    pub payload: String,
    /// What the payload is hashed with; gone with the payload, and not there in a row of the old kind.
    pub salt: Option<Salt>,
    /// Of a row whose payload was removed: the digest of salt and payload; not there in a row of the old kind.
    pub digest: Option<[u8; 32]>,
    /// Of a row whose payload was removed: the number of the fact that removed it.
    pub redacted_by: Option<i64>,
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
    /// Its payload is gone, and no fact says that it was removed.
    Hole,
}

impl Fault {
    /// The stable word for [`StoreError::BrokenChain`].
    pub fn id(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::Gap => "gap",
            Self::Payload => "payload",
            Self::Hole => "hole",
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

impl Row {
    /// The bytes that are hashed: each field with its length before it, so that no two rows give the same bytes.
    pub fn preimage(&self, before: &[u8; 32]) -> Vec<u8> {
        let mut out = Vec::with_capacity(384 + self.payload.len());
        let digest = self.payload_digest();
        put(&mut out, digest.map_or(OLD, |_| NEW).as_bytes());
        put_hash(&mut out, before);
        put(&mut out, self.stream.as_bytes());
        put_number(&mut out, self.seq);
        put(&mut out, self.cmd.as_bytes());
        put_number(&mut out, self.n);
        put(&mut out, self.kind.as_bytes());
        put_number(&mut out, self.version);
        put_number(&mut out, self.at);
        put_number(&mut out, self.recorded);
        put(&mut out, self.actor.as_bytes());
        put(&mut out, self.real_user.as_bytes());
        put(&mut out, self.role.as_bytes());
        put(&mut out, self.via.as_bytes());
        match &self.unit {
            Some(unit) => put(&mut out, unit.as_bytes()),
            None => out.extend_from_slice(b"-,"),
        }
        put_number(&mut out, self.entered_later);
        match digest {
            Some(digest) => put_hash(&mut out, &digest),
            None => put(&mut out, self.payload.as_bytes()),
        }
        out
    }

    /// SHA-256 over salt and payload; `None` of a row of the old kind.
    fn payload_digest(&self) -> Option<[u8; 32]> {
        let made = |salt: Salt| {
            let salted = Sha256::new().chain_update(salt).chain_update(&self.payload);
            salted.finalize().into()
        };
        self.salt.map(made).or(self.digest)
    }

    /// Is the payload gone?
    pub fn is_hole(&self) -> bool {
        self.redacted_by.is_some()
    }

    /// Does the hash cover a digest of the payload, and not the payload itself?
    pub(super) fn is_new(&self) -> bool {
        self.salt.is_some() || self.digest.is_some()
    }

    /// A row of the old kind whose payload is gone: its hash cannot be made any more, and is taken as it stands.
    pub fn is_old_hole(&self) -> bool {
        self.is_hole() && !self.is_new()
    }

    /// Takes the payload and its salt away, for the fact of that number.
    pub fn remove_payload(&mut self, redacted_by: i64) {
        self.digest = self.payload_digest();
        self.salt = None;
        self.payload.clear();
        self.redacted_by = Some(redacted_by);
    }

    /// Are its parts together what a row of one of the kinds has?
    fn is_sound(&self) -> bool {
        match (self.redacted_by, self.salt, self.digest) {
            (None, _, None) => true,
            (Some(by), None, _) => by > self.seq && self.payload.is_empty(),
            _ => false,
        }
    }

    /// The hash that the row must have after `before`.
    pub fn chained(&self, before: &[u8; 32]) -> [u8; 32] {
        Sha256::digest(self.preimage(before)).into()
    }

    /// The row of a fact and what is kept of its payload; for a journal that keeps no rows, and so only knows facts as
    /// this very program wrote them.
    ///
    /// # Errors
    /// The fact cannot be written as JSON, or its number is beyond what a row holds.
    pub fn of(env: &Envelope, kept: &Payload) -> Result<Self, StoreError> {
        Ok(Self {
            stream: env.stream.0.clone(),
            seq: number(env.seq)?,
            cmd: env.cmd.to_string(),
            n: i64::from(env.n),
            kind: env.fact.type_name().to_owned(),
            version: i64::from(env.fact.version()),
            at: env.at.0,
            recorded: env.recorded.0,
            actor: env.actor.to_string(),
            real_user: env.real_user.to_string(),
            role: role_id(env.role).to_owned(),
            via: via_id(env.via).to_owned(),
            unit: env.unit.as_ref().map(|u| u.0.clone()),
            entered_later: i64::from(env.entered_later),
            payload: kept.text.to_string(),
            salt: kept.salt,
            digest: kept.digest,
            redacted_by: kept.redacted_by,
            hash: env.hash,
        })
    }

    /// What a journal that keeps no rows keeps of this one beside the fact.
    pub fn kept_payload(&self) -> Payload {
        Payload {
            text: self.payload.as_str().into(),
            salt: self.salt,
            digest: self.digest,
            redacted_by: self.redacted_by,
        }
    }

    /// Reads the row as a fact. An older version of a payload is first made new by `upcast`. Where the payload was
    /// removed, `left` is the payload of the fact that removed it, and the fact is what that one left of it.
    ///
    /// # Errors
    /// [`StoreError::BrokenChain`] where it cannot be read as a fact; [`StoreError::NewerFact`] where only a newer program
    /// can.
    pub fn envelope(self, left: Option<&str>) -> Result<Envelope, StoreError> {
        let sound = self.is_sound();
        let stream = CampaignId(self.stream);
        let seq = self.seq.max(0) as u64;
        let broken = || Fault::Payload.at(&stream, seq);
        let (version, payload) = match self.redacted_by {
            _ if !sound => return Err(Fault::Hole.at(&stream, seq)),
            None => (self.version, self.payload),
            Some(_) => {
                let left = left.and_then(|text| left_of(text, seq, &self.kind));
                let left = left.ok_or_else(|| Fault::Hole.at(&stream, seq))?;
                (i64::from(left.version), left.keeps)
            }
        };
        let fact = fact_of(&self.kind, version, &payload, seq).map_err(|w| w.unwrap_or_else(broken))?;
        Ok(Envelope {
            seq,
            cmd: CmdId::parse(&self.cmd).ok_or_else(broken)?,
            n: u32::try_from(self.n).map_err(|_| broken())?,
            at: Stamp(self.at),
            recorded: Stamp(self.recorded),
            role: role_of(&self.role).ok_or_else(broken)?,
            via: via_of(&self.via).ok_or_else(broken)?,
            actor: Actor::from(self.actor),
            real_user: Actor::from(self.real_user),
            unit: self.unit.map(UnitCode),
            entered_later: self.entered_later != 0,
            fact,
            hash: self.hash,
            stream,
        })
    }
}

/// What is kept of a payload.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payload {
    text: Box<str>,
    salt: Option<Salt>,
    digest: Option<[u8; 32]>,
    redacted_by: Option<i64>,
}

impl Payload {
    /// That of a row of the old kind.
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The number of the fact that removed it.
    pub fn redacted_by(&self) -> Option<i64> {
        self.redacted_by
    }

    /// The payload's text; empty where it was removed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What a redaction left of fact `seq`, which is of this kind; `None` where the text is no redaction of it.
fn left_of(text: &str, seq: u64, kind: &str) -> Option<FactRedacted> {
    let read: FactRedacted = serde_json::from_str(text).ok()?;
    Some(read).filter(|r| r.seq == seq && r.what == kind)
}

/// The facts that the rows of a batch remove words from, and the numbers of those that do it.
pub fn holes_of(rows: &[Row], batch: &Batch) -> Vec<Hole> {
    let pairs = rows.iter().zip(&batch.drafts);
    let hole = |(row, draft): (&Row, &Draft)| match &draft.fact {
        Fact::FactRedacted(f) => Some(Hole {
            seq: f.seq,
            by: row.seq.max(0) as u64,
            old: false,
        }),
        _ => None,
    };
    pairs.filter_map(hole).collect()
}

/// A chain on the way to be checked, row by row.
#[derive(Debug)]
pub struct Check {
    stream: CampaignId,
    head: Head,
    /// Rows of the new kind have begun: none of the old kind comes after them.
    new: bool,
}

impl Check {
    /// From the first fact of a stream on.
    pub fn new(stream: &CampaignId) -> Self {
        Self {
            stream: stream.clone(),
            head: Head::default(),
            new: false,
        }
    }

    /// From the fact on that follows this end; `new`: the row that it ends with is of the new kind.
    pub fn after(stream: &CampaignId, head: Head, new: bool) -> Self {
        let stream = stream.clone();
        Self { stream, head, new }
    }

    /// Takes the next row: number, then hash, then meaning, so that what a changed row would say is never believed.
    /// `left` as for [`Row::envelope`].
    ///
    /// # Errors
    /// [`StoreError::BrokenChain`] at this row; as for [`Row::envelope`].
    pub fn next(&mut self, row: Row, left: Option<&str>) -> Result<Envelope, StoreError> {
        self.pass(&row)?;
        row.envelope(left)
    }

    /// The same without asking what the row means.
    ///
    /// # Errors
    /// [`StoreError::BrokenChain`] at this row.
    pub fn pass(&mut self, row: &Row) -> Result<(), StoreError> {
        let seq = self.head.seq + 1;
        if u64::try_from(row.seq) != Ok(seq) {
            return Err(Fault::Gap.at(&self.stream, seq));
        }
        let new = row.is_new();
        let taken = row.is_old_hole() || row.chained(&self.head.hash) == row.hash;
        if row.stream != self.stream.0 || !taken || (self.new && !new) {
            return Err(Fault::Hash.at(&self.stream, seq));
        }
        self.new = new;
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

/// The rows of a batch, chained after `head`, whose fact was recorded at `last`; `salt` gives each its own.
///
/// # Errors
/// There is no fact in it, one cannot be written as JSON, or there is no salt to be had.
pub fn rows_of(
    stream: &CampaignId,
    head: Head,
    last: Option<Stamp>,
    batch: &Batch,
    salt: &mut dyn FnMut(i64) -> Result<Salt, StoreError>,
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
        row.salt = Some(salt(seq)?);
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
        actor: batch.actor.to_string(),
        real_user: batch.real_user.to_string(),
        role: role_id(batch.role).to_owned(),
        via: via_id(batch.via).to_owned(),
        unit: draft.unit.as_ref().map(|u| u.0.clone()),
        entered_later: i64::from(draft.entered_later),
        payload: payload_of(&draft.fact)?,
        salt: None,
        digest: None,
        redacted_by: None,
        hash: [0; 32],
    })
}

fn payload_of(fact: &Fact) -> Result<String, StoreError> {
    fact.to_json().map_err(|why| StoreError::Payload(why.to_string()))
}

/// A number as the engine keeps it.
///
/// # Errors
/// It is beyond 2^63 - 1.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::fact::ReportNoted;
    use crate::core::hex::hex;

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
            salt: None,
            digest: None,
            redacted_by: None,
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
    fn a_new_row_is_hashed_over_a_digest_and_verifies_without_its_payload() {
        let mut new = row();
        new.salt = Some(*b"0123456789abcdef");
        let digest = hex(&Sha256::digest(
            "0123456789abcdef{\"text\":\"ghi chú\"}".as_bytes(),
        ));
        let told = String::from_utf8(new.preimage(&[0; 32])).unwrap();
        assert!(told.starts_with("13:ketnoi.fact/2,"));
        assert!(told.ends_with(&format!("1:0,64:{digest},")), "{told}");
        new.hash = new.chained(&[0; 32]);
        let mut hole = new.clone();
        hole.remove_payload(4);
        assert_eq!((hole.payload.as_str(), hole.salt), ("", None));
        let left = r#"{"seq":1,"what":"report.noted","version":1,"keeps":{"text":"███"},"reason":"r"}"#;
        let env = Check::new(&CampaignId("s".into()))
            .next(hole.clone(), Some(left))
            .unwrap();
        assert_eq!(
            env.fact,
            Fact::ReportNoted(ReportNoted {
                text: "███".into()
            })
        );
        assert_eq!(env.hash, new.hash);
        let of_another = left.replace("\"seq\":1", "\"seq\":2");
        for left in [None, Some(of_another.as_str()), Some("{}")] {
            let mut check = Check::new(&CampaignId("s".into()));
            let why = check.next(hole.clone(), left).unwrap_err();
            assert!(why.to_string().ends_with("hole"), "{why}");
        }
    }

    #[test]
    fn an_old_row_without_its_payload_is_taken_but_never_after_a_new_one() {
        let left = r#"{"seq":1,"what":"report.noted","version":1,"keeps":{"text":"███"},"reason":"r"}"#;
        let mut old = row();
        old.hash = old.chained(&[0; 32]);
        old.remove_payload(4);
        assert!(old.is_old_hole());
        let mut check = Check::new(&CampaignId("s".into()));
        check.next(old.clone(), Some(left)).unwrap();
        let mut new = row();
        (new.seq, new.salt) = (2, Some([7; 16]));
        new.hash = new.chained(&old.hash);
        check.next(new.clone(), None).unwrap();
        let mut forged = old;
        (forged.seq, forged.actor) = (3, "nam".into());
        assert!(
            check
                .next(forged, Some(&left.replace(":1,\"w", ":3,\"w")))
                .is_err()
        );
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
            assert!(matches!(
                r.envelope(None),
                Err(StoreError::NewerFact { seq: 1, .. })
            ));
        }
        for broken in ["{}", "", "[1]"] {
            let mut r = row();
            r.payload = broken.into();
            assert!(matches!(
                r.envelope(None),
                Err(StoreError::BrokenChain { seq: 1, .. })
            ));
        }
        let mut r = row();
        r.version = 0;
        assert!(
            matches!(r.envelope(None), Err(StoreError::BrokenChain { .. })),
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
        let env = r.clone().envelope(None).unwrap();
        assert_eq!(Row::of(&env, &r.kept_payload()).unwrap(), r);
    }
}
