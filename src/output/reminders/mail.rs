//! What a message says: a reminder, that a report was sent back, that one has arrived, the year's letter.

use crate::core::campaign::Campaign;
use crate::core::definition::Part;
use crate::core::names::UnitIx;
use crate::core::remind::{Due, Plan, Posting};
use crate::core::reminder::Occasion;
use crate::core::time::Date;
use crate::output::phrases::{clean, files_by_kind, symbol};
use crate::output::words::name_in;
use crate::text::Catalogue;
use crate::text::dates::{date_full, full_time};

use super::told::occasion;

/// Subject and body of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// The body, lines ended by `\n`.
    pub body: String,
}

/// One message in the making.
struct Writer<'a> {
    cat: &'a Catalogue,
    campaign: &'a Campaign,
    today: Date,
    paragraphs: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(cat: &'a Catalogue, campaign: &'a Campaign, today: Date) -> Self {
        Self {
            cat,
            campaign,
            today,
            paragraphs: Vec::new(),
        }
    }

    fn sender(&self) -> String {
        let official = self.campaign.def().official_on(self.today);
        clean(&official.issuer)
    }

    fn name(&self) -> String {
        clean(self.campaign.def().name.get(self.cat.lang()))
    }

    fn units(&self, units: &[UnitIx]) -> String {
        let names = units
            .iter()
            .map(|ix| name_in(self.campaign, *ix, self.cat.lang()));
        names.collect::<Vec<_>>().join(", ")
    }

    fn say(&mut self, key: &str, args: &[(&str, String)]) {
        let args: Vec<_> = args.iter().map(|(k, v)| (*k, v.clone().into())).collect();
        self.paragraphs.push(self.cat.tr_args(key, &args));
    }

    /// What was asked, by which letter, and until when.
    fn asked(&mut self) {
        let def = self.campaign.def();
        let letter = &def.letter;
        let number = match (letter.number.as_str(), letter.symbol.as_str()) {
            ("", _) => String::new(),
            (number, "") => clean(number),
            (number, symbol) => format!("{}/{}", clean(number), clean(symbol)),
        };
        let key = match (number.is_empty(), letter.date) {
            (false, Some(_)) => "remind-asked_by",
            _ => "remind-asked",
        };
        let args = [
            ("sender", self.sender()),
            ("name", self.name()),
            ("year", def.year().to_string()),
            ("number", number),
            ("dated", letter.date.map(date_full).unwrap_or_default()),
            ("deadline", clean(def.deadline.words.get(self.cat.lang()))),
        ];
        self.say(key, &args);
    }

    fn parts(&mut self, lead: &str, parts: &[&Part]) {
        if parts.is_empty() {
            return;
        }
        let lang = self.cat.lang();
        let lines = parts.iter().map(|p| format!("- {}", clean(p.name.get(lang))));
        let mut text = vec![self.cat.tr(lead).into_owned()];
        text.extend(lines);
        self.paragraphs.push(text.join("\n"));
    }

    fn signed(mut self, subject: String) -> Words {
        let def = self.campaign.def();
        let mut last = vec![self.cat.tr("remind-thanks").into_owned()];
        let lang = self.cat.lang();
        last.extend(
            [clean(def.unit_in_charge.get(lang)), self.sender()]
                .into_iter()
                .filter(|s| !s.is_empty()),
        );
        self.paragraphs.push(last.join("\n"));
        Words {
            subject,
            body: self.paragraphs.join("\n\n") + "\n",
        }
    }

    fn subject(&self, key: &str, units: &[UnitIx]) -> String {
        let args = [
            ("name", self.name().into()),
            ("year", self.campaign.def().year().to_string().into()),
            ("units", self.units(units).into()),
        ];
        self.cat.tr_args(key, &args)
    }

    fn owed(&mut self, due: &Due) {
        let unit = self.campaign.unit(due.unit);
        let left = (due.last_day - self.today).num_days();
        let when = match left {
            1.. => "before",
            0 => "today",
            _ => "after",
        };
        let mut args = vec![
            ("unit", name_in(self.campaign, due.unit, self.cat.lang())),
            ("sender", self.sender()),
            ("n", left.unsigned_abs().to_string()),
            ("last_day", date_full(due.last_day)),
        ];
        let zone = self.campaign.def().zone;
        match unit.verdict().filter(|_| unit.due().is_some()) {
            Some(verdict) => {
                args.extend([
                    ("version", verdict.version.to_string()),
                    ("returned", date_full(zone.date(verdict.at))),
                    ("reason", clean(&verdict.note)),
                ]);
                self.say("remind-returned_because", &args);
                self.say(
                    match when {
                        "before" => "remind-correction_before",
                        "today" => "remind-correction_today",
                        _ => "remind-correction_after",
                    },
                    &args,
                );
            }
            None => self.say(
                match when {
                    "before" => "remind-report_before",
                    "today" => "remind-report_today",
                    _ => "remind-report_after",
                },
                &args,
            ),
        }
    }
}

/// The department of a unit, as it is addressed: what the campaign calls all of them, with the unit's own name, where that
/// can be told from the campaign; else the unit's name.
pub(super) fn department(cat: &Catalogue, campaign: &Campaign, ix: UnitIx) -> String {
    let all = campaign.def().addressees.vi.as_str();
    let name = name_in(campaign, ix, cat.lang());
    match all.split_once(" các tỉnh") {
        Some((department, _))
            if cat.lang() == crate::core::names::Lang::Vi && campaign.roster().parent(ix).is_none() =>
        {
            format!("{} {name}", clean(department))
        }
        _ => name,
    }
}

fn greet(w: &mut Writer<'_>, units: &[UnitIx]) {
    let who = units.iter().map(|ix| department(w.cat, w.campaign, *ix));
    let who = who.collect::<Vec<_>>().join("; ");
    w.say("remind-greeting", &[("who", who)]);
}

/// What a posting says, by its occasion.
pub fn words(cat: &Catalogue, campaign: &Campaign, posting: &Posting, today: Date) -> Words {
    let told = posting.due.first().and_then(|due| match due.step {
        Occasion::Returned => returned(cat, campaign, due.unit, today),
        Occasion::Receipt => taken(cat, campaign, due.unit, today),
        Occasion::Step(_) | Occasion::Correction(_) | Occasion::Asked | Occasion::Call => None,
    });
    told.unwrap_or_else(|| reminder(cat, campaign, posting, today))
}

/// A reminder.
fn reminder(cat: &Catalogue, campaign: &Campaign, posting: &Posting, today: Date) -> Words {
    let mut w = Writer::new(cat, campaign, today);
    let units: Vec<UnitIx> = posting.due.iter().map(|d| d.unit).collect();
    greet(&mut w, &units);
    w.asked();
    posting.due.iter().for_each(|due| w.owed(due));
    let required: Vec<&Part> = campaign.def().parts.iter().filter(|p| p.required).collect();
    w.parts("remind-parts", &required);
    w.say("remind-reply", &[]);
    let subject = w.subject("remind-subject", &units);
    w.signed(subject)
}

/// That the report was sent back: the reason, and until when a better one counts. `None`: it was not.
fn returned(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, today: Date) -> Option<Words> {
    let mut w = Writer::new(cat, campaign, today);
    let last_day = campaign.unit(ix).due()?;
    greet(&mut w, &[ix]);
    w.owed(&Due {
        unit: ix,
        step: Occasion::Returned,
        last_day,
    });
    let missing = campaign.unit(ix).missing(campaign.def());
    w.parts("remind-missing", &missing);
    w.say("remind-reply", &[]);
    let subject = w.subject("remind-subject_returned", &[ix]);
    Some(w.signed(subject))
}

/// That a report has arrived: what, when, what is missing and until when. `None`: none has.
fn taken(cat: &Catalogue, campaign: &Campaign, ix: UnitIx, today: Date) -> Option<Words> {
    let unit = campaign.unit(ix);
    let version = unit.latest()?;
    let mut w = Writer::new(cat, campaign, today);
    greet(&mut w, &[ix]);
    let zone = campaign.def().zone;
    let mut counts = [0u32; 4];
    for file in unit.evidence.iter().filter(|e| e.version == Some(version.n)) {
        if let Some(n) = counts.get_mut(file.file.kind as usize) {
            *n += 1;
        }
    }
    let (number, files) = (symbol(cat, &version.symbol), files_by_kind(cat, counts));
    let args = [
        ("sender", w.sender()),
        ("unit", name_in(campaign, ix, cat.lang())),
        ("version", version.n.to_string()),
        ("at", full_time(zone, version.at)),
        (
            "what",
            [number, files]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join("; "),
        ),
    ];
    let bare = args.iter().any(|(key, words)| *key == "what" && words.is_empty());
    w.say(if bare { "remind-taken_bare" } else { "remind-taken" }, &args);
    let missing = unit.missing(campaign.def());
    if missing.is_empty() {
        w.say("remind-complete", &[]);
    } else {
        w.parts("remind-missing", &missing);
        let last_day = date_full(campaign.def().last_day(campaign.cutoff_of(ix)));
        w.say("remind-until", &[("last_day", last_day)]);
    }
    let subject = w.subject("remind-subject_taken", &[ix]);
    Some(w.signed(subject))
}

/// The words with which the year's letter goes out.
pub fn called(cat: &Catalogue, campaign: &Campaign, units: &[UnitIx], today: Date) -> Words {
    let mut w = Writer::new(cat, campaign, today);
    greet(&mut w, units);
    let def = campaign.def();
    let args = [
        ("sender", w.sender()),
        ("name", w.name()),
        ("year", def.year().to_string()),
        ("deadline", clean(def.deadline.words.get(cat.lang()))),
    ];
    w.say("remind-call", &args);
    let required: Vec<&Part> = def.parts.iter().filter(|p| p.required).collect();
    w.parts("remind-parts", &required);
    w.say("remind-call_confirm", &[]);
    let subject = w.subject("remind-subject_call", units);
    w.signed(subject)
}

/// What whoever is in charge is told: who is written to, on which occasion, and who cannot be.
pub fn digest(cat: &Catalogue, campaign: &Campaign, plan: &Plan) -> Words {
    let mut w = Writer::new(cat, campaign, plan.day);
    let args = [
        ("n", plan.postings.len().to_string()),
        ("day", date_full(plan.day)),
        ("name", w.name()),
        ("year", campaign.def().year().to_string()),
    ];
    w.say("remind-digest", &args);
    let row = |due: &Due, to: &str| {
        let unit = name_in(campaign, due.unit, cat.lang());
        format!("- {unit}: {} – {}", occasion(cat, due.step), clean(to))
    };
    let written = plan
        .postings
        .iter()
        .flat_map(|p| p.due.iter().map(|d| row(d, &p.to)));
    let silent = plan.silent.iter().map(|s| {
        let why = cat.tr(&format!("remind_state-{}", s.why.id()));
        row(&s.due, &why)
    });
    let lines: Vec<String> = written.chain(silent).collect();
    w.paragraphs.push(lines.join("\n"));
    let subject = cat.tr_args(
        "remind-subject_digest",
        &[
            ("day", date_full(plan.day).into()),
            ("name", w.name().into()),
            ("year", campaign.def().year().to_string().into()),
        ],
    );
    Words {
        subject,
        body: w.paragraphs.join("\n\n") + "\n",
    }
}
