//! What a form is for: which fields it has, and what stands in them at first.

use crate::core::campaign::Campaign;
use crate::core::deadline::working_days_after;
use crate::core::decide::{CORRECTION_DAYS, NOTE_MAX, TITLE_MAX};
use crate::core::definition::Definition;
use crate::core::fact::{ActivityDetails, ActivityStatus, Contact, ContactHow, Mode};
use crate::core::names::{ActivityId, BlobId, UnitIx};
use crate::core::particulars::{Consent, FileNote};
use crate::core::status::Step;
use crate::core::time::Date;
use crate::text::dates;
use crate::tui::msg::List;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::exported::{self, Leaving};
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::figures;
use crate::tui::panes::over::form::kept;
use crate::tui::panes::over::form::lettered::LetterForm;
use crate::tui::panes::over::form::listed;
use crate::tui::panes::over::form::read::Tags;
use crate::tui::panes::over::form::settled;
use crate::tui::scene::Scene;

/// The most characters of a date, a number, a time.
pub(super) const SHORT: usize = 40;
/// The most characters of a name, a number to call, an address.
pub(super) const NAME: usize = 120;
/// The most characters of a file's path.
pub(super) const PATH: usize = 4_096;

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A step of the life of one or more reports.
    Step(Step, Vec<UnitIx>),
    /// A note on units.
    Note(Vec<UnitIx>),
    /// The figures of a unit.
    Figures(UnitIx),
    /// Units were called, written to or visited.
    Call(Vec<UnitIx>),
    /// Whom to call at a unit.
    Contact(UnitIx),
    /// What is said of a file of a unit.
    File(UnitIx, BlobId),
    /// Files of this machine, of the unit or of one of its activities.
    Evidence(UnitIx, Option<ActivityId>),
    /// The own copy of a document that went out with the letter, by its id.
    Document(String),
    /// More time for one unit or for all; for all where no unit is named.
    Extend(Option<UnitIx>),
    /// A new activity of a unit.
    ActivityAdd(UnitIx),
    /// A change of an activity's record.
    ActivityEdit(ActivityId),
    /// Activities were held.
    ActivityDone(Vec<ActivityId>),
    /// Activities were called off.
    ActivityCancel(Vec<ActivityId>),
    /// The list that is shown, as a file.
    List(List),
    /// The document that is shown, as a file.
    Export(Box<Leaving>),
    /// Files of a unit, saved into a folder: the one, or all of them.
    Keep(UnitIx, BlobId),
    /// Letters to these units as drafts: because somebody asks for it, or because they are due one.
    Drafts(bool, Vec<UnitIx>),
    /// What became of a message to this unit that nobody answered for.
    Settle(UnitIx),
    /// A decision about letters.
    Letters(Box<LetterForm>),
}

impl Purpose {
    /// The units it is about; none for activities that are named themselves.
    pub fn units(&self) -> &[UnitIx] {
        match self {
            Self::Step(_, units) | Self::Note(units) | Self::Call(units) | Self::Drafts(_, units) => units,
            Self::Figures(unit)
            | Self::Contact(unit)
            | Self::ActivityAdd(unit)
            | Self::Settle(unit)
            | Self::File(unit, _)
            | Self::Evidence(unit, _) => std::slice::from_ref(unit),
            Self::Extend(unit) => unit.as_slice(),
            // A list is changed by nobody, so nobody is told that a form is open on what it lists.
            // A document is the campaign's, and who looks at a letter is told by itself.
            Self::ActivityEdit(_)
            | Self::ActivityDone(_)
            | Self::ActivityCancel(_)
            | Self::Document(_)
            | Self::List(_)
            | Self::Export(_)
            | Self::Keep(..)
            | Self::Letters(_) => &[],
        }
    }

    /// The activities it names.
    pub fn activities(&self) -> &[ActivityId] {
        match self {
            Self::ActivityEdit(id) => std::slice::from_ref(id),
            Self::ActivityDone(ids) | Self::ActivityCancel(ids) => ids,
            _ => &[],
        }
    }

    /// The catalogue key of its title.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Step(Step::Acknowledge, _) => "forms-title_acknowledge",
            Self::Step(Step::Receive, _) => "forms-title_receive",
            Self::Step(Step::Recommend, _) => "forms-title_recommend",
            Self::Step(Step::Retract, _) => "forms-title_retract",
            Self::Step(Step::Return, _) => "forms-title_return",
            Self::Step(Step::Accept, _) => "forms-title_accept",
            Self::Step(Step::Withdraw, _) => "forms-title_withdraw",
            Self::Step(Step::Exempt, _) => "forms-title_exempt",
            Self::Note(_) => "forms-title_note",
            Self::Figures(_) => "forms-title_figure",
            Self::Call(_) => "forms-title_call",
            Self::Contact(_) => "forms-title_contact",
            Self::Evidence(..) => "forms-title_evidence",
            Self::File(..) => "forms-title_file",
            Self::Document(_) => "forms-title_document",
            Self::Extend(_) => "forms-title_extend",
            Self::ActivityAdd(_) => "forms-title_activity_add",
            Self::ActivityEdit(_) => "forms-title_activity_edit",
            Self::ActivityDone(_) => "forms-title_activity_done",
            Self::ActivityCancel(_) => "forms-title_activity_cancel",
            Self::List(_) => "forms-title_list",
            Self::Export(_) => "forms-title_export",
            Self::Keep(..) => "forms-title_keep",
            Self::Drafts(..) => "forms-title_drafts",
            Self::Settle(_) => "forms-title_settle",
            Self::Letters(form) => form.title(),
        }
    }

    /// The field that is at hand at first: what one opens a call's form for is its note.
    pub fn first(&self, fields: &[Field]) -> usize {
        let first = match self {
            Self::Call(_) => fields.iter().position(|f| f.id == Id::Note),
            Self::Letters(form) if form.asks_kind => fields.iter().position(|f| f.id == Id::LetterKind),
            _ => None,
        };
        first.unwrap_or(0)
    }

    /// Its fields, as they are at first.
    pub fn fields(&self, scene: &Scene<'_>) -> Vec<Field> {
        let reason = || Field::block(Id::Reason, NOTE_MAX);
        let note = || Field::block(Id::Note, NOTE_MAX);
        let when = || Field::line(Id::When, "", SHORT);
        match self {
            Self::Step(Step::Acknowledge | Step::Recommend | Step::Accept, _) => vec![note()],
            Self::Step(Step::Receive, units) => receive(units.len(), when()),
            Self::Step(Step::Return, _) => {
                let due = due(scene.campaign.def(), scene.today());
                vec![reason().required(), due, when()]
            }
            Self::Step(Step::Withdraw | Step::Retract, _) => vec![reason()],
            Self::Step(Step::Exempt, _) | Self::ActivityCancel(_) => vec![reason().required()],
            Self::Note(_) => vec![note().required()],
            Self::Figures(unit) => figures::fields(scene, *unit),
            Self::Call(_) => {
                let how = ContactHow::ALL.map(Choice::How).to_vec();
                vec![Field::choice(Id::How, how, None), note(), when()]
            }
            Self::Contact(unit) => contact(scene.campaign.unit(*unit).contacts.last()),
            Self::Evidence(unit, activity) => {
                vec![
                    files().required(),
                    activities(scene, *unit, activity.as_ref()),
                    note(),
                    when(),
                ]
            }
            Self::File(unit, id) => file(scene.campaign.unit(*unit).file_notes.of(id), note()),
            Self::Document(_) => vec![files().required(), note(), when()],
            Self::Extend(unit) => extend(scene, *unit, note()),
            Self::ActivityAdd(_) => activity(scene, None),
            Self::ActivityEdit(id) => activity(scene, details(scene.campaign, id)),
            Self::List(list) => listed::fields(list, scene),
            Self::Export(leaving) => exported::fields(leaving, scene),
            Self::Keep(unit, _) => kept::fields(*unit, scene),
            Self::Drafts(..) => listed::folder(scene),
            Self::Settle(_) => settled::fields(),
            Self::Letters(form) => form.fields(scene),
            Self::ActivityDone(ids) => {
                let reach = (ids.len() == 1).then(|| Field::line(Id::Reach, "", SHORT));
                reach.into_iter().chain([note()]).collect()
            }
        }
    }
}

/// Files of this machine, one a line.
fn files() -> Field {
    Field::block(Id::File, PATH)
}

/// What comes in. Of several units at once only what is said of all: a document and its number are one unit's.
fn receive(units: usize, when: Field) -> Vec<Field> {
    let note = Field::block(Id::CameWith, NOTE_MAX);
    if units != 1 {
        return vec![note, when];
    }
    vec![
        Field::line(Id::Number, "", NAME),
        Field::line(Id::Dated, "", SHORT),
        files(),
        note,
        when,
    ]
}

fn file(known: Option<&FileNote>, note: Field) -> Vec<Field> {
    let caption = known.map_or("", |n| n.caption.as_str());
    let consent = Choice::Consent(known.map(|n| n.consent).unwrap_or_default());
    let answers = Consent::ALL.map(Choice::Consent).to_vec();
    vec![
        Field::line(Id::Caption, caption, TITLE_MAX),
        Field::choice(Id::Consent, answers, Some(&consent)),
        note,
    ]
}

/// The due date of a correction, as it is proposed for a return on that day.
pub fn due(def: &Definition, from: Date) -> Field {
    let due = working_days_after(def, from, CORRECTION_DAYS);
    Field::line(Id::Due, &dates::date_full(due), SHORT)
}

/// What is on record of an activity.
pub fn details<'a>(campaign: &'a Campaign, id: &ActivityId) -> Option<&'a ActivityDetails> {
    campaign.activity(id.as_str()).map(|(_, a)| &a.details)
}

/// The tags of a kind, with those that are on record ticked.
fn tags(id: Id, tags: Tags, known: &[String], scene: &Scene<'_>) -> Field {
    let choice = |code: String| Choice::Tag(tags, code);
    let all = tags.all(&scene.campaign.def().goals);
    let ticked = known.iter().cloned().map(choice).collect();
    Field::many(id, all.into_iter().map(choice).collect(), ticked)
}

/// The activities of a unit, and none of them.
fn activities(scene: &Scene<'_>, unit: UnitIx, known: Option<&ActivityId>) -> Field {
    let own = &scene.campaign.unit(unit).activities;
    let own = own.iter().map(|a| Choice::Activity(Some(a.id.clone())));
    let mut all: Vec<Choice> = [Choice::Activity(None)].into_iter().chain(own).collect();
    let known = Choice::Activity(known.cloned());
    if !all.contains(&known) {
        all.push(known.clone());
    }
    Field::choice(Id::Activity, all, Some(&known))
}

fn contact(known: Option<&Contact>) -> Vec<Field> {
    let was = |part: fn(&Contact) -> &str| known.map_or("", part);
    vec![
        Field::line(Id::Name, was(|c| &c.name), NAME).required(),
        Field::line(Id::Position, was(|c| &c.title), NAME),
        Field::line(Id::Phone, was(|c| &c.phone), NAME),
        Field::line(Id::Mail, was(|c| &c.mail), NAME),
    ]
}

fn extend(scene: &Scene<'_>, unit: Option<UnitIx>, note: Field) -> Vec<Field> {
    let scope = match unit {
        Some(_) => vec![Choice::All(false), Choice::All(true)],
        None => vec![Choice::All(true)],
    };
    // A slip can be put right only where there is one.
    let campaign = scene.campaign;
    let own = unit.and_then(|ix| campaign.unit(ix).extension);
    let manners = || vec![Choice::Replace(false), Choice::Replace(true)];
    let manner = own
        .or(campaign.extension())
        .map(|_| Field::choice(Id::Manner, manners(), None));
    let scope = Field::choice(Id::Scope, scope, None);
    let until = Field::line(Id::Until, "", SHORT).required();
    [Some(scope), manner, Some(until), Some(note)]
        .into_iter()
        .flatten()
        .collect()
}

fn activity(scene: &Scene<'_>, known: Option<&ActivityDetails>) -> Vec<Field> {
    let mut kinds: Vec<Choice> = scene
        .campaign
        .def()
        .activity_kinds
        .iter()
        .map(|k| Choice::Kind(k.id.clone()))
        .collect();
    let kind = known.map(|d| Choice::Kind(d.kind.clone()));
    if let Some(kind) = kind.as_ref().filter(|k| !kinds.contains(k)) {
        kinds.push(kind.clone()); // its kind was taken away by an amendment; it is kept until another is chosen
    }
    let mut statuses: Vec<Choice> = [
        ActivityStatus::Planned,
        ActivityStatus::Ongoing,
        ActivityStatus::Done,
    ]
    .map(|s| Choice::Status(Some(s)))
    .to_vec();
    match known {
        None => statuses.insert(0, Choice::Status(None)),
        Some(d) if d.status == ActivityStatus::Cancelled => statuses.push(Choice::Status(Some(d.status))),
        Some(_) => {}
    }
    let was = |part: &dyn Fn(&ActivityDetails) -> String| known.map(part).unwrap_or_default();
    let from = Field::line(Id::From, &was(&|d| dates::date_full(d.from)), SHORT);
    // Without thousands marks: they would mean something else in the other language.
    let reach = was(&|d| d.reach.map(|n| n.to_string()).unwrap_or_default());
    let mode = known.map(|d| Choice::Mode(d.mode));
    let status = known.map(|d| Choice::Status(Some(d.status)));
    vec![
        Field::choice(Id::Kind, kinds, kind.as_ref()),
        Field::line(Id::Title, &was(&|d| d.title.clone()), TITLE_MAX).required(),
        if known.is_some() { from.required() } else { from },
        Field::line(Id::To, &was(&|d| dates::date_full(d.to)), SHORT),
        Field::choice(Id::Mode, Mode::ALL.map(Choice::Mode).to_vec(), mode.as_ref()),
        Field::line(Id::Reach, &reach, SHORT),
        tags(Id::Sdgs, Tags::Sdgs, known.map_or(&[], |d| &d.sdgs), scene),
        tags(Id::Goals, Tags::Goals, known.map_or(&[], |d| &d.goals), scene),
        Field::choice(Id::Status, statuses, status.as_ref()),
        Field::choice(
            Id::Notable,
            vec![Choice::Yes(false), Choice::Yes(true)],
            known.map(|d| Choice::Yes(d.notable)).as_ref(),
        ),
    ]
}
