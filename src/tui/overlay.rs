//! What lies on top of the place one is in: help, palette, a form, a question, a filter being typed.

use std::sync::Arc;

use crate::core::decide::Order;
use crate::core::definition::Definition;
use crate::core::names::CmdId;
use crate::tui::editor::Editor;
use crate::tui::mailing::ToSend;
use crate::tui::panes::over::form::{Filled, Form};
use crate::tui::panes::over::prompt::{Confirm, FilterLine};
use crate::tui::panes::over::setup::SetUp;
use crate::tui::panes::over::{changes, help, menu, palette, photo, welcome};

/// What is done on a yes.
#[derive(Debug)]
pub enum Yes {
    /// Give the command.
    Give(Box<Filled>),
    /// Leave the form, whatever is in it.
    Discard(Box<Form>),
    /// Leave the program, whatever is in the form.
    Quit(Box<Form>),
    /// Leave the program, whatever is under way.
    Leave,
    /// Send the letters that were listed.
    Send(Box<ToSend>),
    /// Record by a clock that is far ahead.
    Clock(Box<Held>),
    /// Record in a campaign that is opened by it.
    Open(Box<Held>),
    /// Open the campaign that was set up.
    Begin(Arc<Definition>, Box<SetUp>),
    /// Leave a campaign's form, whatever of it is in no file.
    DiscardSetUp(Box<SetUp>),
    /// Leave the program, whatever of it is in no file.
    QuitSetUp(Box<SetUp>),
    /// Go on with what the server holds; what lay on top before lies there again.
    Accept(Box<Overlay>),
}

/// An order that waits for a word about the clock, or about the campaign that it would open.
#[derive(Debug)]
pub struct Held {
    /// The order.
    pub order: Order,
    /// The paths of files of this machine that come with it, one a line.
    pub paths: String,
    /// The form that it was typed into.
    pub form: Option<Box<Form>>,
}

/// The palette, the commands it lists, and what is typed into it.
#[derive(Debug)]
pub struct Palette {
    /// What it remembers.
    pub state: palette::State,
    /// The commands.
    pub items: Vec<palette::Item>,
    /// What is typed.
    pub editor: Editor,
}

impl Palette {
    /// Looks for what is typed now.
    pub fn typed(&mut self) {
        self.state.set_query(self.editor.text());
        self.state.refresh(&self.items);
    }
}

impl Overlay {
    /// The form that is open, if one is.
    pub fn into_form(self) -> Option<Box<Form>> {
        match self {
            Self::Form(form) => Some(form),
            Self::None
            | Self::SetUp(_)
            | Self::Welcome(_)
            | Self::Help(_)
            | Self::Changes(_)
            | Self::Photo(_)
            | Self::Places(_)
            | Self::Palette(_)
            | Self::Confirm(_)
            | Self::Filter(_) => None,
        }
    }

    /// The form of a campaign that is being set up, also while something is asked about it.
    pub fn set_up(&mut self) -> Option<&mut SetUp> {
        match self {
            Self::SetUp(setup) => Some(setup),
            Self::Confirm(asked) => match &mut asked.filled {
                Yes::Begin(_, setup) | Yes::DiscardSetUp(setup) | Yes::QuitSetUp(setup) => Some(setup),
                Yes::Accept(under) => under.set_up(),
                Yes::Give(_)
                | Yes::Discard(_)
                | Yes::Quit(_)
                | Yes::Leave
                | Yes::Send(_)
                | Yes::Clock(_)
                | Yes::Open(_) => None,
            },
            Self::None
            | Self::Welcome(_)
            | Self::Help(_)
            | Self::Changes(_)
            | Self::Photo(_)
            | Self::Places(_)
            | Self::Palette(_)
            | Self::Form(_)
            | Self::Filter(_) => None,
        }
    }

    /// The form that was handed in as this command and has no answer yet, also while something is asked about it.
    pub fn form_of(&mut self, cmd: CmdId) -> Option<&mut Form> {
        self.form().filter(|form| form.sent() == Some(cmd))
    }

    /// The form that is open, also while something is asked about it; but for one whose order is about to be given.
    pub fn form(&mut self) -> Option<&mut Form> {
        match self {
            Self::Form(form) => Some(form),
            Self::Confirm(asked) => match &mut asked.filled {
                Yes::Discard(form) | Yes::Quit(form) => Some(form),
                Yes::Accept(under) => under.form(),
                // Its order was not given yet.
                Yes::Clock(_)
                | Yes::Open(_)
                | Yes::Give(_)
                | Yes::Leave
                | Yes::Send(_)
                | Yes::Begin(..)
                | Yes::DiscardSetUp(_)
                | Yes::QuitSetUp(_) => None,
            },
            Self::None
            | Self::SetUp(_)
            | Self::Welcome(_)
            | Self::Help(_)
            | Self::Changes(_)
            | Self::Photo(_)
            | Self::Places(_)
            | Self::Palette(_)
            | Self::Filter(_) => None,
        }
    }
}

/// What lies on top of the place one is in.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The welcome.
    Welcome(welcome::State),
    /// The keys.
    Help(help::State),
    /// What others have done since one last looked.
    Changes(changes::State),
    /// Every place with its letter.
    Places(menu::State),
    /// Any command by name.
    Palette(Box<Palette>),
    /// A form.
    Form(Box<Form>),
    /// A campaign that is being set up.
    SetUp(Box<SetUp>),
    /// A question.
    Confirm(Box<Confirm<Yes>>),
    /// A file that is looked at.
    Photo(Box<photo::State>),
    /// A filter being typed.
    Filter(FilterLine),
}
