//! How the clerk of a desk looks for what others have done: also whether they have opened another campaign than the one,
//! opened by nobody, that is shown.

use crate::tui::clerk::Clerk;
use crate::tui::msg::Answer;

impl Clerk {
    /// What has changed of what may be done here, and what others have written.
    pub(super) fn look(&mut self) -> Vec<Answer> {
        let mut answers = self.rights();
        answers.extend(self.look_again());
        answers
    }

    /// What others have written.
    pub(super) fn look_again(&mut self) -> Vec<Answer> {
        let mut answers = self.catch_up(None);
        // A wall goes to the campaign that was opened by itself.
        if !self.is_of_a_wall() {
            let other = self.ledger.opened_elsewhere().ok().flatten();
            answers.extend(other.map(Answer::Elsewhere));
        }
        answers
    }

    /// Does it serve a wall?
    pub(super) fn is_of_a_wall(&self) -> bool {
        self.watch.is_some()
    }
}
