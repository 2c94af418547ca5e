//! The examiner: has a template looked into for the clerk on a thread of its own. A stranger's file may take its whole time, and
//! whoever fills in a form, or waits to hear of others, is not to wait for it.
//!
//! ```text
//!   clerk ──Exam──> examiner ──(jail: its placeholders)──> a sentence ──> clerk, who hands it to the form
//! ```
//!
//! It must never know what is made in the template.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::export;
use crate::jail::Jail;
use crate::text::Catalogue;
use crate::tui::msg::{Ask, Question};
use crate::undone;

/// A template that is to be looked into.
pub(super) struct Exam {
    /// The question that it answers.
    pub question: Question,
    /// The language in which it is said what was found.
    pub cat: Catalogue,
    /// Where it lies.
    pub path: PathBuf,
    /// Where it is looked into.
    pub jail: Option<Jail>,
}

/// With what a template can be filled, or why it cannot.
pub(super) type Said = Result<String, String>;

impl Exam {
    /// Looks, on whatever thread.
    pub fn said(&self) -> Said {
        match export::template(&self.path, self.jail.as_ref()) {
            Ok((_, marks)) => Ok(undone::template_fits(&self.cat, &self.path, &marks)),
            Err(why) => Err(undone::no_template(&self.cat, &self.path, &why)),
        }
    }
}

/// An examiner at work on one template. Dropped, it gives the template up: nothing is heard of it any more, and the process
/// that reads it ends.
pub(super) struct Examiner {
    /// The question that it answers.
    pub question: Question,
    given_up: Arc<AtomicBool>,
    said: Receiver<Said>,
}

impl Examiner {
    /// Starts the thread; `clerk` is woken by [`Ask::Delivery`] once there is something to be heard.
    pub fn hire(mut exam: Exam, clerk: Sender<Ask>) -> io::Result<Self> {
        let (say, said) = channel::<Said>();
        let given_up = Arc::new(AtomicBool::new(false));
        let question = exam.question;
        exam.jail = exam.jail.map(|jail| jail.unless(Arc::clone(&given_up)));
        std::thread::Builder::new()
            .name("examiner".to_owned())
            .stack_size(512 * 1024)
            .spawn(move || {
                // Where nobody listens any more it was given up, or the session is over.
                let _heard = say.send(exam.said()).is_ok() && clerk.send(Ask::Delivery).is_ok();
            })?;
        Ok(Self {
            question,
            given_up,
            said,
        })
    }

    /// What it has found, once it has.
    pub fn heard(&self) -> Option<Said> {
        self.said.try_recv().ok()
    }
}

impl Drop for Examiner {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}
