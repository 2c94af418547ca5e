//! How a form is kept as a draft, and handed in.
//!
//! It must never know who saves a draft, nor who opens a campaign.

use std::sync::Arc;

use crate::campaign_file::text_of;
use crate::core::definition::Definition;
use crate::core::names::CmdId;
use crate::core::time::Date;
use crate::drafts::{Draft, Saved, Saving};
use crate::tui::msg::Question;
use crate::tui::panes::over::setup::field::{Field, Key};
use crate::tui::panes::over::setup::judge::{self, Kept};
use crate::tui::panes::over::setup::state::{After, SetUp, UnderWay, is_unread, plain};

impl SetUp {
    fn text(&self) -> String {
        text_of(&self.good, &self.head)
    }

    /// Is there something that is in no file? What was only proposed need not be saved.
    fn is_unsaved(&self) -> bool {
        self.good != self.kept
    }

    /// What cannot be read is in no file.
    pub fn has_unread(&self) -> bool {
        self.fields.iter().any(is_unread)
    }

    /// The draft, where it is to be saved now; asked once at a time.
    pub fn to_save(&mut self, question: Question, today: Date) -> Option<Saving> {
        if self.saving.is_some() || self.is_bare() {
            return None;
        }
        self.assemble(today);
        if !self.is_unsaved() {
            return None;
        }
        let text = self.text();
        self.saving = Some(UnderWay {
            question,
            text: text.clone(),
            form: self.good.clone(),
        });
        Some(Saving {
            id: self.good.id.clone(),
            known: self.file.clone(),
            text,
        })
    }

    /// What is to be done once it is saved, at once where nothing is being saved.
    pub fn then(&mut self, after: After) -> After {
        if self.saving.is_some() {
            self.after = after;
            return After::Stay;
        }
        after
    }

    /// Whoever asks for the same once more while it is being saved does not wait.
    pub fn insists(&self, after: After) -> bool {
        self.saving.is_some() && self.after == after
    }

    /// It was saved, or was not; gives what is to be done now.
    pub fn saved(&mut self, question: Question, outcome: Result<Saved, String>) -> After {
        let Some(under_way) = self.saving.take_if(|s| s.question == question) else {
            return After::Stay;
        };
        let after = std::mem::take(&mut self.after);
        match outcome {
            Ok(Saved { path, beside }) => {
                self.beside = beside.or(self.beside.take());
                self.file = Some((path.clone(), under_way.text.clone().into_bytes()));
                self.kept = under_way.form.clone();
                self.not_saved = false;
                self.list_draft(Draft {
                    path,
                    form: under_way.form,
                    bytes: under_way.text.into_bytes(),
                });
                after
            }
            Err(sentence) => {
                self.refused = Some(sentence);
                self.not_saved = true;
                After::Stay
            }
        }
    }

    /// What was saved can be chosen from now on, and is what is at hand.
    fn list_draft(&mut self, draft: Draft) {
        let Some(bench) = self.bench.as_deref_mut() else {
            return;
        };
        let known = bench.drafts.iter().position(|d| d.path == draft.path);
        let at = known.unwrap_or(bench.drafts.len());
        match bench.drafts.get_mut(at) {
            Some(known) => *known = draft,
            None => bench.drafts.push(draft),
        }
        self.source = at;
        let all = (0..self.sources()).map(|n| n.to_string()).collect();
        if let Some(field) = self.fields.iter_mut().find(|f| f.key == Key::Source) {
            *field = Field::new(Key::Source, &plain(&at.to_string()), Some(all));
        }
    }

    /// Where the last try to save it failed, whoever leaves is asked.
    pub fn is_at_risk(&self) -> bool {
        self.not_saved && self.is_unsaved() || self.has_unread()
    }

    /// The campaign that it comes to; none where something is wrong or still to be written, which is then at hand.
    pub fn finish(&mut self, today: Date) -> Option<Arc<Definition>> {
        self.left(today);
        if let Some(at) = self.blocking() {
            self.at = at;
            return None;
        }
        let refs = self.bench.as_ref()?.materials.references(&self.good)?;
        match self.good.clone().build(refs) {
            Ok(definition) => Some(Arc::new(definition)),
            Err(found) => {
                let key = found.first().map(|p| judge::field_of(&p.key, &Kept::default()));
                self.at = self
                    .fields
                    .iter()
                    .position(|f| Some(f.key) == key)
                    .unwrap_or(self.at);
                None
            }
        }
    }

    /// Where the draft lies, for the record of where the campaign came from.
    pub fn source(&self) -> String {
        let name = self.file.as_ref().and_then(|(path, _)| path.file_name());
        name.map_or_else(
            || format!("{}.yaml", self.good.id),
            |n| n.to_string_lossy().into_owned(),
        )
    }

    /// It was handed in as this command.
    pub fn send(&mut self, cmd: CmdId) {
        self.sent = Some(cmd);
    }

    /// The command that it was handed in as and that is not answered yet.
    pub fn sent(&self) -> Option<CmdId> {
        self.sent
    }

    /// It was not carried out, and why.
    pub fn refuse(&mut self, sentence: String) {
        self.sent = None;
        self.refused = Some(sentence);
    }
}
