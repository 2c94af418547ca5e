//! What can be chosen in a form: its words, and the code that some of it has.
//!
//! It must never know which field asks for it, nor how it is found.

use crate::core::fact::{ActivityStatus, ContactHow, Mode};
use crate::core::letter::LetterKind;
use crate::core::names::{ActivityId, UnitCode};
use crate::core::particulars::Consent;
use crate::courier::Settled;
use crate::listout::Format;
use crate::output::words::name_in;
use crate::text::sanitize;
use crate::tui::matter::Written;
use crate::tui::panes::over::form::read::Tags;
use crate::tui::scene::Scene;

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Yes or no.
    Yes(bool),
    /// How a unit was contacted.
    How(ContactHow),
    /// No value any more: what is on record is taken back.
    NoValue,
    /// For all units, or for the one.
    All(bool),
    /// In the place of an extension that was a slip, or one more.
    Replace(bool),
    /// A kind of activity, by id.
    Kind(String),
    /// In person, online or both.
    Mode(Mode),
    /// A status; `None` follows from the dates.
    Status(Option<ActivityStatus>),
    /// An activity, by id; none: what is asked about is the unit's own.
    Activity(Option<ActivityId>),
    /// A tag, by its code.
    Tag(Tags, String),
    /// May a file be shown?
    Consent(Consent),
    /// What a list is written as.
    Format(Format),
    /// What a document is written as.
    Document(Written),
    /// For a screen, or on paper.
    Electronic(bool),
    /// So many files: the one, or all of a unit.
    Files(usize),
    /// A unit; none yet.
    Unit(Option<UnitCode>),
    /// What a letter is.
    Letter(LetterKind),
    /// What became of a message.
    Settled(Settled),
}

impl Choice {
    /// Its words.
    pub fn words(&self, scene: &Scene<'_>) -> String {
        let def = scene.campaign.def();
        let key = match self {
            Self::Yes(true) => "forms-yes",
            Self::Yes(false) => "forms-no",
            Self::How(ContactHow::Phone) => "forms-how_phone",
            Self::How(ContactHow::Mail) => "forms-how_mail",
            Self::How(ContactHow::Visit) => "forms-how_visit",
            Self::NoValue => "forms-no_value",
            Self::Replace(false) => "forms-manner_extend",
            Self::Replace(true) => "forms-manner_replace",
            Self::All(true) => "forms-scope_all",
            Self::All(false) => "forms-scope_one",
            Self::Format(Format::Xlsx) => "forms-format_xlsx",
            Self::Format(Format::Csv) => "forms-format_csv",
            Self::Format(Format::Md) => "forms-format_md",
            Self::Document(format) => {
                return scene.tr(&format!("document_format-{}", format.id())).into_owned();
            }
            Self::Electronic(true) => "forms-electronic",
            Self::Electronic(false) => "forms-on_paper",
            Self::Consent(c) => return scene.tr(&format!("consent-{}", c.id())).into_owned(),
            Self::Status(None) => "forms-status_auto",
            Self::Status(Some(s)) => return scene.tr(&format!("act_status-{}", s.id())).into_owned(),
            Self::Mode(m) => return scene.tr(&format!("mode-{}", m.id())).into_owned(),
            Self::Kind(id) => {
                let name = def.activity_kind(id).map(|k| k.name.get(scene.lang()));
                return sanitize::line(name.unwrap_or(id)).into_owned();
            }
            Self::Files(1) => "forms-files_one",
            Self::Files(n) => return scene.cat.tr_args("forms-files_all", &[("n", (*n).into())]),
            Self::Unit(None) => "forms-unit_none",
            Self::Unit(Some(code)) => {
                let campaign = scene.campaign;
                let Some(ix) = campaign.roster().by_code(code.as_str()) else {
                    return sanitize::line(code.as_str()).into_owned();
                };
                let name = name_in(campaign, ix, scene.lang());
                return format!("{name} ({})", sanitize::line(campaign.label(ix)));
            }
            Self::Letter(kind) => return scene.tr(&format!("letter_kind-{}", kind.id())).into_owned(),
            Self::Settled(Settled::Sent) => "forms-settled_sent",
            Self::Settled(Settled::NotSent) => "forms-settled_not_sent",
            Self::Activity(None) => "forms-activity_none",
            Self::Activity(Some(id)) => {
                let title = scene.campaign.activity(id.as_str());
                let title = title.map(|(_, a)| a.details.title.as_str());
                return sanitize::line(title.unwrap_or_default()).into_owned();
            }
            Self::Tag(tags, id) => {
                let name = tags.name(&def.goals, id, scene.lang());
                return sanitize::line(&name.unwrap_or_default()).into_owned();
            }
        };
        scene.tr(key).into_owned()
    }

    /// The code by which those call it who know it by heart; it stands before the words.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Tag(_, id) => Some(id),
            Self::Activity(id) => id.as_ref().map(ActivityId::as_str),
            Self::Yes(_)
            | Self::How(_)
            | Self::NoValue
            | Self::All(_)
            | Self::Replace(_)
            | Self::Kind(_)
            | Self::Mode(_)
            | Self::Status(_)
            | Self::Consent(_)
            | Self::Files(_)
            | Self::Unit(_)
            | Self::Letter(_)
            | Self::Document(_)
            | Self::Electronic(_)
            | Self::Settled(_)
            | Self::Format(_) => None,
        }
    }

    /// Code and words.
    pub fn full(&self, scene: &Scene<'_>) -> String {
        let words = self.words(scene);
        match self.code() {
            Some(code) => format!("{} {words}", sanitize::line(code)).trim_end().to_owned(),
            None => words,
        }
    }
}
