//! The template that a form names: looked at as soon as nobody types its name any more, so that what is wrong with it stands at
//! the field and not in place of a document.
//!
//! It must never look into one itself: that is asked for, and answered.

use crate::tui::msg::Question;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;

/// What is known of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Its path, as it was typed.
    path: String,
    question: Question,
    /// With what it can be filled, or the sentence that says why it cannot; nothing before the answer has come.
    said: Option<Result<String, String>>,
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
        if self.looked().is_some() {
            self.recall_template();
            return None;
        }
        let typing = self.field().is_some_and(|f| f.id == Id::Template) && !self.picked;
        let path = self.template_field()?.text();
        (!typing).then(|| path.to_owned())
    }

    /// It is asked for by this question.
    pub fn ask_template(&mut self, path: &str, question: Question) {
        self.picked = false;
        self.template = Some(Box::new(Looked {
            path: path.to_owned(),
            question,
            said: None,
        }));
    }

    /// The answer has come.
    pub fn take_template(&mut self, question: Question, said: Result<String, String>) {
        let Some(known) = self.template.as_mut().filter(|known| known.question == question) else {
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
        let said = self.looked().and_then(|known| known.said.clone());
        let Some(Err(why)) = said else { return };
        if let Some(field) = self.fields.iter_mut().find(|f| f.id == Id::Template) {
            field.wrong = Some(Wrong::Template(why));
        }
    }
}
