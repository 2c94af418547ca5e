//! From the fields of a form to the command that its user wants, or to what is wrong with them.
//!
//! What is checked here is what the core would refuse anyway, so that it is said beside the field; the core decides.

use crate::core::deadline::is_far;
use crate::core::decide::{ActivityChange, Command, ContactChange, LATE_ENTRY, NewActivity};
use crate::core::fact::{ActivityDetails, ActivityStatus, Contact, Mode};
use crate::core::goals::Bounds;
use crate::core::names::{ActivityId, UnitCode};
use crate::core::particulars::Symbol;
use crate::core::time::{Date, Stamp};
use crate::reading;
use crate::reading::numbers;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::figures;
use crate::tui::panes::over::form::purpose::Purpose;
use crate::tui::panes::over::form::read::{Tags, Wrong};
use crate::tui::scene::Scene;

/// A form that was filled in: what its user wants.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The command.
    pub command: Command,
    /// The note or reason.
    pub note: String,
    /// When it happened, if not now.
    pub at: Option<Stamp>,
    /// Of a receipt: number, symbol and date of the document.
    pub symbol: Symbol,
    /// The paths of the files that belong to it, as they were typed, one a line.
    pub files: String,
}

/// Something is wrong with a field; the form says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfinished;

/// What a form is about, apart from its fields.
pub(super) struct About<'a> {
    pub purpose: &'a Purpose,
    pub units: &'a [UnitCode],
    pub before: Option<&'a ActivityDetails>,
    pub contact: Option<&'a Contact>,
}

/// Fields, each with what is wrong with it or what is asked back about it.
pub(super) type Remarks = Vec<(Id, Wrong)>;

/// Reads the fields. On success what they come to, and what is to be asked back before it is handed in; else every field
/// that is wrong, with what is wrong with it.
pub(super) fn fill(
    about: &About<'_>,
    fields: &[Field],
    scene: &Scene<'_>,
) -> Result<(Filled, Remarks), Remarks> {
    let mut reader = Reader::new(fields, scene);
    let command = reader.command(about);
    let note_id = [Id::Reason, Id::Note, Id::CameWith]
        .into_iter()
        .find(|id| reader.field(*id).is_some());
    let note = note_id.map_or("", |id| reader.text(id)).to_owned();
    let at = reader.at();
    let symbol = reader.symbol(at);
    if let (Some(at), true, Some(id)) = (at, note.is_empty(), note_id)
        && scene.now.0 - at.0 > LATE_ENTRY
    {
        reader.wrong.push((id, Wrong::NeedsNote));
    }
    // A far day that stands on record already is meant.
    let known = |d: &Date| about.before.is_some_and(|b| b.from == *d || b.to == *d);
    reader
        .doubts
        .retain(|(_, doubt)| !matches!(doubt, Wrong::Far(day) if known(day)));
    match command {
        Some(command) if reader.wrong.is_empty() => {
            let filled = Filled {
                command,
                note,
                at,
                symbol,
                files: reader.field(Id::File).map_or("", Field::text).to_owned(),
            };
            Ok((filled, reader.doubts))
        }
        _ => Err(reader.wrong),
    }
}

pub(super) struct Reader<'a> {
    pub(super) fields: &'a [Field],
    pub(super) scene: &'a Scene<'a>,
    wrong: Remarks,
    doubts: Remarks,
}

impl<'a> Reader<'a> {
    pub(super) fn new(fields: &'a [Field], scene: &'a Scene<'a>) -> Self {
        Self {
            fields,
            scene,
            wrong: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// What it all comes to, unless something is wrong.
    pub(super) fn done<T>(self, value: T) -> Result<(T, Remarks), Remarks> {
        if self.wrong.is_empty() {
            Ok((value, self.doubts))
        } else {
            Err(self.wrong)
        }
    }

    fn field(&self, id: Id) -> Option<&'a Field> {
        self.fields.iter().find(|f| f.id == id)
    }

    pub(super) fn chosen(&self, id: Id) -> Option<&'a Choice> {
        self.field(id).and_then(Field::chosen)
    }

    /// The text of a field; one that is required and empty is wrong.
    pub(super) fn text(&mut self, id: Id) -> &'a str {
        let field = self.field(id);
        let text = field.map_or("", Field::text);
        if text.is_empty() && field.is_some_and(|f| f.required) {
            self.fault(id, Wrong::Missing);
        }
        text
    }

    pub(super) fn fault(&mut self, id: Id, wrong: Wrong) {
        if !self.wrong.iter().any(|(i, _)| *i == id) {
            self.wrong.push((id, wrong));
        }
    }

    /// What a field's text is read as; `None` where it is empty or wrong.
    pub(super) fn read<T>(&mut self, id: Id, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<T> {
        let text = self.text(id);
        if text.is_empty() {
            return None;
        }
        match read(text) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.fault(id, wrong);
                None
            }
        }
    }

    pub(super) fn date(&mut self, id: Id) -> Option<Date> {
        let (today, def) = (self.scene.today(), self.scene.campaign.def());
        let day = self.read(id, |t| {
            reading::dates::date(t, today, def.year()).ok_or(Wrong::BadDate)
        })?;
        self.look_far(id, day);
        Some(day)
    }

    /// Asks a far day back. Far is judged from the letter's own deadline: a slip that stands must not make the next one
    /// look near.
    fn look_far(&mut self, id: Id, day: Date) {
        let def = self.scene.campaign.def();
        if is_far(day, self.scene.today(), def.last_day(def.deadline.cutoff)) {
            self.doubts.push((id, Wrong::Far(day)));
        }
    }

    pub(super) fn at(&mut self) -> Option<Stamp> {
        let scene = self.scene;
        let year = scene.campaign.def().year();
        let at = self.read(Id::When, |t| {
            let at = reading::dates::when(t, scene.zone(), scene.today(), year).ok_or(Wrong::BadWhen)?;
            if at > scene.now {
                Err(Wrong::Future(at))
            } else {
                Ok(at)
            }
        })?;
        self.look_far(Id::When, scene.zone().date(at));
        Some(at)
    }

    fn reach(&mut self) -> Option<u64> {
        self.read(Id::Reach, |t| numbers::whole(t).ok_or(Wrong::BadWhole))
    }

    fn tags(&mut self, id: Id, tags: Tags) -> Vec<String> {
        let goals = &self.scene.campaign.def().goals;
        let ticked = self.field(id).map_or(&[][..], Field::ticked);
        let codes: Vec<String> = ticked
            .iter()
            .filter_map(|c| c.code().map(str::to_owned))
            .collect();
        if let Some(unknown) = codes.iter().find(|code| !tags.knows(goals, code)) {
            self.fault(id, tags.unknown(goals, unknown));
        }
        codes
    }

    fn command(&mut self, about: &About<'_>) -> Option<Command> {
        let units = about.units.to_vec();
        match about.purpose {
            Purpose::Step(step, _) => Some(Command::Report {
                units,
                step: *step,
                due: self.due(*step),
                files: Vec::new(),
            }),
            Purpose::Note(_) => Some(Command::Note { units }),
            Purpose::Figures(_) => Some(self.figures(units.into_iter().next()?)),
            Purpose::Call(_) => match self.chosen(Id::How)? {
                Choice::How(how) => Some(Command::LogContact { units, how: *how }),
                _ => None,
            },
            Purpose::Contact(_) => Some(self.contact(units.into_iter().next()?, about.contact)),
            Purpose::Evidence(..) => Some(Command::AddEvidence {
                unit: units.into_iter().next()?,
                activity: self.evidence_of(),
                files: Vec::new(),
            }),
            Purpose::File(unit, id) => Some(self.file(*unit, id, units.into_iter().next()?)),
            Purpose::Document(id) => Some(self.document_copy(id)),
            Purpose::Extend(_) => self.extend(units.into_iter().next()),
            Purpose::ActivityAdd(_) => Some(Command::AddActivity {
                unit: units.into_iter().next()?,
                details: self.activity(true),
                files: Vec::new(),
            }),
            Purpose::ActivityEdit(id) => Some(self.change(id, about.before)),
            Purpose::ActivityDone(ids) => Some(Command::FinishActivities {
                ids: ids.clone(),
                reach: self.reach(),
            }),
            Purpose::ActivityCancel(ids) => Some(Command::CancelActivities { ids: ids.clone() }),
            // No command of a campaign.
            Purpose::List(_)
            | Purpose::Export(_)
            | Purpose::Keep(..)
            | Purpose::Drafts(..)
            | Purpose::Settle(_)
            | Purpose::Letters(_) => None,
        }
    }

    /// What is other than on record. An unusual value is asked back, and one that is taken back.
    fn figures(&mut self, unit: UnitCode) -> Command {
        let mut values = Vec::new();
        for field in self.fields {
            let Some(asked) = field.figure.as_deref().filter(|_| field.is_changed()) else {
                continue;
            };
            let (id, last) = (asked.indicator.id.clone(), asked.last.map(|(value, _)| value));
            match figures::value(field, asked) {
                Err(wrong) => self.fault(field.id, wrong),
                Ok(now) if now == last => {}
                Ok(now) => {
                    let doubt = match (now, last) {
                        (None, last) => last.map(|last| Wrong::TakesBack(id.clone(), last)),
                        (Some(n), _) if asked.indicator.check(n) == Bounds::Unusual => {
                            Some(Wrong::Unusual(id.clone(), n))
                        }
                        (Some(_), _) => None,
                    };
                    self.doubts.extend(doubt.map(|doubt| (field.id, doubt)));
                    values.push((id, now));
                }
            }
        }
        if values.is_empty() && self.wrong.is_empty() {
            let first = self.fields.first().map_or(Id::Note, |f| f.id);
            self.fault(first, Wrong::Nothing);
        }
        Command::Figures { unit, values }
    }

    fn contact(&mut self, unit: UnitCode, known: Option<&Contact>) -> Command {
        let contact = Contact {
            name: self.text(Id::Name).to_owned(),
            title: self.text(Id::Position).to_owned(),
            phone: self.text(Id::Phone).to_owned(),
            mail: self.text(Id::Mail).to_owned(),
        };
        if !contact.phone.is_empty() && !reading::words::is_phone(&contact.phone) {
            self.fault(Id::Phone, Wrong::BadPhone);
        }
        if !contact.mail.is_empty() && !reading::words::is_mail(&contact.mail) {
            self.fault(Id::Mail, Wrong::BadMail);
        }
        if known == Some(&contact) && self.wrong.is_empty() {
            self.fault(Id::Name, Wrong::Nothing);
        }
        // Only what is other than on record goes into the change, so that it does not undo what somebody else changed.
        let contact = match known.filter(|k| k.name == contact.name) {
            Some(known) => ContactChange {
                name: Some(contact.name),
                title: differs(contact.title, Some(&known.title)),
                phone: differs(contact.phone, Some(&known.phone)),
                mail: differs(contact.mail, Some(&known.mail)),
            },
            None => contact.into(),
        };
        Command::SetContact { unit, contact }
    }

    fn extend(&mut self, one: Option<UnitCode>) -> Option<Command> {
        let unit = one.filter(|_| self.chosen(Id::Scope) == Some(&Choice::All(false)));
        let replaces = self.chosen(Id::Manner) == Some(&Choice::Replace(true));
        if replaces {
            self.replaceable(unit.as_ref());
        }
        let until = self.date(Id::Until)?;
        let def = self.scene.campaign.def();
        let (ends, letter) = (def.zone.end_of(until), def.last_day(def.deadline.cutoff));
        let holds = cutoff(self.scene, unit.as_ref());
        if replaces && until < letter {
            self.fault(Id::Until, Wrong::TooEarly(letter));
        } else if !replaces && ends <= holds {
            self.fault(Id::Until, Wrong::NotLater(def.last_day(holds)));
        }
        Some(if replaces {
            Command::ReplaceExtension { unit, until }
        } else {
            Command::Extend { unit, until }
        })
    }

    /// What takes the place of a slip needs the slip, and a reason.
    fn replaceable(&mut self, unit: Option<&UnitCode>) {
        let campaign = self.scene.campaign;
        let standing = match unit {
            Some(code) => {
                let ix = campaign.roster().by_code(code.as_str());
                ix.and_then(|ix| campaign.unit(ix).extension)
            }
            None => campaign.extension(),
        };
        if standing.is_none() {
            self.fault(Id::Manner, Wrong::NothingToReplace);
        }
        if self.text(Id::Note).is_empty() {
            self.fault(Id::Note, Wrong::Missing);
        }
    }

    fn activity(&mut self, new: bool) -> NewActivity {
        let kind = if let Some(Choice::Kind(id)) = self.chosen(Id::Kind) {
            id.clone()
        } else {
            self.fault(Id::Kind, Wrong::Missing);
            String::new()
        };
        let mode = match self.chosen(Id::Mode) {
            Some(Choice::Mode(mode)) => *mode,
            _ => Mode::default(),
        };
        let status = match self.chosen(Id::Status) {
            Some(Choice::Status(status)) => *status,
            _ => None,
        };
        let out = NewActivity {
            kind,
            title: self.text(Id::Title).to_owned(),
            from: self.date(Id::From),
            to: self.date(Id::To),
            mode,
            reach: self.reach(),
            sdgs: self.tags(Id::Sdgs, Tags::Sdgs),
            goals: self.tags(Id::Goals, Tags::Goals),
            status,
            notable: self.chosen(Id::Notable) == Some(&Choice::Yes(true)),
        };
        if self.wrong.iter().any(|(id, _)| matches!(id, Id::From | Id::To)) {
            return out; // nothing can be said of the order of days of which one is not known
        }
        let today = self.scene.today();
        let from = out.from.or(out.to.filter(|_| new)).unwrap_or(today);
        if out.to.is_some_and(|to| to < from) {
            self.fault(Id::To, Wrong::Reversed(from));
        }
        if out.status == Some(ActivityStatus::Done) && from > today {
            self.fault(Id::Status, Wrong::NotBegun(from));
        }
        out
    }

    /// Only what is other than on record goes into the change, so that it does not undo what somebody else changed.
    fn change(&mut self, id: &ActivityId, before: Option<&ActivityDetails>) -> Command {
        let now = self.activity(false);
        let from = now.from;
        let change = ActivityChange {
            kind: differs(now.kind, before.map(|b| &b.kind)),
            title: differs(now.title, before.map(|b| &b.title)),
            from: from.and_then(|d| differs(d, before.map(|b| &b.from))),
            to: match now.to {
                Some(to) => differs(to, before.map(|b| &b.to)).map(Some),
                None => (before.map(|b| b.to) != from).then_some(None),
            },
            mode: differs(now.mode, before.map(|b| &b.mode)),
            reach: differs(now.reach, before.map(|b| &b.reach)),
            sdgs: differs(now.sdgs, before.map(|b| &b.sdgs)),
            goals: differs(now.goals, before.map(|b| &b.goals)),
            status: now.status.and_then(|s| differs(s, before.map(|b| &b.status))),
            notable: differs(now.notable, before.map(|b| &b.notable)),
        };
        if change == ActivityChange::default() && self.wrong.is_empty() {
            self.fault(Id::Title, Wrong::Nothing);
        }
        Command::EditActivity {
            id: id.clone(),
            change,
        }
    }
}

pub(super) fn differs<T: PartialEq>(now: T, before: Option<&T>) -> Option<T> {
    (before != Some(&now)).then_some(now)
}

/// The day of the return that a form is about: that of its moment where one is told, else today.
pub(super) fn returned_on(fields: &[Field], scene: &Scene<'_>) -> Date {
    let when = fields.iter().find(|f| f.id == Id::When).map_or("", Field::text);
    let (today, year) = (scene.today(), scene.campaign.def().year());
    let at = reading::dates::when(when, scene.zone(), today, year);
    at.map_or(today, |at| scene.campaign.date(at))
}

/// The cut-off that holds now, of a unit or of all.
pub(super) fn cutoff(scene: &Scene<'_>, unit: Option<&UnitCode>) -> Stamp {
    let ix = unit.and_then(|code| scene.campaign.roster().by_code(code.as_str()));
    ix.map_or(scene.campaign.cutoff(), |ix| scene.campaign.cutoff_of(ix))
}
