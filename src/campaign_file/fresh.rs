//! A new campaign from a model: dates moved to the new year, and marked what only a person can tell.
//!
//! It must never know how a form is written down.

use chrono::Datelike as _;

use crate::core::definition::{Definition, PartKind};
use crate::core::form::{
    AskForm, CampaignForm, DeadlineForm, DocumentForm, FigureForm, KindForm, LetterForm, PartForm,
    SignerForm, TODO, WindowForm, edition_for,
};
use crate::core::names::{Lang, Text};
use crate::core::official::OfficialForm;
use crate::core::reference::{EditionDocument, Office};
use crate::core::time::{Date, Stamp, Zone};
use crate::text::{Catalogue, dates};

/// What stands in the place of a theme that is not known, in both languages.
pub const NO_THEME: (&str, &str) = ("chủ đề năm nay", "this year's theme");

/// What a new campaign is made from.
#[derive(Debug, Clone, Copy)]
pub struct NewCampaign<'a> {
    /// Its id.
    pub id: &'a str,
    /// The campaign that serves as the model.
    pub from: &'a Definition,
    /// Are the model's texts written to be carried over, as those of a shipped model? Those of a campaign come from one
    /// year's letter, and are marked.
    pub settled: bool,
    /// The model's indicator and calendar names are the shipped ones; its roster may be another's.
    pub roster: &'a str,
    /// The Day.
    pub day: Date,
    /// The theme of that year, if it is known, with whether its Vietnamese wording is an authority's.
    pub theme: Option<(&'a Text, bool)>,
    /// Who writes to whom, by day.
    pub offices: &'a [Office],
    /// The documents of the edition of the Connect 2030 Agenda that the new year is proposed.
    pub edition: &'a [EditionDocument],
}

impl NewCampaign<'_> {
    /// The form: dates moved to the new year, and marked `TODO` what only a person can tell. Number, symbol and date of the
    /// letter and its signer are left out.
    ///
    /// Nothing that hangs on a unit's code is carried over to another roster (decision 7).
    pub fn form(&self) -> CampaignForm {
        let m = self.from;
        let (zone, years, cutoff) = (m.zone, self.years(), self.cutoff());
        let (sender, in_charge, addressees) = self.office();
        CampaignForm {
            schema: 1,
            id: self.id.to_owned(),
            name: m.name.clone(),
            theme: self.theme_words(),
            letter: LetterForm::default(),
            signer: SignerForm::default(),
            sender: sender.clone(),
            unit_in_charge: in_charge.clone(),
            addressees: addressees.clone(),
            roster: self.roster.to_owned(),
            day: self.day,
            timezone: zone_name(zone),
            window: WindowForm {
                from: moved(m.window.from, years),
                to: moved(m.window.to, years),
            },
            deadline: DeadlineForm {
                words: self.deadline(cutoff),
                cutoff: zone.rfc3339(cutoff),
            },
            requests: m
                .requests
                .iter()
                .map(|r| AskForm {
                    id: r.id.clone(),
                    text: self.letters(&r.text),
                })
                .collect(),
            parts: parts(m),
            figures: figures(m),
            activity_kinds: m
                .activity_kinds
                .iter()
                .map(|k| KindForm {
                    id: k.id.clone(),
                    name: k.name.clone(),
                })
                .collect(),
            goals: vec![edition_for(self.day.year()).to_owned(), "sdg".to_owned()],
            indicators: "national".to_owned(),
            calendar: "vn".to_owned(),
            review: m.review,
            documents: self.documents(),
            mail_domains: if self.roster == m.roster.id() {
                m.mail_domains.iter().cloned().collect()
            } else {
                std::collections::BTreeMap::default()
            },
            // The head of another house would be a false one; who signs is asked anew each year, as with the letter.
            official: if *sender == m.sender {
                let held = m.official_on(self.day);
                m.official
                    .iter()
                    .filter(|o| o.from == held.from)
                    .map(|o| OfficialForm {
                        from: None,
                        signer: String::new(),
                        ..OfficialForm::from(o.clone())
                    })
                    .collect()
            } else {
                Vec::new()
            },
            remind: m.remind.clone(),
        }
    }

    /// What stands at the head of its file.
    pub fn head(&self) -> Vec<String> {
        let (id, from) = (self.id, &self.from.id);
        vec![
            format!(
                "# Campaign {id}, made from {from}. Rewrite what is marked {TODO}, then: ketnoi campaign open FILE"
            ),
            format!(
                "# Đợt báo cáo {id}, lập từ {from}. Viết lại những chỗ ghi {TODO}, rồi: ketnoi campaign open TỆP"
            ),
        ]
    }

    /// Years from the model's Day to the new one.
    fn years(&self) -> i32 {
        self.day.year() - self.from.day.year()
    }

    /// The new cut-off: the same day of the new year, at the start of the day if the model's was.
    fn cutoff(&self) -> Stamp {
        let old = self.from.deadline.cutoff;
        let zone = self.from.zone;
        let day = zone.date(old);
        zone.midnight(moved(day, self.years()))
            .plus(old.0 - zone.midnight(day).0)
    }

    /// Who writes to whom on the new Day. A house that is none of those listed keeps its own names.
    fn office(&self) -> (&Text, &Text, &Text) {
        let m = self.from;
        let same = |o: &Office| {
            (&o.sender, &o.unit_in_charge, &o.addressees) == (&m.sender, &m.unit_in_charge, &m.addressees)
        };
        match Office::on(self.offices, self.day) {
            Some(now) if self.offices.iter().any(same) => (&now.sender, &now.unit_in_charge, &now.addressees),
            _ => (&m.sender, &m.unit_in_charge, &m.addressees),
        }
    }

    fn theme_words(&self) -> Text {
        match self.theme {
            Some((theme, true)) => theme.clone(),
            // The English wording is ITU's; ours in Vietnamese is only a proposal.
            Some((theme, false)) => Text::new(format!("{TODO}: {}", theme.vi), &theme.en),
            None => todo(&Text::new(NO_THEME.0, NO_THEME.1)),
        }
    }

    /// The words of the deadline: as letters have them, where the model's are; else a person's to write.
    fn deadline(&self, cutoff: Stamp) -> Text {
        let (zone, was) = (self.from.zone, &self.from.deadline);
        let usual = deadline_words(zone, was.cutoff).as_ref() == Some(&was.words);
        match deadline_words(zone, cutoff) {
            Some(words) if usual => words,
            _ => todo(&was.words),
        }
    }

    /// A text of the model with its year moved on.
    fn in_new_year(&self, text: &Text) -> Text {
        let (old, new) = (self.from.day.year().to_string(), self.day.year().to_string());
        Text::new(text.vi.replace(&old, &new), text.en.replace(&old, &new))
    }

    /// A text that comes from the year's letter.
    fn letters(&self, words: &Text) -> Text {
        let words = self.in_new_year(words);
        if self.settled { words } else { todo(&words) }
    }

    /// What is sent along. Addresses and gists are those of one year's texts, so they are left out; what belongs to an
    /// edition of the Connect 2030 Agenda is that of the new one.
    fn documents(&self) -> Vec<DocumentForm> {
        let of_edition = |id: &str| self.edition.iter().find(|e| e.id == id).map(|e| &e.title);
        let documents = self.from.documents.iter();
        documents
            .map(|d| DocumentForm {
                id: d.id.clone(),
                title: of_edition(&d.id).unwrap_or(&d.title).clone(),
                url: None,
                gist: None,
            })
            .collect()
    }
}

/// The usual id of the campaign of a year: that of the model, with another year.
pub fn id_for(model: &str, year: i32) -> String {
    let stem = model.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{stem}{year}")
}

/// A deadline in the words that letters use: `trước ngày 05 tháng 6 năm 2020`, `before 5 June 2020`; `None` for a cut-off in
/// the middle of a day, which nobody words like that. Days below 10 and the months 1 and 2 have a 0 in front (Decree
/// 30/2020/NĐ-CP, Appendix I).
pub fn deadline_words(zone: Zone, cutoff: Stamp) -> Option<Text> {
    let day = zone.date(cutoff);
    if cutoff != zone.midnight(day) {
        return None;
    }
    let (d, m, y) = (day.day(), day.month(), day.year());
    let month = match m {
        1 | 2 => format!("{m:02}"),
        _ => m.to_string(),
    };
    let english = dates::month(&Catalogue::new(Lang::En), m);
    Some(Text::new(
        format!("trước ngày {d:02} tháng {month} năm {y}"),
        format!("before {d} {english} {y}"),
    ))
}

fn zone_name(zone: Zone) -> String {
    if zone == Zone::default() {
        "Asia/Ho_Chi_Minh".to_owned()
    } else {
        zone.to_string()
    }
}

fn parts(m: &Definition) -> Vec<PartForm> {
    let parts = m.parts.iter().filter(|p| p.kind != PartKind::Figure);
    parts
        .map(|p| PartForm {
            id: p.id.clone(),
            kind: p.kind,
            required: p.required,
            name: p.name.clone(),
        })
        .collect()
}

fn figures(m: &Definition) -> Vec<FigureForm> {
    let figures = m.parts.iter().filter(|p| p.kind == PartKind::Figure);
    figures
        .map(|p| FigureForm {
            id: p.id.clone(),
            required: p.required,
        })
        .collect()
}

/// The same day some years on; 29 February becomes 28 February in a common year.
fn moved(day: Date, years: i32) -> Date {
    let y = day.year() + years;
    day.with_year(y)
        .or_else(|| Date::from_ymd_opt(y, day.month(), 28))
        .unwrap_or(day)
}

fn todo(was: &Text) -> Text {
    let mark = |s: &str| format!("{TODO}: {s}");
    Text::new(mark(&was.vi), mark(&was.en))
}
