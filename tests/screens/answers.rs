//! Answers that come late: the clerk answers in order, and whoever sits at the dashboard goes on pressing keys meanwhile.
//! An answer belongs to the command that it names, whatever is open by the time it comes.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::desk::wtisd_2020;
use crate::common::screen::{BEFORE, Screen, Setting, ledger, who};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::names::{CmdId, UnitCode};
use ketnoi::core::time::Stamp;
use ketnoi::store::Site;
use ketnoi::tui::keymap::parse_key;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::model::Marks;
use ketnoi::tui::msg::{Answer, Msg, Place, Question};
use ketnoi::tui::overlay::{Overlay, Yes};
use ketnoi::tui::panes::over::form::Form;
use ketnoi::tui::term::{Input, KeyCode, KeyEvent, KeyExt as _};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// A dashboard over a store in which nothing is, whose clerk is slow.
fn slow() -> Screen {
    let setting = Setting::default().size((120, 40));
    let mut screen = setting.over(ledger(&wtisd_2020(), Site::memory(), setting.now(), None));
    screen.hold_answers();
    screen
}

/// The same with a home, for lists that are written.
fn slow_at(home: &Path) -> Screen {
    let setting = Setting::default().size((120, 40));
    let ground = Ground {
        home: Some(home.to_owned()),
        ..Ground::default()
    };
    let ledger = ledger(&wtisd_2020(), Site::memory(), setting.now(), None);
    let mut screen = setting.over_on(ledger, ground);
    screen.hold_answers();
    screen
}

/// What one read of the terminal brings.
fn batch(keys: &str) -> Msg {
    let key = |word: &str| match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
        Some(name) => vec![parse_key(name).unwrap_or_else(|| panic!("{word}"))],
        None => word.chars().map(KeyEvent::char).collect(),
    };
    Msg::Input(Input::Keys(keys.split_whitespace().flat_map(key).collect()))
}

/// The form that is open, also while something is asked about it.
fn open(screen: &Screen) -> Option<&Form> {
    match &screen.model().overlay {
        Overlay::Form(form) => Some(form),
        Overlay::Confirm(asked) => match &asked.filled {
            Yes::Discard(form) | Yes::Quit(form) => Some(form),
            Yes::Clock(held) | Yes::Open(held) => held.form.as_deref(),
            Yes::Give(_)
            | Yes::Send(_)
            | Yes::Leave
            | Yes::Begin(..)
            | Yes::DiscardSetUp(_)
            | Yes::QuitSetUp(_)
            | Yes::Accept(_) => None,
        },
        _ => None,
    }
}

fn sent(screen: &Screen) -> Option<CmdId> {
    open(screen).and_then(Form::sent)
}

/// Everything that lies on top, to the letter.
fn on_top(screen: &Screen) -> String {
    format!("{:?}", screen.model().overlay)
}

fn release_all(screen: &mut Screen) {
    while screen.release() {}
}

/// How many notes with these words the answers that are still held back tell of.
fn noted(screen: &Screen, words: &str) -> usize {
    screen
        .held()
        .filter_map(|answer| match answer {
            Answer::Facts { facts, .. } => Some(facts),
            _ => None,
        })
        .flatten()
        .filter(|env| format!("{:?}", env.fact).contains(words))
        .count()
}

#[test]
fn a_refusal_that_comes_late_is_not_shown_in_another_form_and_nothing_is_recorded_twice() {
    let mut screen = slow();
    screen.tell(batch("u n abc <enter>"));
    let (form, cmd) = (on_top(&screen), sent(&screen));
    assert!(cmd.is_some(), "the note is handed in");
    assert_eq!(screen.model().pending.len(), 2, "and the undo before it");
    // The undo is refused: that is said, but not in the form of the note.
    assert!(screen.release());
    assert_eq!(on_top(&screen), form);
    assert!(screen.model().said.is_some());
    screen.press("<enter> <enter>").shows("Đang ghi, xin đợi");
    assert_eq!(noted(&screen, "abc"), 1);
    release_all(&mut screen);
    assert!(open(&screen).is_none(), "the receipt closes the form");
    assert!(screen.model().pending.is_empty());
    assert_eq!(
        screen.model().stage.campaign.seq(),
        2,
        "the campaign was opened, and one note recorded"
    );
}

#[test]
fn a_receipt_closes_no_other_form() {
    let mut screen = slow();
    screen.press("i").press("n").type_in("đang gõ");
    let form = on_top(&screen);
    release_all(&mut screen);
    assert_eq!(on_top(&screen), form);
    screen.press("<enter>").shows("đang gõ");
    release_all(&mut screen);
    assert!(open(&screen).is_none());
}

#[test]
fn what_was_handed_in_is_not_changed_before_its_answer() {
    let mut screen = slow();
    screen.press("n").type_in("đã gọi").press("<enter>");
    let form = on_top(&screen);
    screen
        .type_in("thêm")
        .press("<backspace> <c-u> x <pagedown>")
        .shows("Đang ghi, xin đợi");
    assert_eq!(on_top(&screen), form);
}

/// Whoever wants to leave a form that was handed in is asked; the answer that comes meanwhile is the form's.
#[test]
fn an_answer_finds_its_form_behind_a_question() {
    let mut screen = slow();
    screen.press("n").type_in("đã gọi").press("<enter> <esc>");
    assert!(matches!(screen.model().overlay, Overlay::Confirm(_)));
    release_all(&mut screen);
    assert!(
        matches!(screen.model().overlay, Overlay::None),
        "it is recorded: nothing is left to ask"
    );
    // A file that is not there: the form is told, and keeps what was typed.
    screen.press("F").type_in("khong-co.pdf").press("<enter> <esc>");
    assert!(matches!(screen.model().overlay, Overlay::Confirm(_)));
    release_all(&mut screen);
    screen
        .press("<esc>")
        .shows("khong-co.pdf")
        .shows("không tìm thấy tệp");
    assert_eq!(sent(&screen), None);
}

#[test]
fn a_question_that_fails_says_so_in_the_last_line_and_in_no_form() {
    let mut screen = slow();
    screen.press("n").type_in("đã gọi").press("<enter>");
    let form = on_top(&screen);
    screen.tell(Msg::Clerk(Answer::Unanswered("Không đọc được.".to_owned())));
    assert_eq!(on_top(&screen), form);
    assert!(screen.footer().contains("Không đọc được."), "{}", screen.footer());
    assert_eq!(screen.model().pending.len(), 1);
}

#[test]
fn a_history_that_cannot_be_read_is_said_on_its_sheet_and_nowhere_else() {
    let mut screen = slow();
    screen.press("<enter>");
    assert_eq!(screen.model().place, Place::Unit);
    let asked = |screen: &Screen| {
        let sheet = &screen.model().places.sheet.state;
        (1..9)
            .map(Question)
            .find(|q| sheet.awaits(*q))
            .expect("a question")
    };
    let question = asked(&screen);
    let fails = || Msg::Clerk(Answer::NoUnitLog(question, "Không đọc được.".to_owned()));
    screen.press("<esc>").tell(fails());
    assert!(!screen.text().contains("Không đọc được."), "{}", screen.text());
    // Back on the sheet the question is another.
    screen.press("<enter>").tell(fails());
    assert!(!screen.text().contains("Không đọc được."), "{}", screen.text());
    let question = asked(&screen);
    screen.tell(Msg::Clerk(Answer::NoUnitLog(
        question,
        "Không đọc được.".to_owned(),
    )));
    assert!(screen.footer().contains("Không đọc được."), "{}", screen.footer());
}

/// A disk may fail after something was recorded: handed in again as it is, it is the same command.
#[test]
fn a_form_that_failed_and_is_handed_in_again_is_the_same_command() {
    let mut screen = slow();
    let failed = |cmd| {
        let sentence = "Không đọc được.".to_owned();
        Msg::Clerk(Answer::Failed { cmd, sentence })
    };
    screen.press("n").type_in("đã gọi").press("<enter>");
    let first = sent(&screen).expect("it was handed in");
    screen
        .tell(failed(first))
        .shows("Không đọc được.")
        .shows("đã gọi");
    screen.press("<enter>");
    assert_eq!(sent(&screen), Some(first));
    assert_eq!(noted(&screen, "đã gọi"), 1, "the journal knows the command");
    // Other words are another command.
    screen.tell(failed(first)).type_in(" lại").press("<enter>");
    assert!(sent(&screen).is_some_and(|cmd| cmd != first));
}

#[test]
fn marks_are_taken_away_by_the_command_that_they_were_made_for_alone() {
    let mut screen = slow();
    let marked = |screen: &Screen| screen.model().stage.marks.len();
    screen.press("u <space> <space>");
    release_all(&mut screen);
    assert_eq!(marked(&screen), 2, "an undo was given for no mark");
    screen.press("n").type_in("nhắc").press("<enter>");
    screen.press("<esc> <enter> <space>");
    assert_eq!(marked(&screen), 3);
    release_all(&mut screen);
    assert_eq!(marked(&screen), 1, "what was marked since stays marked");
}

/// What is asked about the clock holds the form back: its order is not given yet, so no answer is meant for it.
#[test]
fn no_answer_shows_in_a_form_of_which_the_clock_is_asked_about() {
    let setting = Setting {
        when: "2022-05-20T08:00:00+07:00",
        ..Setting::default()
    };
    let mut ledger = ledger(&wtisd_2020(), Site::memory(), setting.now(), None);
    let note = Command::Note {
        units: vec![UnitCode::from("04")],
    };
    let before = Stamp::parse_rfc3339(BEFORE).expect("RFC 3339");
    ledger
        .submit_as(&who(), &Order::new(CmdId(1.into()), note).note("trước"), before)
        .expect("noted");
    let mut screen = setting.over(ledger);
    screen.hold_answers();
    let asks = |screen: &Screen| matches!(&screen.model().overlay, Overlay::Confirm(c) if matches!(c.filled, Yes::Clock(_)));
    screen.press("U");
    assert!(asks(&screen));
    screen.press("<enter> n").type_in("hẹn gửi lại").press("<enter>");
    assert!(asks(&screen) && screen.model().pending.len() == 1);
    let question = on_top(&screen);
    assert!(screen.release(), "there is nothing to redo");
    assert_eq!(on_top(&screen), question);
    // Leaving the program asks for what was typed, from here too.
    screen.press("<ctrl-c>");
    assert!(!screen.ended() && !asks(&screen));
    screen.press("<esc>").shows("hẹn gửi lại");
    assert_eq!(sent(&screen), None, "it was not handed in");
    screen.press("<enter> <enter>");
    assert!(sent(&screen).is_some());
    release_all(&mut screen);
    assert!(open(&screen).is_none() && screen.model().pending.is_empty());
}

// ---------------------------------------------------------------------- a file takes its time

/// A dashboard on which a file has just been attached, and is under way.
fn bringing(folder: &tempfile::TempDir) -> Screen {
    let path = folder.path().join("b.pdf");
    std::fs::write(&path, b"%PDF-1.4 b").expect("written");
    let setting = Setting::default().size((120, 40));
    let mut screen = setting.over(ledger(&wtisd_2020(), Site::memory(), setting.now(), None));
    screen.hold_files();
    screen
        .press("F")
        .type_in(&path.display().to_string())
        .press("<enter>");
    assert!(sent(&screen).is_some(), "it is handed in");
    screen
}

#[test]
fn a_file_that_is_under_way_holds_up_no_other_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut screen = bringing(&folder);
    let file = sent(&screen);
    screen.press("<esc> <enter>");
    assert!(open(&screen).is_none(), "nobody need look at it");
    screen.press("n").type_in("đã gọi").press("<enter>");
    assert!(open(&screen).is_none(), "the note is answered first");
    assert_eq!(screen.model().pending.keys().copied().next(), file);
    screen.press("n").type_in("đang gõ");
    let form = on_top(&screen);
    assert!(screen.bring() && !screen.bring());
    assert_eq!(on_top(&screen), form, "it is not this form's answer");
    screen.shows("SHA-256");
    assert!(screen.model().pending.is_empty());
    let campaign = &screen.model().stage.campaign;
    let files = campaign
        .roster()
        .units()
        .map(|ix| campaign.unit(ix).evidence.len());
    assert_eq!(files.sum::<usize>(), 1);
}

#[test]
fn whoever_quits_while_a_file_is_under_way_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    for (leave, back) in [("<ctrl-c>", true), ("<esc> <enter> q", false)] {
        let mut screen = bringing(&folder);
        screen.press(leave).shows("Đang nhận tệp, vẫn thoát?");
        screen.press("<esc>");
        assert!(!screen.ended());
        assert_eq!(open(&screen).is_some(), back, "what was open is there again");
        screen.press("<ctrl-c> <enter>");
        assert!(screen.ended());
        // Whoever waits for the receipt is asked nothing.
        let mut screen = bringing(&folder);
        assert!(screen.bring() && open(&screen).is_none());
        screen.press("q");
        assert!(screen.ended());
    }
}

// ---------------------------------------------------------------------- any keys, any order

/// What happens next.
#[derive(Debug, Clone)]
enum Next {
    /// One read of the terminal.
    Keys(Vec<usize>),
    /// So many answers come.
    Answers(usize),
    /// A question could not be answered.
    Unanswered,
}

/// What is pressed; `WORD` stands for a word that is typed this once in the whole story.
const KEYS: [&str; 31] = [
    "n",
    "n",
    "n",
    "WORD",
    "WORD",
    "WORD",
    "<enter>",
    "<enter>",
    "<enter>",
    "<enter>",
    "<esc>",
    "u",
    "u",
    "U",
    "r",
    "a",
    "i",
    "F",
    "e",
    "<tab>",
    "<backspace>",
    "<space>",
    "<right>",
    "<down>",
    "5",
    "0",
    "9",
    "v",
    "t",
    "<pageup>",
    ":",
];

fn story() -> impl Strategy<Value = Vec<Next>> {
    let keys = proptest::collection::vec(0..KEYS.len(), 1..7);
    // What somebody does who is in haste.
    let haste = Just(vec![11, 0, 3, 6]);
    let note = Just(vec![0, 3, 6]);
    let next = prop_oneof![
        4 => keys.prop_map(Next::Keys),
        2 => note.prop_map(Next::Keys),
        1 => haste.prop_map(Next::Keys),
        4 => (1usize..4).prop_map(Next::Answers),
        1 => Just(Next::Unanswered),
    ];
    proptest::collection::vec(next, 1..40)
}

/// A story as it goes, and what was told of the journal.
struct Told {
    screen: Screen,
    words: usize,
    /// Every fact that was told, with its command: one command may speak of several units.
    recorded: Vec<(CmdId, String)>,
}

impl Told {
    fn word(n: usize) -> String {
        format!("[{n}.]")
    }

    /// The words that stand in the form that is open.
    fn typed(&self) -> BTreeSet<usize> {
        let fields = open(&self.screen).map(Form::fields).unwrap_or_default();
        let stands = |n: &usize| fields.iter().any(|f| f.text().contains(&Self::word(*n)));
        (0..self.words).filter(stands).collect()
    }

    /// By how many commands a word was recorded.
    fn times_recorded(&self, word: usize) -> usize {
        let word = Self::word(word);
        let told = self.recorded.iter().filter(|(_, text)| text.contains(&word));
        told.map(|(cmd, _)| *cmd).collect::<BTreeSet<_>>().len()
    }

    fn press(&mut self, keys: &[usize]) -> Result<(), TestCaseError> {
        let asked = matches!(self.screen.model().overlay, Overlay::Confirm(_));
        let before = self.typed();
        let mut batch = Vec::new();
        for key in keys {
            match KEYS[*key] {
                "WORD" => {
                    batch.extend(Self::word(self.words).chars().map(KeyEvent::char));
                    self.words += 1;
                }
                key => match key.strip_prefix('<').and_then(|k| k.strip_suffix('>')) {
                    Some(name) => batch.push(parse_key(name).expect("a key")),
                    None => batch.extend(key.chars().map(KeyEvent::char)),
                },
            }
        }
        // Only a person who gives it up, or takes letters away, makes what was typed go.
        let gives_up = |k: &KeyEvent| matches!(k.code, KeyCode::Esc | KeyCode::Backspace);
        let may_go = asked || batch.iter().any(gives_up);
        self.screen.tell(Msg::Input(Input::Keys(batch)));
        if !may_go {
            prop_assert!(before.is_subset(&self.typed()), "typed and lost: {:?}", before);
        }
        Ok(())
    }

    fn answer(&mut self) -> Result<(), TestCaseError> {
        let Some(answer) = self.screen.held().next().cloned() else {
            return Ok(());
        };
        let cmd = match &answer {
            Answer::Facts { done, .. } => done.as_ref().map(|d| d.cmd),
            Answer::Refused { cmd, .. }
            | Answer::Failed { cmd, .. }
            | Answer::Wrote { cmd, .. }
            | Answer::NameTaken { cmd, .. } => Some(*cmd),
            _ => None,
        };
        let carried = matches!(&answer, Answer::Facts { done: Some(_), .. });
        if let Answer::Facts { facts, .. } = &answer {
            self.recorded
                .extend(facts.iter().map(|env| (env.cmd, format!("{:?}", env.fact))));
        }
        let wrote = matches!(answer, Answer::Wrote { .. });
        let form = sent(&self.screen);
        let (before, typed) = (on_top(&self.screen), self.typed());
        let marks = self.screen.model().stage.marks.clone();
        let used = cmd.and_then(|cmd| self.screen.model().pending.get(&cmd).cloned());
        // Marks made while one looks back are of the past; those that the command was given for wait in the present.
        let away = self.screen.model().timeline.is_some();
        self.screen.release();
        match (form.is_some() && form == cmd, carried) {
            (false, _) => prop_assert_eq!(&on_top(&self.screen), &before, "the answer is another's"),
            // What was typed was a name, and the file has it.
            (true, false) if wrote => prop_assert!(matches!(self.screen.model().overlay, Overlay::None)),
            (true, true) => {
                prop_assert!(matches!(self.screen.model().overlay, Overlay::None));
                for word in typed {
                    prop_assert_eq!(
                        self.times_recorded(word),
                        1,
                        "{} of {:#?}",
                        Self::word(word),
                        self.recorded
                    );
                }
            }
            (true, false) => {
                prop_assert_eq!(self.typed(), typed, "what was refused is still there");
                prop_assert_eq!(sent(&self.screen), None, "and can be handed in again");
            }
        }
        let Marks { units, .. } = used.filter(|_| carried && !away).unwrap_or_default();
        let left: BTreeSet<_> = marks.difference(&units).copied().collect();
        prop_assert_eq!(&self.screen.model().stage.marks, &left);
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 160,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/answers.txt"))),
        ..ProptestConfig::default()
    })]

    /// Whatever is pressed while answers are on their way, several commands in one read included: nothing is recorded
    /// twice, nothing that was typed is lost, and no answer shows in a form that did not ask.
    #[test]
    fn late_answers_do_no_harm(story in story()) {
        let home = tempfile::tempdir().expect("a folder");
        let mut told = Told { screen: slow_at(home.path()), words: 0, recorded: Vec::new() };
        for next in &story {
            match next {
                Next::Keys(keys) => told.press(keys)?,
                Next::Answers(n) => {
                    for _ in 0..*n {
                        told.answer()?;
                    }
                }
                Next::Unanswered => {
                    let before = on_top(&told.screen);
                    told.screen.tell(Msg::Clerk(Answer::Unanswered("Không đọc được.".to_owned())));
                    prop_assert_eq!(on_top(&told.screen), before);
                }
            }
        }
        while told.screen.held().next().is_some() {
            told.answer()?;
        }
        prop_assert!(told.screen.model().pending.is_empty(), "every command was answered");
        prop_assert_eq!(sent(&told.screen), None);
        for word in 0..told.words {
            prop_assert!(told.times_recorded(word) <= 1, "recorded twice: {}", Told::word(word));
        }
    }
}

#[test]
fn an_answer_to_a_time_line_that_was_closed_does_nothing_to_the_next_one() {
    // No question has this name.
    let earlier = Question(0);
    let mut screen = Setting::default().demo();
    screen.press("t <left>");
    let was = screen.text();
    let campaign = Box::new(screen.model().stage.campaign.clone());
    let sight = screen
        .model()
        .timeline
        .as_ref()
        .expect("it is open")
        .strip
        .sight();
    for answer in [
        Answer::NoPast(earlier, "gone".to_owned()),
        Answer::Times(earlier, Vec::new()),
        Answer::Past {
            question: earlier,
            sight,
            campaign,
        },
    ] {
        screen.tell(Msg::Clerk(answer));
        assert_eq!(screen.text(), was);
        assert!(screen.model().timeline.is_some());
    }
}
