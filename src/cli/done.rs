//! What a receipt says was done, and of whom or what: the one table of receipts. Whoever adds a command is led here for
//! its receipt, and from here to its sentence `did-…`.
//!
//! It must never know how a command was given.

// A command that is added has a receipt before anything builds.
#![warn(clippy::wildcard_enum_match_arm)]

use crate::attach::Taken;
use crate::core::campaign::Campaign;
use crate::core::decide::Command;
use crate::core::fact::Fact;
use crate::core::status::Step;
use crate::ledger::Receipt;
use crate::output::words;
use crate::text::{Catalogue, line};

macro_rules! receipts {
    ($($done:ident = $id:literal;)*) => {
        /// What was done, by the id that a receipt has in `ketnoi.receipt/1` and among the messages `did-…`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the ids say it")]
        pub enum Done { $($done),* }

        impl Done {
            /// All of them, for whoever checks that each has its words.
            pub const EVERY: &'static [Self] = &[$(Self::$done),*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$done => $id),* }
            }
        }
    };
}

receipts! {
    ReportAcknowledge = "report_acknowledge";
    ReportReceive = "report_receive";
    ReportReturn = "report_return";
    ReportAccept = "report_accept";
    ReportRecommend = "report_recommend";
    ReportRetract = "report_retract";
    ReportExempt = "report_exempt";
    ReportWithdraw = "report_withdraw";
    ReportNote = "report_note";
    ReportFigure = "report_figure";
    ReportNoFigure = "report_no_figure";
    ContactLog = "contact_log";
    Remind = "remind";
    Export = "export";
    ContactSet = "contact_set";
    ContactRedact = "contact_redact";
    ActivityAdd = "activity_add";
    ActivityEdit = "activity_edit";
    ActivityDone = "activity_done";
    ActivityCancel = "activity_cancel";
    FormRead = "form_read";
    EvidenceAdd = "evidence_add";
    EvidenceEdit = "evidence_edit";
    EvidenceRedact = "evidence_redact";
    LogRedact = "log_redact";
    DocumentAttach = "document_attach";
    CampaignOpen = "campaign_open";
    CampaignAmend = "campaign_amend";
    CampaignExtend = "campaign_extend";
    CampaignReplace = "campaign_replace";
    CampaignClose = "campaign_close";
    CampaignCorrectClock = "campaign_correct_clock";
    Undo = "undo";
    Redo = "redo";
    InboxAssign = "inbox_assign";
    InboxDismiss = "inbox_dismiss";
    InboxPutBack = "inbox_put_back";
}

impl Done {
    /// What a command does, unless whoever gives it knows better.
    pub fn by(command: &Command) -> Self {
        match command {
            Command::Report { step, .. } => match step {
                Step::Acknowledge => Self::ReportAcknowledge,
                Step::Receive => Self::ReportReceive,
                Step::Return => Self::ReportReturn,
                Step::Accept => Self::ReportAccept,
                Step::Recommend => Self::ReportRecommend,
                Step::Retract => Self::ReportRetract,
                Step::Exempt => Self::ReportExempt,
                Step::Withdraw => Self::ReportWithdraw,
            },
            Command::Note { .. } => Self::ReportNote,
            Command::Figures { values, .. } if values.iter().all(|(_, value)| value.is_none()) => {
                Self::ReportNoFigure
            }
            Command::Figures { .. } => Self::ReportFigure,
            Command::LogContact { .. } => Self::ContactLog,
            Command::Remind { .. } => Self::Remind,
            Command::RecordExport { .. } => Self::Export,
            Command::SetContact { .. } => Self::ContactSet,
            Command::AddActivity { .. } => Self::ActivityAdd,
            Command::EditActivity { .. } => Self::ActivityEdit,
            Command::FinishActivities { .. } => Self::ActivityDone,
            Command::CancelActivities { .. } => Self::ActivityCancel,
            Command::TakeForm { .. } => Self::FormRead,
            Command::AddEvidence { .. } => Self::EvidenceAdd,
            Command::EditEvidence { .. } => Self::EvidenceEdit,
            Command::Redact { .. } => Self::EvidenceRedact,
            Command::RedactFacts { .. } => Self::LogRedact,
            Command::AttachDocument { .. } => Self::DocumentAttach,
            Command::Open { .. } => Self::CampaignOpen,
            Command::Amend { .. } => Self::CampaignAmend,
            Command::Extend { .. } => Self::CampaignExtend,
            Command::ReplaceExtension { .. } => Self::CampaignReplace,
            Command::Close => Self::CampaignClose,
            Command::CorrectClock => Self::CampaignCorrectClock,
            Command::Undo | Command::TakeBack { .. } => Self::Undo,
            Command::Redo => Self::Redo,
        }
    }
}

/// Finds in the facts of a command what it was done to.
type Tell<'a> = Box<dyn Fn(&[Fact]) -> String + 'a>;

enum What<'a> {
    Known(String),
    InFacts(Tell<'a>),
    TakenBack,
}

/// What was done, for the receipt.
pub struct Did<'a> {
    done: Option<Done>,
    what: What<'a>,
    /// The files that came with it.
    pub taken: Vec<Taken>,
}

impl<'a> Did<'a> {
    /// Done to what is known beforehand.
    pub fn to(what: impl Into<String>) -> Self {
        Self {
            done: None,
            what: What::Known(what.into()),
            taken: Vec::new(),
        }
    }

    /// Done to what only the facts tell.
    pub fn from_facts(what: impl Fn(&[Fact]) -> String + 'a) -> Self {
        Self {
            done: None,
            what: What::InFacts(Box::new(what)),
            taken: Vec::new(),
        }
    }

    /// Whatever it was that is taken back, or done again.
    pub fn taking_back() -> Self {
        Self {
            done: None,
            what: What::TakenBack,
            taken: Vec::new(),
        }
    }

    /// What the command came down to, where that is something else than its kind says.
    #[must_use]
    pub fn rather(self, done: Done) -> Self {
        Self {
            done: Some(done),
            ..self
        }
    }

    /// With these files.
    #[must_use]
    pub fn with(self, taken: Vec<Taken>) -> Self {
        Self { taken, ..self }
    }

    /// What was done by this command.
    pub fn done(&self, command: &Command) -> Done {
        self.done.unwrap_or_else(|| Done::by(command))
    }

    /// That in a sentence.
    pub fn sentence(&self, cat: &Catalogue, campaign: &Campaign, done: Done, receipt: &Receipt) -> String {
        let what = match &self.what {
            What::Known(s) => s.clone(),
            What::InFacts(f) => {
                let facts: Vec<Fact> = receipt.facts.iter().map(|e| e.fact.clone()).collect();
                f(&facts)
            }
            What::TakenBack => taken_back(cat, campaign, receipt),
        };
        cat.tr_args(&format!("did-{}", done.id()), &[("what", line(&what).into())])
    }
}

/// The deed that was taken back and the units that it had been done to.
fn taken_back(cat: &Catalogue, campaign: &Campaign, receipt: &Receipt) -> String {
    let mut deed = None;
    let mut units = Vec::new();
    for e in &receipt.facts {
        let Fact::CommandUndone(u) = &e.fact else { continue };
        let unit = e
            .unit
            .as_ref()
            .and_then(|code| campaign.roster().find(code.as_str()));
        deed = deed.or(campaign.undone(unit, u.cmd).what);
        units.extend(unit.map(|ix| words::short_name_in(campaign, ix, cat.lang())));
    }
    let deed = deed
        .map(|kind| words::fact_name(cat, kind).into_owned())
        .unwrap_or_default();
    if units.is_empty() {
        deed
    } else {
        format!("{deed} ({})", units.join(", "))
    }
}
