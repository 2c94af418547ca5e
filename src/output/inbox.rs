//! Letters that came in: `ketnoi.inbox/1`.
//!
//! `id` is the content key, of what could not be read the SHA-256 of its bytes; `raw` every copy's bytes. `state` is
//! `filed`, `set_aside`, `automatic`, `dismissed` or `failed`; `kind` and `number` are what the rules or a person say,
//! `unit` the first of the units that it is filed to, `units` all of them where there are several. `weight` is between 0 and 1,
//! below 0 where it speaks against. `received` is when the ministry's own server took it, `received_by` who says so
//! (`received-header`, `internaldate`, `file`, `sweep`); `counts_from` another moment that a person has set. `doubt` is what is not
//! certain of a letter set aside; `why` and `detail` why something could not be read. `conflicts` are other letters under
//! the same Message-ID. Whoever is kept to own units is told neither candidates nor reasons.

use crate::core::campaign::Campaign;
use crate::core::fact::{Envelope, Fact, LetterFact};
use crate::core::house::{House, Letter, LetterState};
use crate::core::letter::{
    Claims, Doubt, Judgement, LetterKept, LetterKind, Part, RawCopy, Reason, ReceivedBy, Symbol, Unreadable,
};
use crate::core::names::{BlobId, CampaignId, LetterId, UnitCode};
use crate::core::time::Stamp;
use crate::text::{Catalogue, numbers};

use super::phrases::{clean, unit_name};
use super::table::{Column, Kind, Listing, Table, Value};

/// The word for what is kept and not looked into.
const NOT_LOOKED_INTO: &str = "not-looked-into";

/// The word for what could not be read, beside the states of letters.
pub const FAILED: &str = "failed";
/// Every word for a state, in the order in which people are told them.
pub const STATES: [&str; 5] = ["set_aside", "filed", "automatic", "dismissed", FAILED];
/// So many digits tell letters apart by eye.
const DIGITS: usize = 12;

/// A letter, or what could not be read, with its words: a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name; of what could not be read the SHA-256 of its bytes.
    pub id: LetterId,
    /// Where it stands, as one of [`STATES`].
    pub state: &'static str,
    /// When it was received.
    pub at: Stamp,
    /// The bytes as they first came.
    pub copy: RawCopy,
    /// The bytes of further copies.
    pub copies: Vec<LetterId>,
    /// What it says of itself.
    pub claims: Claims,
    /// The character set that its words were read in.
    pub charset: String,
    /// Its parts.
    pub parts: Vec<Part>,
    /// What was noticed about the whole.
    pub flags: Vec<String>,
    /// What it is, or is likely to be.
    pub kind: Option<LetterKind>,
    /// The campaign, where it is known.
    pub campaign: Option<CampaignId>,
    /// The units that it is filed to.
    pub units: Vec<UnitCode>,
    /// The document in it.
    pub symbol: Symbol,
    /// Another moment that counts, where a person has set one.
    pub counts_from: Option<Stamp>,
    /// What is not certain.
    pub doubt: Option<Doubt>,
    /// The rule by which its campaign refused it.
    pub refused: bool,
    /// How the rules came to it.
    pub judgement: Judgement,
    /// The note or reason of whoever decided.
    pub note: String,
    /// Who decided last, and when, where that was a person or a sweep.
    pub decided: Option<(String, Stamp)>,
    /// Other letters under the same Message-ID.
    pub conflicts: Vec<LetterId>,
    /// Why it could not be read, more about it, and the version of the program that tried.
    pub failed: Option<(Unreadable, String, String)>,
}

/// The word for where a letter stands. One that nobody has judged yet waits as one that is set aside does.
pub fn state_id(state: LetterState) -> &'static str {
    match state {
        LetterState::New => LetterState::SetAside.id(),
        other => other.id(),
    }
}

impl Entry {
    /// A letter from its facts; `None` if that is no fact of a letter that was kept.
    pub fn of(house: &House, letter: &Letter, facts: [Option<Envelope>; 3]) -> Option<Self> {
        let [kept, judged, decided] = facts;
        let (at, Fact::Letter(LetterFact::Kept(kept))) = kept.map(|env| (env.at, env.fact))? else {
            return None;
        };
        let LetterKept {
            letter: id,
            copy,
            claims,
            charset,
            parts,
            flags,
            failed: _,
            form: _,
        } = kept;
        let mut entry = Self {
            charset,
            parts,
            flags,
            refused: letter.filing.as_ref().is_some_and(|f| f.refused),
            decided: decided.as_ref().map(|env| (env.actor.to_string(), env.recorded)),
            ..Self::bare(id, state_id(letter.state), at, copy, claims)
        };
        if let Some(Fact::Letter(fact)) = judged.map(|env| env.fact) {
            entry.decide(fact);
        }
        if let Some(Fact::Letter(fact)) = decided.map(|env| env.fact) {
            entry.decide(fact);
        }
        if letter.state == LetterState::Filed {
            entry.doubt = None;
        } else {
            entry.units.clear();
        }
        if entry.campaign.is_none() {
            entry.campaign = house.campaign_of(letter).cloned();
        }
        Some(entry)
    }

    /// What could not be read, from its fact.
    pub fn of_failure(failure: &Envelope) -> Option<Self> {
        let Fact::Letter(LetterFact::Failed(f)) = &failure.fact else {
            return None;
        };
        let id = LetterId(f.copy.raw.0.clone());
        Some(Self {
            failed: Some((f.why, f.detail.clone(), f.program.clone())),
            ..Self::bare(id, FAILED, failure.at, f.copy.clone(), Claims::default())
        })
    }

    /// Something of which nothing could be kept, and why in words.
    pub fn unkept(source: String, why: String) -> Self {
        let copy = RawCopy {
            raw: BlobId::default(),
            size: 0,
            received: Stamp::default(),
            by: ReceivedBy::Sweep,
            source,
        };
        Self {
            failed: Some((Unreadable::NotALetter, why, String::new())),
            ..Self::bare(
                LetterId::default(),
                FAILED,
                Stamp::default(),
                copy,
                Claims::default(),
            )
        }
    }

    fn bare(id: LetterId, state: &'static str, at: Stamp, copy: RawCopy, claims: Claims) -> Self {
        Self {
            id,
            state,
            at,
            copy,
            claims,
            copies: Vec::new(),
            charset: String::new(),
            parts: Vec::new(),
            flags: Vec::new(),
            kind: None,
            campaign: None,
            units: Vec::new(),
            symbol: Symbol::default(),
            counts_from: None,
            doubt: None,
            refused: false,
            judgement: Judgement::default(),
            note: String::new(),
            decided: None,
            conflicts: Vec::new(),
            failed: None,
        }
    }

    /// Takes in what a fact says; the last one said it last.
    fn decide(&mut self, fact: LetterFact) {
        match fact {
            LetterFact::Filed(f) => {
                self.kind = Some(f.kind);
                self.campaign = Some(f.campaign);
                self.units = f.units;
                self.symbol = f.symbol;
                self.counts_from = f.received;
                self.note = f.note;
                self.judge(f.judgement);
            }
            LetterFact::SetAside(f) => {
                self.kind = Some(f.kind);
                self.campaign = f.campaign;
                self.symbol = f.symbol;
                self.doubt = Some(f.doubt);
                self.judge(f.judgement);
            }
            LetterFact::Automatic(f) => {
                self.kind = Some(LetterKind::Automatic);
                self.judge(f.judgement);
            }
            LetterFact::Dismissed(f) => self.note = f.reason,
            LetterFact::PutBack(f) => self.note = f.reason,
            LetterFact::Kept(_)
            | LetterFact::Copied(_)
            | LetterFact::Failed(_)
            | LetterFact::Settled(_)
            | LetterFact::Forgotten(_) => {}
        }
    }

    fn judge(&mut self, judgement: Judgement) {
        if judgement != Judgement::default() {
            self.judgement = judgement;
        }
    }

    /// The beginning of its name, enough to tell letters apart by eye.
    pub fn short(&self) -> &str {
        self.id.as_str().get(..DIGITS).unwrap_or(self.id.as_str())
    }
}

/// `ketnoi.inbox/1`: these letters. The units of another campaign are told by their codes.
pub fn document<'a>(cat: &Catalogue, campaign: &'a Campaign, rows: Vec<Entry>) -> Listing<'a, Entry> {
    Listing {
        schema: "ketnoi.inbox/1",
        head: Vec::new(),
        name: "letters",
        table: table(cat, campaign, rows),
    }
}

/// The same as a table.
pub fn table<'a>(cat: &Catalogue, campaign: &'a Campaign, rows: Vec<Entry>) -> Table<'a, Entry> {
    type Of<'a> = Column<'a, Entry>;
    let zone = campaign.def().zone;
    let cat = cat.clone();
    let columns = vec![
        Of::data("id", Kind::Text, |e| e.id.as_str().to_owned()),
        Of::words("heading-letter", |_, e| e.short().to_owned()),
        Of::data("raw", Kind::List, |e| {
            let first = std::iter::once(e.copy.raw.as_str());
            texts(first.chain(e.copies.iter().map(LetterId::as_str)))
        }),
        Of::data("state", Kind::Word("letter_state"), |e| e.state).headed("heading-state"),
        Of::data("kind", Kind::Word("letter_kind"), |e| e.kind.map(LetterKind::id))
            .headed("heading-kind")
            .spare(3),
        Of::data("campaign", Kind::Text, |e| {
            e.campaign.as_ref().map(|c| c.as_str().to_owned())
        }),
        Of::data("unit", Kind::Code, |e| {
            e.units.first().map(|u| u.as_str().to_owned())
        }),
        Of::data("units", Kind::List, |e| {
            (e.units.len() > 1).then(|| texts(e.units.iter().map(UnitCode::as_str)))
        })
        .optional(),
        Of::words("heading-unit", move |cat, e| whose(cat, campaign, e)),
        Of::data("candidates", Kind::Fields, candidates).only_json(),
        Of::data("reasons", Kind::Fields, move |e| reasons(&cat, e)).only_json(),
        Of::data("doubt", Kind::Text, |e| e.doubt.map(Doubt::id)).optional(),
        Of::data("received", Kind::Moment, move |e| (e.at, zone)).headed("heading-received_at"),
        Of::data("received_by", Kind::Text, |e| e.copy.by.id()),
        Of::data("counts_from", Kind::Moment, move |e| {
            e.counts_from.map(|at| (at, zone))
        })
        .optional(),
        Of::data("from", Kind::Text, |e| e.claims.from.clone()).headed("heading-from"),
        Of::data("subject", Kind::Text, |e| e.claims.subject.clone()).headed("heading-subject"),
        Of::data("number", Kind::Text, |e| e.symbol.number.clone()),
        Of::data("dated", Kind::Date, |e| e.symbol.dated).optional(),
        Of::data("charset", Kind::Text, |e| e.charset.clone()),
        Of::words("heading-why", why).spare(2),
        Of::words("heading-files", files).spare(1),
        Of::data("flags", Kind::List, |e| texts(e.flags.iter().map(String::as_str))),
        Of::data("parts", Kind::Fields, |e| {
            Value::List(e.parts.iter().map(part).collect())
        })
        .only_json(),
        Of::data("conflicts", Kind::List, |e| {
            (!e.conflicts.is_empty()).then(|| texts(e.conflicts.iter().map(LetterId::as_str)))
        })
        .optional(),
        Of::data("source", Kind::Text, |e| e.copy.source.clone()),
        Of::data("why", Kind::Text, |e| e.failed.as_ref().map(|(why, ..)| why.id())).optional(),
        Of::data("detail", Kind::Text, |e| {
            e.failed.as_ref().map(|(_, detail, _)| detail.clone())
        })
        .optional(),
    ];
    Table {
        columns,
        rows,
        year: campaign.def().year(),
    }
}

fn texts<'t>(list: impl IntoIterator<Item = &'t str>) -> Value<'static> {
    Value::List(list.into_iter().map(|text| text.to_owned().into()).collect())
}

/// Thousandths, as a number.
fn weight(thousandths: i32) -> Value<'static> {
    Value::Decimal(f64::from(thousandths) / 1000.0)
}

fn candidates<'v>(e: &Entry) -> Value<'v> {
    let each = e.judgement.candidates.iter().map(|c| {
        Value::Fields(vec![
            ("unit", c.unit.as_str().to_owned().into()),
            ("weight", weight(c.weight)),
        ])
    });
    Value::List(each.collect())
}

fn reasons(cat: &Catalogue, e: &Entry) -> Value<'static> {
    let each = e.judgement.reasons.iter().map(|r| {
        Value::Fields(vec![
            ("id", r.id.clone().into()),
            ("unit", r.unit.as_ref().map(|u| u.as_str().to_owned()).into()),
            ("weight", weight(r.weight)),
            ("text", reason(cat, r).into()),
        ])
    });
    Value::List(each.collect())
}

/// A reason in words: what the rule looks at, and the words of the letter that it rests on. Rules are data, so one that this
/// program does not know is told by its id.
pub fn reason(cat: &Catalogue, reason: &Reason) -> String {
    let key = format!("letter_reason-{}", reason.id);
    let rule = if cat.has(&key) {
        cat.tr(&key).into_owned()
    } else {
        clean(&reason.id)
    };
    if reason.what.is_empty() {
        return rule;
    }
    let args = [("rule", rule.into()), ("what", clean(&reason.what).into())];
    cat.tr_args("words-letter_reason", &args)
}

fn part(p: &Part) -> Value<'static> {
    let mut fields = vec![
        ("name", p.name.clone().into()),
        ("kind", p.kind.id().into()),
        ("bytes", p.size.into()),
        ("sha256", p.sha256.as_str().to_owned().into()),
        ("flags", texts(p.flags.iter().map(String::as_str))),
    ];
    if let Some(inside) = p.inside {
        fields.push(("inside", inside.into()));
    }
    Value::Fields(fields)
}

/// Whose it is; of one that waits, whose it may be.
fn whose(cat: &Catalogue, campaign: &Campaign, e: &Entry) -> String {
    let here = e.campaign.as_ref().is_none_or(|id| id == campaign.id());
    let name = |code: &UnitCode| {
        if here {
            unit_name(cat, campaign, code.as_str())
        } else {
            clean(code.as_str())
        }
    };
    if !e.units.is_empty() {
        return e.units.iter().map(name).collect::<Vec<_>>().join(", ");
    }
    match e.judgement.candidates.first() {
        Some(c) if e.state == STATES[0] => {
            cat.tr_args("words-letter_perhaps", &[("unit", name(&c.unit).into())])
        }
        _ => String::new(),
    }
}

/// What of it is not certain, or why it could not be read.
pub fn why(cat: &Catalogue, e: &Entry) -> String {
    match (&e.failed, e.doubt) {
        (Some((why, ..)), _) => cat.tr(&format!("unreadable-{}", why.id())).into_owned(),
        (None, Some(doubt)) => cat.tr(&format!("doubt-{}", doubt.id())).into_owned(),
        (None, None) => String::new(),
    }
}

/// The files in it, by kind.
fn files(cat: &Catalogue, e: &Entry) -> String {
    let files: Vec<_> = e.parts.iter().filter_map(Part::as_evidence).collect();
    super::phrases::files(cat, &files)
}

/// A part in a line: its name, kind, size, and what was noticed.
pub fn part_line(cat: &Catalogue, p: &Part) -> String {
    let kind = cat.tr(&format!("part_kind-{}", p.kind.id())).into_owned();
    let args = [
        ("name", clean(&p.name).into()),
        ("named", if p.name.is_empty() { "no" } else { "yes" }.into()),
        ("kind", kind.into()),
        ("size", numbers::size(cat.lang(), p.size).into()),
        (
            "flags",
            p.flags
                .iter()
                .map(|f| part_flag(cat, p, f))
                .collect::<Vec<_>>()
                .join("; ")
                .into(),
        ),
        ("flagged", if p.flags.is_empty() { "no" } else { "yes" }.into()),
    ];
    cat.tr_args("words-letter_part", &args)
}

/// What was noticed of a part, in words; of an archive that nothing here unpacks also what can be done.
pub fn part_flag(cat: &Catalogue, part: &Part, id: &str) -> String {
    if id == NOT_LOOKED_INTO && part.is_packed_elsewhere() {
        return cat.tr("words-letter_packed_elsewhere").into_owned();
    }
    flag(cat, id)
}

/// What was noticed of a letter or a part, in words; a newer program may have noticed what this one has no words for.
pub fn flag(cat: &Catalogue, id: &str) -> String {
    let key = format!("letter_flag-{id}");
    if cat.has(&key) {
        cat.tr(&key).into_owned()
    } else {
        clean(id)
    }
}
