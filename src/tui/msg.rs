//! The whole vocabulary of the dashboard on one page.
//!
//! ```text
//!   Heard (terminal) ─┐
//!   Answer (clerk) ───┼──> Msg ──> update ──> Effect ──> the loop, or an Ask to the clerk
//!   the clock ────────┘             │
//!                    key ──> Action ┘        (which key gives which action: keymap)
//! ```
//!
//! An action is what a person wants of the screen; an effect is what the screen asks of the world; an answer is what the
//! world answers. It must never know how any of them is done.

use std::sync::Arc;

use crate::core::authority::Rights;
use crate::core::campaign::Campaign;
use crate::core::decide::{LetterOrder, Order, There};
use crate::core::fact::Envelope;
use crate::core::names::{BlobId, CampaignId, CmdId, Lang, LetterId, Text, UnitCode, UnitIx};
use crate::core::past::Sight;
use crate::core::refusal::Refusal;
use crate::core::status::Step;
use crate::core::time::Stamp;
use crate::core::unit::Entry;
use crate::drafts::{Saved, Saving};
use crate::intake::{About, Compared};
use crate::output::last_time::LastTime;
use crate::photo::Thumb;
use crate::store::{Claim, Head, SiteName};
use crate::tui::darkroom::{Print, Unseen, Wanted};
use crate::tui::drafting::Drafting;
use crate::tui::exporting::{Going, Preview, Then, Told};
use crate::tui::folder::Folder;
use crate::tui::keeping::Keeping;
use crate::tui::letters::{Item, Letters, Read, Sought};
use crate::tui::list_file::Leaving;
use crate::tui::mailing::{Settling, ToSend};
use crate::tui::matter::{Manner, Matter};
pub use crate::tui::place::Place;
use crate::tui::term::{Input, Signal};
use crate::tui::workbench::Workbench;

/// How a demo is to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// Half as fast.
    Slower,
    /// Twice as fast.
    Faster,
    /// Not at all, or on.
    Stop,
    /// Not at all, but for the next thing that happens.
    Step,
}

/// A pane of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The countdown.
    Countdown,
    /// Activities.
    Activities,
    /// Goals.
    Goals,
    /// The grid of all units.
    #[default]
    Grid,
}

impl Pane {
    /// The panes in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Countdown, Self::Activities, Self::Goals, Self::Grid];

    /// The next one, or the one before.
    #[must_use]
    pub fn step(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|p| *p == self).unwrap_or(0);
        let n = Self::ALL.len();
        Self::ALL[(at + if forward { 1 } else { n - 1 }) % n]
    }
}

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nav {
    /// One up.
    Up,
    /// One down.
    Down,
    /// One left.
    Left,
    /// One right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// A change of a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edit {
    /// The cursor left.
    Left,
    /// The cursor right.
    Right,
    /// The cursor to the beginning.
    Home,
    /// The cursor to the end.
    End,
    /// Erase to the left.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Erase the word before the cursor.
    Word,
    /// Erase everything.
    All,
}

/// A way to begin, of the welcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Set up a campaign.
    SetUp,
    /// See it in motion.
    Demo,
    /// Work with the campaign that is shown.
    Work,
}

/// A way to move in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hop {
    /// To the end of the day before.
    DayBack,
    /// To the end of the day, or of the next one.
    Day,
    /// A week back.
    WeekBack,
    /// A week on.
    Week,
    /// To where everything began.
    First,
    /// To now.
    Last,
    /// To the moment before at which a fact happened (or was recorded).
    FactBack,
    /// To the next such moment.
    Fact,
}

/// What a person wants of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Move the selection.
    Go(Nav),
    /// The next pane or list.
    NextPane,
    /// The pane or list before.
    PrevPane,
    /// A pane of the desk.
    Pane(Pane),
    /// Go to a place.
    Place(Place),
    /// The menu of places.
    Places,
    /// To the first of what is listed, from the menu of places.
    Top,
    /// Open what is selected.
    Open,
    /// Open the level below the selected unit.
    Level,
    /// Back, or close what is open.
    Back,
    /// Leave the program.
    Quit,
    /// Keys and words.
    Help,
    /// Any command by name.
    Palette,
    /// Type a filter.
    Filter,
    /// Take the filter away.
    Unfilter,
    /// Letters to the units that are meant, as drafts.
    Remind,
    /// The same to those who are due one; to the marked ones of them, if any are.
    RemindDue,
    /// Send letters to them by the mail server of the settings.
    SendDue,
    /// No more letters are to leave.
    StopSending,
    /// Say what became of a message that nobody answered for.
    Settle,
    /// The next way to group or sort.
    Group,
    /// Map or grid.
    Map,
    /// The other language.
    Lang,
    /// The next look.
    Theme,
    /// Mouse on or off.
    Mouse,
    /// Draw everything anew.
    Redraw,
    /// Stop the program as a shell does.
    Suspend,
    /// Copy what is selected.
    Copy,
    /// Mark the unit or activity.
    Mark,
    /// Mark all that are shown.
    MarkAll,
    /// Mark all that a filter finds as it is typed, and take the filter away.
    MarkFound,
    /// Take all marks away.
    Unmark,
    /// A step of a report.
    Step(Step),
    /// A note.
    Note,
    /// The figures of a unit.
    Figures,
    /// A call, a letter or a visit.
    Call,
    /// Whom to call.
    Contact,
    /// More time.
    Extend,
    /// A file of this machine attached.
    Attach,
    /// The own copy of the selected document, from a file of this machine.
    AttachDocument,
    /// A new activity.
    ActivityAdd,
    /// Change what is said of a file.
    FileEdit,
    /// Look at the selected file.
    View,
    /// Save the selected file, or all of its unit, into a folder of this machine.
    Keep,
    /// Pick files for the field at hand.
    Pick,
    /// Change an activity.
    ActivityEdit,
    /// An activity was held.
    ActivityDone,
    /// An activity was called off.
    ActivityCancel,
    /// Take back one's last command.
    Undo,
    /// Take back one's last undo.
    Redo,
    /// File the letter, or the marked ones, to this of its candidates, the first being 1.
    Candidate(u8),
    /// File the letter, or the marked ones, to a unit that is chosen by name.
    FileLetter,
    /// Say that the letter, or the marked ones, are none of ours.
    DismissLetter,
    /// Take back what was decided about the letter.
    PutBack,
    /// Go on with what the server holds, which has lost facts.
    Accept,
    /// Check the journal's chain.
    Verify,
    /// Close the campaign.
    Close,
    /// Change how a demo runs.
    Pace(Pace),
    /// Open the time line.
    Timeline,
    /// Move in time.
    Hop(Hop),
    /// The other way to look back: as it happened, or as it was known.
    TimeMode,
    /// Give the keys to the panes, or back to the time line.
    TimeKeys,
    /// Leave the time line.
    Present,
    /// The next (or, false, the one before) of the changes since one last looked.
    Changed(bool),
    /// All changes since one last looked, in one list.
    Changes,
    /// Take away what is said of the changes since one last looked.
    Dismiss,
    /// Set up a campaign.
    SetUp,
    /// On in a form that is long: to the next place that is not finished.
    Onward,
    /// The welcome.
    Welcome,
    /// A way to begin.
    Choose(Choice),
    /// Say yes to what is asked.
    Confirm,
    /// Edit a text field.
    Edit(Edit),
    /// The next choice of a field.
    NextChoice,
    /// The choice before.
    PrevChoice,
    /// Go on to the next field; from the last, hand the form in.
    GoOn,
    /// Hand the form in.
    Submit,
    /// Write the list that is shown into a file.
    List,
    /// Write the document that is shown into a file.
    Export,
    /// Stop the export that is under way.
    StopExport,
}

/// A list that is shown and can leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The message that names it.
    pub key: &'static str,
    /// The unit whose it is, if it is of one.
    pub unit: Option<UnitIx>,
    /// How many rows are marked: if any are, these leave alone.
    pub marked: usize,
}

/// What the dashboard is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// The terminal said something.
    Input(Input),
    /// Something happened to the session.
    Signal(Signal),
    /// The clerk answers.
    Clerk(Answer),
    /// The clock shows another moment.
    Tick(Stamp),
}

/// What the dashboard asks of the world.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum Effect {
    /// Ask the clerk.
    Ask(Ask),
    /// Put a text on the clipboard.
    Copy(String),
    /// Draw everything anew.
    Redraw,
    /// Switch mouse reports.
    Mouse(bool),
    /// Show another look, by name.
    Look(String),
    /// Stop, as Ctrl-Z asks.
    Suspend,
    /// Find out how the terminal shows pictures.
    Pictures,
    /// Change how a demo runs.
    Pace(Pace),
    /// End.
    Quit,
    /// End at once, for this reason.
    Bar(String),
}

/// Names one question, so that its answer is told from that to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Question(pub u64);

/// What the clerk is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Carry out a command.
    Submit(Box<Order>),
    /// Carry out a decision about letters.
    Decide(Box<LetterOrder>),
    /// How letters stand, from now on; with their words, where they are listed.
    Letters {
        /// They are listed.
        listed: bool,
    },
    /// The words of a letter.
    ReadLetter(LetterId),
    /// How a letter stands that is not listed.
    FindLetter(LetterId),
    /// Which letters have these words, now and as more of them are read; nothing: it is not asked any more.
    Seek(String),
    /// What changed from one version of a report to the next.
    Compare(About),
    /// Tell others that this letter is looked at here; none: that none is any more.
    LookAt(Option<LetterId>),
    /// Take files of this machine in, and carry out the command that they belong to.
    Attach {
        /// The command, without the files.
        order: Box<Order>,
        /// Their paths, as they were typed, one a line.
        paths: String,
    },
    /// What lies in a folder of this machine.
    Folder(Question, String),
    /// Write a list into a file of this machine.
    Write(Box<Leaving>),
    /// Save kept files into a folder of this machine.
    Keep(Box<Keeping>),
    /// Make a photo fit to be looked at.
    Develop(Box<Wanted>),
    /// Which letter brought the fact of that number.
    LetterOf(Question, u64),
    /// A document as it would be written in that manner, of now or of another moment.
    Preview(Matter, Manner, Then),
    /// Whether the template of that path can be filled.
    Template(Question, String),
    /// The template that is looked into is not wanted any more.
    StopTemplate,
    /// Write a document into a file of this machine, and put that on record.
    Export(Box<Going>),
    /// The export that is under way is not wanted any more.
    StopExport,
    /// Write letters to units as drafts into a folder of this machine, and put them on record.
    Draft(Box<Drafting>),
    /// Hand letters to the mail server, one after the other.
    Send(Box<ToSend>),
    /// No more of them are to leave.
    StopSending,
    /// The answer to the one that is on its way is not waited for either.
    Abandon,
    /// Put on record what became of a message that nobody answered for.
    Settle(Box<Settling>),
    /// From which addresses a letter came back.
    Bounced,
    /// What a campaign is set up with.
    Workbench(Question),
    /// Save a draft of a campaign.
    SaveDraft(Question, Box<Saving>),
    /// Open a campaign and go over to it.
    Begin(Box<Order>),
    /// Hear what the porter has to say, who takes files in.
    Delivery,
    /// Look whether others have written: somebody has nudged, and what was written may take a moment to be seen.
    CatchUp,
    /// The same without a nudge, once.
    Recheck,
    /// The facts before number `before` (or the last), at most `limit`.
    History {
        /// Only facts below this number; `None`: from the end.
        before: Option<u64>,
        /// At most so many.
        limit: usize,
    },
    /// The whole history of a unit.
    UnitLog(Question, UnitIx),
    /// Check the chain.
    Verify,
    /// Play the demo's script up to this moment.
    Play(Stamp),
    /// Play the next piece of it, whenever that would be.
    PlayNext,
    /// Tell others that this session's form is open on these units; none: that it was closed.
    Claim(Vec<UnitCode>),
    /// Speak another language from now on.
    Lang(Lang),
    /// The session is over: withdraw what others were told, and end.
    Leave,
    /// What this unit, or those that it was formed from, reported as figures in the campaign of an earlier year.
    Earlier(UnitCode),
    /// How every unit did in the campaign of an earlier year.
    LastTime,
    /// When everything happened and was recorded, for the time line; the question names the opening of it.
    Times(Question),
    /// The campaign from there, for the same.
    Past(Question, Sight),
    /// The time line was closed: nothing of the past is needed any more.
    Present,
    /// What others have done since whoever sits here last looked.
    Since,
    /// Keep that whoever sits here has seen everything up to this fact.
    SeenUpTo(u64),
    /// The campaign as a whole: a fact was missed on the way.
    Whole,
    /// Go on with what a store holds that has lost facts.
    Accept,
}

/// When something happened, and when the journal recorded it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When it happened.
    pub at: Stamp,
    /// When that was recorded.
    pub recorded: Stamp,
}

/// The figures of a unit in the campaign of an earlier year.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// The unit, of this campaign.
    pub unit: UnitCode,
    /// The year of that campaign.
    pub year: i32,
    /// The unit itself, or those that it was formed from: the name, and each figure by its id.
    pub units: Vec<(Text, Vec<(String, f64)>)>,
}

/// What others have done since somebody last looked.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// When that was.
    pub last: Stamp,
    /// The facts, the oldest first.
    pub facts: Vec<Envelope>,
    /// There are more, older than these.
    pub more: bool,
}

/// What the clerk answers.
///
/// Every command is answered once, by [`Carried`], [`Answer::Refused`] or [`Answer::Failed`], and each of these names the
/// command: by the time an answer comes, others may have been given and another form may be open.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// These facts have come, in order.
    Facts {
        /// Whoever has heard everything up to this number misses nothing: what lies between it and these facts, and among
        /// them, is not for the eyes here.
        after: u64,
        /// The facts.
        facts: Vec<Envelope>,
        /// The command of this session that was carried out with them, if one was.
        done: Option<Carried>,
    },
    /// How much has been read of the file that belongs to a command.
    Progress {
        /// The command.
        cmd: CmdId,
        /// Bytes that have been read.
        done: u64,
        /// Bytes that there are.
        of: u64,
    },
    /// A command of this session was refused.
    Refused {
        /// The command.
        cmd: CmdId,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// Another program holds the store, and somebody here has waited for it for a second; the waiting goes on.
    Waiting,
    /// A command of this session failed. Nobody need know whether it was recorded before it did: given again it has the
    /// same id.
    Failed {
        /// The command.
        cmd: CmdId,
        /// Why, in the user's language.
        sentence: String,
    },
    /// Letters are being sent: so many are done with, and to whom one is on its way.
    Underway {
        /// The run.
        cmd: CmdId,
        /// So many.
        done: usize,
        /// Of so many.
        of: usize,
        /// To whom.
        to: String,
    },
    /// A run is over; the sentence says how many ended how.
    Sent {
        /// The run.
        cmd: CmdId,
        /// What became of it.
        sentence: String,
        /// Somebody should look at it.
        amiss: bool,
    },
    /// The addresses from which a letter came back.
    Bounced(Vec<String>),
    /// What lies in a folder, or why that cannot be told.
    Folder(Question, Result<Folder, String>),
    /// How letters stand.
    Letters(Arc<Letters>),
    /// The words of a letter, or the sentence that says why they cannot be had.
    ReadLetter(LetterId, Box<Result<Read, String>>),
    /// A letter as it stands, nothing where there is none that is shown here, or the sentence that says why it cannot be read.
    FoundLetter(LetterId, Result<Option<Arc<Item>>, String>),
    /// The letters with the words that are looked for.
    Sought(Box<Sought>),
    /// What changed, or the sentence that says why it cannot be told.
    Compared(About, Box<Result<Compared, String>>),
    /// A decision about letters was carried out.
    Decided(Box<Decided>),
    /// A photo as it is shown, or why it is not.
    Print(Question, Result<Box<Print>, Unseen>),
    /// Whose letter brought a fact, and what it was about; none where no letter did.
    LetterOf(Question, Option<(String, String)>),
    /// A document as it would be written, or the sentence that says why it cannot be made.
    Preview(Matter, Then, Box<Result<Preview, String>>),
    /// With what a template can be filled, or the sentence that says why it cannot.
    Template(Question, Result<String, String>),
    /// What became of a document that was given to be written, or how far it is.
    Export(CmdId, Told),
    /// A list or a file is written; the sentence says where.
    Wrote {
        /// The id that it was given.
        cmd: CmdId,
        /// Where it is.
        sentence: String,
    },
    /// A list is not written, because a file of its name is there.
    NameTaken {
        /// The id that it was given.
        cmd: CmdId,
        /// Which.
        sentence: String,
        /// The next name that is free, if one was found.
        next: Option<String>,
    },
    /// What a campaign is set up with, or the sentence that says why it cannot be had.
    Workbench(Question, Box<Result<Workbench, String>>),
    /// A draft was saved, or the sentence that says why it was not.
    Saved(Question, Result<Saved, String>),
    /// The campaign was opened, and this session is about it from now on.
    Begun {
        /// The command.
        cmd: CmdId,
        /// The campaign.
        campaign: Box<Campaign>,
    },
    /// A question could not be answered; the sentence in the user's language says why.
    Unanswered(String),
    /// A piece of the journal, in order.
    History(Vec<Envelope>),
    /// The whole history of a unit, the oldest first.
    UnitLog(Question, Vec<Entry>),
    /// It cannot be read; the sentence says why.
    NoUnitLog(Question, String),
    /// What was reported as figures in the campaign of an earlier year.
    Earlier(Box<Earlier>),
    /// How every unit did in the campaign of an earlier year; nothing where the store holds none.
    LastTime(Option<Box<LastTime>>),
    /// The chain is whole: so many facts.
    Verified(u64),
    /// The chain is broken: the sentence says where.
    Broken(String),
    /// Whose forms are open on which units, from now on.
    Claims(Vec<Claim>),
    /// The store cannot be read at present.
    FeedLost(String),
    /// The store has gone back behind what was seen of it; nothing is written until somebody agrees to what stands there.
    Fallen(Box<Fallen>),
    /// The store can be read again.
    FeedBack,
    /// The store was moved to another place, and nothing is written to it any more: the sentence says where to. Nothing where it
    /// is in use again.
    Moved(Option<String>),
    /// The store holds another history now (it was replaced or restored), or a first one: here is the whole campaign.
    Reloaded(Box<Campaign>),
    /// While the campaign that is shown was opened by nobody, others have opened this one.
    Elsewhere(CampaignId),
    /// A newer program has written: this one must be started anew (decision 12).
    RestartNeeded,
    /// When everything happened and was recorded that whoever sits here may see.
    Times(Question, Vec<Moment>),
    /// The campaign from there.
    Past {
        /// For which opening of the time line.
        question: Question,
        /// From where.
        sight: Sight,
        /// As it stood.
        campaign: Box<Campaign>,
    },
    /// The past cannot be read; the sentence says why.
    NoPast(Question, String),
    /// What others have done since whoever sits here last looked.
    Since(Box<News>),
    /// It is kept how far whoever sits here has looked, or cannot be.
    Kept,
    /// A small picture of a photo; none if it cannot be shown.
    Photo(BlobId, Option<Box<Thumb>>),
    /// The access file has changed: this is what whoever sits here may do from now on.
    Rights(Rights),
    /// Whoever sits here may not any more; the sentence says why.
    Barred(String),
}

/// A store that has lost facts which were seen here: another server took the place of the one that had them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallen {
    /// Which.
    pub site: SiteName,
    /// Which stream of it.
    pub stream: CampaignId,
    /// The last fact that was seen.
    pub had: Head,
    /// What stands there now: an earlier one, or another under the same number.
    pub found: Head,
}

/// A command of this session that was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// Which command.
    pub cmd: CmdId,
    /// It opened the campaign on the way.
    pub opened: bool,
    /// It had been carried out before.
    pub already: bool,
    /// Its files that were there already.
    pub there: Vec<There>,
    /// Of which of its photos the wall will show nothing and why, in sentences.
    pub unshown: Vec<String>,
}

/// A decision about letters that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// Which command.
    pub cmd: CmdId,
    /// Its facts about letters.
    pub facts: Vec<Envelope>,
    /// It had been carried out before.
    pub already: bool,
    /// So many of the letters that it filed were refused by the campaign, and wait again.
    pub refused: usize,
    /// It is on record, but the campaign could not follow yet; the sentence says why.
    pub unsettled: Option<String>,
}
