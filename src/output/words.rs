//! Sentences about what happened: one line for each fact, and the small phrases (files, figures, moments) from which
//! descriptions are made. Refusals have a file of their own.
//!
//! The words are the catalogue's; here is only which key belongs to what and what its variables are. Everything that
//! came from outside is cleaned before it stands in a sentence, so a sentence may go to a terminal as it is.
//!
//! It must never know whether a person reads this in a dashboard, on a command line or in a document.

// Whoever adds a fact or a way of refusing is led here for its words.
#![warn(clippy::wildcard_enum_match_arm)]

use std::borrow::Cow;

use super::phrases::{clean, noted};
pub use super::phrases::{days_short, file_kind, files, files_by_kind, name_in, symbol, unit_name};
use super::refusals::indicator_name;
pub use super::refusals::{Told, clock_hint, refusal};
use super::reminders;
use super::{exports, letters};
use crate::core::campaign::Campaign;
use crate::core::fact::{
    ActivityAdded, ActivityDone, Contact, DeadlineExtended, DocumentAttached, Envelope, EvidenceAdded,
    EvidenceEdited, Fact, FactKind, FigureRecorded, FigureWithdrawn, ReportReceived, Role, Via,
};
use crate::core::goals::Indicator;
use crate::core::names::{ActivityId, Actor, BlobId, CmdId, Lang, UnitIx};
use crate::core::redaction::GONE;
use crate::core::status::State;
use crate::core::time::{Stamp, Zone};
use crate::core::unit::Entry;
use crate::text::dates::{date_full, date_in, day_time, time};
use crate::text::{Arg, Catalogue, numbers};

/// `14:03 ngày 28/05/2020`, `28/05/2020 at 14:03`: a moment inside a sentence.
pub fn moment(cat: &Catalogue, zone: Zone, t: Stamp) -> String {
    cat.tr_args(
        "words-moment",
        &[
            ("date", date_full(zone.date(t)).into()),
            ("time", time(zone, t).into()),
        ],
    )
}

/// The same for narrow places: short names, and the letters of the unit above.
pub fn short_name_in(campaign: &Campaign, ix: UnitIx, lang: Lang) -> String {
    let roster = campaign.roster();
    let name = clean(roster.short_name(ix, lang));
    match roster.parent(ix) {
        Some(above) => format!("{name}, {}", clean(campaign.label(above))),
        None => name,
    }
}

// ------------------------------------------------------------------ phrases

/// A figure's value with its unit: `61,5%`, `có`, `24,2 trên 100 dân`.
pub fn figure_value(cat: &Catalogue, ind: &Indicator, value: f64) -> String {
    if ind.kind == "bool" {
        let key = if value == 0.0 { "words-no" } else { "words-yes" };
        return cat.tr(key).into_owned();
    }
    // What was reported with more digits than the indicator asks for is not rounded away.
    let asked = numbers::decimal(cat.lang(), value, usize::from(ind.decimals));
    let exact = format!("{value:.*}", usize::from(ind.decimals)).parse() == Ok(value);
    let number = if exact {
        asked
    } else {
        numbers::plain(cat.lang(), value)
    };
    match figure_unit(cat, ind) {
        unit if unit.is_empty() => number,
        unit if unit.starts_with('%') => format!("{number}{unit}"),
        unit => format!("{number} {unit}"),
    }
}

/// The unit of an indicator's value in words; what the catalogue does not know stands as in the data.
pub fn figure_unit(cat: &Catalogue, ind: &Indicator) -> Cow<'static, str> {
    let key = format!("figure_unit-{}", unit_slug(&ind.unit));
    match ind.kind.as_str() {
        "ratio" | "bool" => Cow::Borrowed(""),
        _ if cat.has(&key) => cat.tr(&key),
        _ => Cow::Owned(clean(&ind.unit)),
    }
}

/// The part of a key that stands for a unit of the data: `tonne/year` gives `tonne_year`.
pub fn unit_slug(unit: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    unit.chars().map(keep).collect()
}

/// A person to call in one line: `Nguyễn Văn An, Trưởng phòng, 024 1234, an@…`.
pub fn contact(c: &Contact) -> String {
    if c.is_gone() {
        return GONE.to_owned();
    }
    [&c.name, &c.title, &c.phone, &c.mail]
        .into_iter()
        .map(|s| s.trim())
        .filter(|s| !s.is_empty())
        .map(clean)
        .collect::<Vec<_>>()
        .join(", ")
}

// ------------------------------------------------------------------ facts

/// A kind of fact in a few words: `ghi nhận báo cáo`. Where only the kind is known (the ticker, a command that undo can
/// reach).
pub fn fact_name(cat: &Catalogue, kind: FactKind) -> Cow<'static, str> {
    cat.tr(&format!("fact_name-{}", kind.name().replace('.', "_")))
}

/// The same for the stored name in a fact, which a newer program may have written.
fn stored_fact_name(cat: &Catalogue, name: &str) -> String {
    FactKind::from_name(name).map_or_else(|| clean(name), |kind| fact_name(cat, kind).into_owned())
}

/// A line of which words were removed, with who did so, when and why in their place.
pub fn redacted(cat: &Catalogue, campaign: &Campaign, told: &str, by: Redactor<'_>) -> String {
    let args = [
        ("who", cat.person_titled(by.actor.as_str()).into()),
        ("at", day_time(campaign.def(), by.at).into()),
        ("why", clean(by.reason).into()),
    ];
    told.replacen(GONE, &cat.tr_args("words-removed", &args), 1)
}

/// Who removed words, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Redactor<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// When.
    pub at: Stamp,
    /// Why.
    pub reason: &'a str,
}

impl<'a> Redactor<'a> {
    /// What an envelope says that removes words; `None` of any other.
    pub fn of(env: &'a Envelope) -> Option<Self> {
        let Fact::FactRedacted(f) = &env.fact else {
            return None;
        };
        Some(Self {
            actor: &env.actor,
            at: env.at,
            reason: &f.reason,
        })
    }

    /// The same of the fact that removed those of number `seq`, among the entries of a log.
    fn among(log: &'a [Entry], seq: u64) -> Option<Self> {
        log.iter().find_map(|e| {
            let Fact::FactRedacted(f) = &e.fact else {
                return None;
            };
            (f.seq == seq).then_some(Self {
                actor: &e.actor,
                at: e.at,
                reason: &f.reason,
            })
        })
    }
}

/// One line of a history: [`fact`] with the marks of the entry: entered later, taken back.
pub fn entry(cat: &Catalogue, campaign: &Campaign, e: &Entry, unit: Option<UnitIx>) -> String {
    let mut told = fact(cat, campaign, &e.fact, unit);
    if let Some(by) = Redactor::among(campaign.entries(unit), e.seq) {
        told = redacted(cat, campaign, &told, by);
    }
    if e.entered_later {
        told = entered_later(cat, campaign, told, e.recorded);
    }
    if e.void {
        told = cat.tr_args("words-taken_back", &[("line", told.into())]);
    }
    told
}

/// The line with the mark that it was entered more than 24 hours after it happened, and when.
pub fn entered_later(cat: &Catalogue, campaign: &Campaign, told: String, recorded: Stamp) -> String {
    let recorded = day_time(campaign.def(), recorded);
    let args = [("line", told.into()), ("recorded", recorded.into())];
    cat.tr_args("words-entered_later", &args)
}

/// A state in a narrow column.
pub fn state_short(cat: &Catalogue, state: State) -> Cow<'static, str> {
    cat.tr(&format!("state_short-{}", state.id()))
}

/// The role in which somebody acts.
pub fn role(cat: &Catalogue, role: Role) -> Cow<'static, str> {
    cat.tr(match role {
        Role::Viewer => "role-viewer",
        Role::UnitOfficer => "role-unit_officer",
        Role::Editor => "role-editor",
        Role::Reviewer => "role-reviewer",
        Role::Administrator => "role-administrator",
    })
}

/// How a command came in, in a word.
pub fn via(cat: &Catalogue, via: Via) -> Cow<'static, str> {
    cat.tr(match via {
        Via::Cli => "via-cli",
        Via::Tui => "via-tui",
        Via::Mail => "via-mail",
    })
}

/// One line for a fact: `nhận bản 2: 1 văn bản, 3 ảnh`. Who, when, unit and way in stand in columns of their own.
pub fn fact(cat: &Catalogue, campaign: &Campaign, fact: &Fact, unit: Option<UnitIx>) -> String {
    let t = Teller { cat, campaign, unit };
    match fact {
        Fact::CampaignOpened(f) => t.say(
            "campaign_opened",
            &[
                ("campaign", clean(f.definition.id.as_str()).into()),
                ("shipped", if f.source == "shipped" { "yes" } else { "no" }.into()),
                ("source", clean(&f.source).into()),
            ],
        ),
        Fact::CampaignAmended(f) => {
            let told = t.say(
                "campaign_amended",
                &[("changed", clean(&f.changed.join(", ")).into())],
            );
            noted(cat, told, &f.note)
        }
        Fact::CampaignClosed(f) => noted(cat, t.say("campaign_closed", &[]), &f.note),
        Fact::ClockCorrected(f) => {
            let wrong = moment(cat, campaign.def().zone, f.wrong);
            noted(cat, t.say("clock_corrected", &[("wrong", wrong.into())]), &f.note)
        }
        Fact::DeadlineExtended(f) => t.extended(f),
        Fact::DocumentAttached(f) => t.document(f),
        Fact::ReportAcknowledged(f) => noted(cat, t.say("report_acknowledged", &[]), &f.note),
        Fact::ReportReceived(f) => t.received(f),
        Fact::ReportReturned(f) => t.say(
            "report_returned",
            &[
                ("version", f.version.to_string().into()),
                ("reason", clean(&f.reason).into()),
                ("due", date_full(f.due).into()),
            ],
        ),
        Fact::ReportAccepted(f) => noted(cat, t.version("report_accepted", f.version), &f.note),
        Fact::ReportRecommended(f) => noted(cat, t.version("report_recommended", f.version), &f.note),
        Fact::RecommendationRetracted(f) => {
            noted(cat, t.version("recommendation_retracted", f.version), &f.reason)
        }
        Fact::ReportExempted(f) => noted(cat, t.say("report_exempted", &[]), &f.reason),
        Fact::ReportWithdrawn(f) => noted(cat, t.version("report_withdrawn", f.version), &f.reason),
        Fact::ReportNoted(f) => noted(cat, t.say("report_noted", &[]), &f.text),
        Fact::FigureRecorded(f) => t.figure(f),
        Fact::FigureWithdrawn(f) => t.no_figure(f),
        Fact::ContactSet(f) => t.say("contact_set", &[("contact", contact(&f.contact).into())]),
        Fact::ContactLogged(f) => {
            let how = cat.tr(&format!("how-{}", f.how.id()));
            noted(cat, t.say("contact_logged", &[("how", how.into())]), &f.note)
        }
        Fact::ActivityAdded(f) => t.activity_added(f),
        Fact::ActivityEdited(f) => t.say(
            "activity_edited",
            &[
                ("id", clean(f.id.as_str()).into()),
                ("title", clean(&f.details.title).into()),
            ],
        ),
        Fact::ActivityDone(f) => t.activity_done(f),
        Fact::ActivityCancelled(f) => noted(cat, t.id("activity_cancelled", &f.id), &f.reason),
        Fact::EvidenceAdded(f) => t.evidence(f),
        Fact::EvidenceEdited(f) => t.file_note(f),
        Fact::EvidenceRedacted(f) => {
            let args = [("file", t.file_name(&f.sha256).into())];
            noted(cat, t.say("evidence_redacted", &args), &f.reason)
        }
        Fact::FactRedacted(f) => {
            let args = [
                ("seq", f.seq.to_string().into()),
                ("what", stored_fact_name(cat, &f.what).into()),
            ];
            noted(cat, t.say("fact_redacted", &args), &f.reason)
        }
        Fact::CommandUndone(f) => t.undone(f.cmd),
        Fact::Reminder(f) => reminders::fact(cat, f),
        Fact::ExportMade(f) => exports::fact(cat, campaign.def().zone, f),
        Fact::Letter(f) => letters::fact(cat, campaign, f),
    }
}

/// The same in a few words, for a narrow ticker: `nhận bản 2`, `trả lại bản 1`, `thêm CBG-3`.
pub fn fact_short(cat: &Catalogue, year: i32, fact: &Fact) -> String {
    let key = format!("fact_short-{}", fact.type_name().replace('.', "_"));
    let mut args: Vec<(&str, Arg<'_>)> = Vec::new();
    args.extend(fact.report_version().map(|n| ("version", n.to_string().into())));
    args.extend(fact.activity().map(|id| ("id", clean(id.as_str()).into())));
    args.push(("n", fact.files().len().into()));
    if let Fact::DeadlineExtended(f) = fact {
        args.push(("date", date_in(year, f.until).into()));
    }
    cat.tr_args(&key, &args)
}

struct Teller<'a> {
    cat: &'a Catalogue,
    campaign: &'a Campaign,
    unit: Option<UnitIx>,
}

impl Teller<'_> {
    fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.cat.tr_args(&format!("fact-{id}"), args)
    }

    fn version(&self, id: &str, version: u32) -> String {
        self.say(id, &[("version", version.to_string().into())])
    }

    fn id(&self, what: &str, id: &ActivityId) -> String {
        self.say(what, &[("id", clean(id.as_str()).into())])
    }

    fn extended(&self, f: &DeadlineExtended) -> String {
        let scope = match (self.unit, f.replaces) {
            (Some(_), None) => "unit",
            (Some(_), Some(_)) => "unit_right",
            (None, None) => "all",
            (None, Some(_)) => "all_right",
        };
        let args = [
            ("scope", scope.into()),
            ("date", date_full(f.until).into()),
            ("slip", f.replaces.map_or_else(String::new, date_full).into()),
        ];
        noted(self.cat, self.say("deadline_extended", &args), &f.note)
    }

    fn document(&self, f: &DocumentAttached) -> String {
        let lang = self.cat.lang();
        let known = self.campaign.def().documents.iter().find(|d| d.id == f.document);
        let title = known.map_or(f.document.as_str(), |d| d.title.get(lang));
        self.say(
            "document_attached",
            &[
                ("title", clean(title).into()),
                ("file", clean(&f.file.name).into()),
                ("size", numbers::size(lang, f.file.size).into()),
            ],
        )
    }

    fn received(&self, f: &ReportReceived) -> String {
        let told = self.say(
            "report_received",
            &[
                ("version", f.version.to_string().into()),
                ("some", if f.files.is_empty() { "no" } else { "yes" }.into()),
                ("files", files(self.cat, &f.files).into()),
                ("numbered", if f.symbol.is_empty() { "no" } else { "yes" }.into()),
                ("document", symbol(self.cat, &f.symbol).into()),
            ],
        );
        noted(self.cat, told, &f.note)
    }

    fn figure(&self, f: &FigureRecorded) -> String {
        let lang = self.cat.lang();
        let (label, value) = match self.campaign.def().indicator(&f.id) {
            Some(ind) => (ind.label.get(lang), figure_value(self.cat, ind, f.value)),
            None => (f.id.as_str(), numbers::plain(lang, f.value)),
        };
        self.say(
            "figure_recorded",
            &[
                ("label", clean(label).into()),
                ("value", value.into()),
                ("unusual", if f.unusual { "yes" } else { "no" }.into()),
            ],
        )
    }

    fn no_figure(&self, f: &FigureWithdrawn) -> String {
        let label = indicator_name(self.cat, &f.id, self.campaign);
        self.say("figure_withdrawn", &[("label", label.into())])
    }

    fn activity_added(&self, f: &ActivityAdded) -> String {
        let kind = self.campaign.def().activity_kind(&f.details.kind);
        let kind = kind.map_or(f.details.kind.as_str(), |k| k.name.get(self.cat.lang()));
        self.say(
            "activity_added",
            &[
                ("id", clean(f.id.as_str()).into()),
                ("title", clean(&f.details.title).into()),
                ("kind", clean(kind).into()),
                (
                    "days",
                    days_short(self.campaign.def().year(), f.details.from, f.details.to).into(),
                ),
            ],
        )
    }

    fn activity_done(&self, f: &ActivityDone) -> String {
        let told = self.say(
            "activity_done",
            &[
                ("id", clean(f.id.as_str()).into()),
                ("told", if f.reach.is_some() { "yes" } else { "no" }.into()),
                ("reach", f.reach.unwrap_or(0).into()),
            ],
        );
        noted(self.cat, told, &f.note)
    }

    fn evidence(&self, f: &EvidenceAdded) -> String {
        let id = f.activity.as_ref().map_or("", ActivityId::as_str);
        self.say(
            "evidence_added",
            &[
                ("of", if id.is_empty() { "unit" } else { "activity" }.into()),
                ("id", clean(id).into()),
                ("files", files(self.cat, &f.files).into()),
            ],
        )
    }

    fn file_note(&self, f: &EvidenceEdited) -> String {
        let consent = self.cat.tr(&format!("consent-{}", f.about.consent.id()));
        self.say(
            "evidence_edited",
            &[
                ("file", self.file_name(&f.sha256).into()),
                (
                    "captioned",
                    if f.about.caption.is_empty() { "no" } else { "yes" }.into(),
                ),
                ("caption", clean(&f.about.caption).into()),
                ("consent", consent.into()),
            ],
        )
    }

    fn file_name(&self, sha256: &BlobId) -> String {
        let known = self.unit.and_then(|ix| self.campaign.unit(ix).file(sha256));
        known.map_or_else(|| clean(sha256.as_str()), |e| clean(&e.file.name))
    }

    fn undone(&self, cmd: CmdId) -> String {
        let undone = self.campaign.undone(self.unit, cmd);
        let again = if undone.again { "yes" } else { "no" };
        let what = match undone.what {
            None => cmd.to_string(),
            Some(kind) => fact_name(self.cat, kind).into_owned(),
        };
        self.say(
            "command_undone",
            &[("again", again.into()), ("what", what.into())],
        )
    }
}
