//! The template that a form names: looked at as soon as nobody types its name any more, so that what is wrong with it stands at
//! the field and not in place of a document.
//!
//! It must never look into one itself: that is asked for, and answered.

use crate::core::time::{SECOND, Stamp};
use crate::tui::msg::Question;
use crate::tui::paint;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;

/// What is known of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Its path, as it was typed.
    path: String,
    question: Question,
    /// When it was asked for, and for how many seconds it has been looked into.
    since: Stamp,
    seconds: i64,
    /// Whoever sits here did not want to wait: it is looked into again when its field was gone to once more.
    given_up: bool,
    /// With what it can be filled, or the sentence that says why it cannot; nothing before the answer has come.
    said: Option<Result<String, String>>,
}

impl Looked {
    /// Is it still looked into?
    fn awaited(&self) -> bool {
        self.said.is_none() && !self.given_up
    }
}

impl Form {
    fn template_field(&self) -> Option<&Field> {
        let field = self.fields.iter().find(|f| f.id == Id::Template)?;
        Some(field).filter(|f| self.offers(f.id) && !f.text().is_empty())
    }

    /// What is known of the template that the field names now.
    fn looked(&self) -> Option<&Looked> {
        let path = self.template_field()?.text();
        self.template.as_deref().filter(|known| known.path == path)
    }

    /// That the template can be filled, and with what.
    pub(super) fn template_fits(&self) -> Option<&str> {
        self.looked()?.said.as_ref()?.as_ref().ok().map(String::as_str)
    }

    /// The path of a template that is to be looked at: one of which nothing is known, and which nobody is typing. What is known to be
    /// wrong with it stands at the field again.
    pub fn unknown_template(&mut self) -> Option<String> {
        let typing = self.field().is_some_and(|f| f.id == Id::Template) && !self.picked;
        if typing && self.template.as_ref().is_some_and(|known| known.given_up) {
            self.template = None;
        }
        if self.looked().is_some() {
            self.recall_template();
            return None;
        }
        let path = self.template_field()?.text();
        (!typing).then(|| path.to_owned())
    }

    /// It is asked for by this question, at this moment.
    pub fn ask_template(&mut self, path: &str, question: Question, now: Stamp) {
        self.picked = false;
        if let Some(field) = self.fields.iter_mut().find(|f| f.id == Id::Template) {
            field.wrong = None;
        }
        self.template = Some(Box::new(Looked {
            path: path.to_owned(),
            question,
            since: now,
            seconds: 0,
            given_up: false,
            said: None,
        }));
    }

    /// The template that is looked into, and has been for longer than anybody would not notice.
    fn looked_into(&self) -> Option<&Looked> {
        self.looked().filter(|known| known.awaited() && known.seconds > 0)
    }

    /// It is this time now: so long a template has been looked into.
    pub fn wait_for_template(&mut self, now: Stamp) {
        if let Some(known) = &mut self.template {
            known.seconds = (now.0 - known.since.0) / SECOND;
        }
    }

    /// The next moment at which there is more to be told of a template that is looked into.
    pub fn next_of_template(&self) -> Option<Stamp> {
        let known = self.looked().filter(|known| known.awaited())?;
        Some(known.since.plus((known.seconds + 1) * SECOND))
    }

    /// That a template is looked into and for how long, and how not to wait for it.
    pub(super) fn template_under_way(&self, scene: &Scene<'_>) -> Option<String> {
        let known = self.looked_into()?;
        let args = [
            ("file", paint::clean(&known.path).into_owned().into()),
            ("n", known.seconds.into()),
        ];
        Some(scene.cat.tr_args("forms-template_under_way", &args))
    }

    /// Gives up the template that is looked into, if one has been for a while; it cannot be used as it is. False: there is none.
    pub fn give_up_template(&mut self) -> bool {
        if self.looked_into().is_none() {
            return false;
        }
        if let Some(known) = &mut self.template {
            known.given_up = true;
        }
        self.recall_template();
        true
    }

    /// The answer has come.
    pub fn take_template(&mut self, question: Question, said: Result<String, String>) {
        let asked = |known: &&mut Box<Looked>| known.question == question && known.awaited();
        let Some(known) = self.template.as_mut().filter(asked) else {
            return;
        };
        // It was said of the document that was to be made in it: once is enough.
        if said.as_ref().err() == self.refused.as_ref() {
            self.refused = None;
        }
        known.said = Some(said);
        self.recall_template();
    }

    /// What is known to be wrong with the template stands at its field.
    pub(super) fn recall_template(&mut self) {
        let wrong = self.looked().and_then(|known| match &known.said {
            Some(Err(why)) => Some(Wrong::Template(why.clone())),
            Some(Ok(_)) => None,
            None => known.given_up.then(|| Wrong::GivenUp(known.path.clone())),
        });
        let Some(wrong) = wrong else { return };
        if let Some(field) = self.fields.iter_mut().find(|f| f.id == Id::Template) {
            field.wrong = Some(wrong);
        }
    }
}
