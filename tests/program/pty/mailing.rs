//! Letters to units from the dashboard, by real processes at a terminal: drafted into a folder, sent by a mail server on
//! loopback that is slow, silent or says no, stopped in between, settled by a person.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex};

use crate::common::pty::{Home, How, Term};
use crate::common::smtp::{ACCOUNT, At, Does, Manners, Smtp, papers};

const MAI: &str = "mai@caobang.example";
const LAN: &str = "lan@haiphong.example";

/// A house whose campaign is over and two of whose units have an address.
fn house() -> Home {
    let home = Home::opened();
    home.does(&["contact", "set", "CBG", "--name", "Nông Thị Mai", "--mail", MAI]);
    home.does(&["contact", "set", "HPG", "--name", "Đỗ Thị Lan", "--mail", LAN]);
    home
}

/// The same with a mail server.
fn office(manners: Manners, more: &str) -> Option<(Home, Smtp)> {
    let smtp = Smtp::start(manners)?;
    let home = house();
    let papers = papers()?;
    let settings = format!(
        "remind:\n  server: localhost\n  port: {}\n  user: {ACCOUNT}\n  password_file: {}\n  ca_file: {}\n  \
         from: don-doc@bo.example\n{more}",
        smtp.port,
        papers.join("password").display(),
        papers.join("ca.pem").display(),
    );
    fs::write(home.path().join("ketnoi.yaml"), settings).expect("written");
    Some((home, smtp))
}

fn reminders(home: &Home) -> Term {
    let mut args = vec!["--lang", "en"];
    if home.path().join("ketnoi.yaml").exists() {
        args.extend(["--config", "ketnoi.yaml"]);
    }
    let mut term = How::new(home.path(), &args).size(120, 40).open();
    term.wait_for("Ha Giang");
    term.send("gr");
    term.wait_for(MAI);
    term
}

/// What became of messages, oldest first.
fn outcomes(home: &Home) -> Vec<String> {
    let mut kinds = home.kinds();
    kinds.retain(|kind| kind.starts_with("reminder."));
    kinds
}

#[test]
fn drafts_lie_in_a_folder_and_a_report_that_is_returned_has_its_letter_by_one_key() {
    let home = house();
    let mut term = reminders(&home);
    // Without a server there are drafts alone, and it is said so.
    term.wait_for("drafts only");
    term.send("s");
    term.wait_for("name no mail server");
    term.send("!");
    // Who gets what is listed before anything is written.
    let asked = term.wait_for("Folder");
    assert!(asked.contains(&format!("{MAI}: Cao Bang")), "{asked}");
    assert!(asked.contains("No message: Ha Noi"), "{asked}");
    term.send("\r");
    term.wait_for("Files written to");
    let folder = |ending: &str| {
        let all = fs::read_dir(home.path()).expect("the home");
        let mut all = all.map(|e| e.expect("an entry").path());
        let is_it = |p: &std::path::PathBuf| {
            let name = p.file_name().map(|n| n.to_string_lossy().into_owned());
            name.is_some_and(|n| {
                n.starts_with("don-doc-") && n.ends_with(ending) && n.len() == 18 + ending.len()
            })
        };
        all.find(is_it)
    };
    let first = folder("").expect("a folder");
    for name in ["04.eml", "31.eml"] {
        let file = first.join(name);
        let mode = fs::metadata(&file).expect("a draft").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
        let text = fs::read_to_string(&file).expect("text");
        assert!(
            text.contains("X-Unsent: 1") && text.contains("Message-ID: <ketnoi."),
            "{text}"
        );
    }
    let papers = fs::read_dir(&first).expect("the folder");
    let docx = papers.filter(|e| {
        e.as_ref()
            .is_ok_and(|e| e.file_name().to_string_lossy().ends_with(".docx"))
    });
    assert_eq!(docx.count(), 1);
    assert_eq!(outcomes(&home), ["reminder.drafted", "reminder.drafted"]);
    // A report comes, and is returned: its receipt offers the letter, whatever is selected by then.
    home.does(&["report", "receive", "CBG"]);
    term.send("0/cao bang\r");
    term.wait_for("Cao Bang");
    term.send("\r");
    term.wait_for("Nông Thị Mai");
    term.send("x");
    term.wait_for("Reason");
    term.send("thiếu phụ lục\r");
    term.wait_for("! writes the letter");
    term.send("!");
    term.wait_for("Files written to");
    let next = folder("-2").expect("a folder of its own");
    let text = fs::read_to_string(next.join("04.eml")).expect("the letter");
    assert!(text.contains(".04.returned@"), "{text}");
    assert_eq!(outcomes(&home).len(), 3);
    // Nobody is asked about it again.
    term.send("gr");
    term.wait("the list without her", |t| {
        t.contains("Reminders") && !t.contains(MAI)
    });
    term.quit();
}

#[test]
fn what_was_listed_is_sent_while_the_screen_serves_and_is_stopped_between_two_letters() {
    let hold = Arc::new(Mutex::new(()));
    let held = hold.lock().expect("nobody else");
    let Some((home, smtp)) = office(Manners::at(At::Dot, Does::Until(hold.clone())), "") else {
        return;
    };
    let mut term = reminders(&home);
    term.send("s");
    let asked = term.wait_for("Send 2 messages?");
    assert!(
        asked.contains("From don-doc@bo.example, by the server localhost"),
        "{asked}"
    );
    assert!(
        asked.contains(&format!("{MAI}: Cao Bang")) && asked.contains(LAN),
        "{asked}"
    );
    // What the dry run prints is what is asked about.
    let dry = home.does(&["--config", "ketnoi.yaml", "remind", "--dry-run", "--json"]);
    let dry: serde_json::Value = serde_json::from_str(&dry).expect("JSON");
    let digest = dry["digest"].as_str().expect("a digest");
    assert!(asked.contains(digest), "{digest}: {asked}");
    term.send("\r");
    term.wait_for("Sending 1 of 2");
    // Meanwhile others are served: a note is taken, and goes on record.
    term.send("0n");
    term.wait_for("Note");
    term.send("trong lúc gửi\r");
    term.wait("the receipt", |t| t.contains("undo"));
    assert!(home.does(&["log"]).contains("trong lúc gửi"));
    // Whoever leaves is asked.
    term.send("q");
    term.wait_for("Quit while letters are being sent?");
    term.send("\u{1b}");
    term.wait_until_gone("Quit while");
    term.send("gr");
    term.wait_for("Sending 1 of 2");
    term.send("x");
    term.wait_for("Stopping after this one");
    drop(held);
    term.wait_for("Letters: 1 sent, 1 left for the next time");
    assert_eq!(smtp.took(), [MAI]);
    assert_eq!(outcomes(&home), ["reminder.sent"]);
    // The rest waits for the next time.
    term.send("s");
    term.wait_for("Send one message?");
    term.send("\r");
    term.wait("it is done", |_| smtp.took().len() == 2);
    term.wait("nobody is left", |t| !t.contains(LAN));
    assert_eq!(smtp.took(), [MAI, LAN]);
    term.quit();
    assert_eq!(outcomes(&home), ["reminder.sent", "reminder.sent"]);
}

#[test]
fn what_nobody_answered_for_is_marked_and_settled_where_it_is_listed() {
    let silent = Manners::at(At::Dot, Does::Nothing);
    let more = "  step_seconds: 1\n  whole_seconds: 2\n  most: 1\n";
    let Some((home, smtp)) = office(silent, more) else {
        return;
    };
    let mut term = reminders(&home);
    term.send("s");
    term.wait_for("At most one is sent this time");
    term.send("\r");
    term.wait_for("Letters: 1 in doubt, 1 left for the next time");
    let shown = term.wait_for("in doubt");
    assert!(
        shown.contains(&format!("Nobody knows whether the message to {MAI} arrived")),
        "{shown}"
    );
    smtp.becomes(Manners::default());
    // It is not among those that are sent next.
    term.send("s");
    term.wait("the other one alone", |t| {
        t.contains("Send one message?") && t.contains(&format!("{LAN}: Hai Phong"))
    });
    term.send("\u{1b}");
    term.wait_until_gone("Send one message?");
    term.send("go\u{1b}");
    term.send("gr");
    term.wait_for("in doubt");
    term.send("o");
    term.wait_for("What became of the message");
    // A reason is asked of everybody.
    term.send("\t\r");
    term.wait_for("may not be empty");
    term.send("\u{1b}");
    term.wait("the list", |t| !t.contains("What became of the message"));
    term.send("o");
    term.wait_for("it has arrived");
    term.send("\u{e}\tvăn thư chưa nhận được\r");
    term.wait("it is due again", |t| !t.contains("in doubt") && t.contains(MAI));
    assert_eq!(outcomes(&home), ["reminder.unknown", "reminder.not_sent"]);
    term.send("s");
    term.wait_for("Send 2 messages?");
    term.send("\r");
    term.wait_for("Letters: 1 sent, 1 left");
    term.quit();
    assert_eq!(outcomes(&home)[2..], ["reminder.sent"]);
}

/// A desk that sends two letters to a server with these manners, at the moment where one is on its way.
fn in_the_middle(
    manners: Manners,
    begun: impl Fn(&crate::common::smtp::Seen) -> bool,
) -> Option<(Home, Smtp, Term)> {
    let (home, smtp) = office(manners, "")?;
    let mut term = reminders(&home);
    term.send("s");
    term.wait_for("Send 2 messages?");
    term.send("\r");
    term.wait_for("Sending 1 of 2");
    crate::common::pty::wait_until("the server is spoken to", || smtp.seen(&begun));
    Some((home, smtp, term))
}

#[test]
fn whoever_leaves_in_the_middle_sees_the_seconds_and_the_answer_goes_on_record() {
    let hold = Arc::new(Mutex::new(()));
    let held = hold.lock().expect("nobody else");
    let slow = Manners::at(At::Dot, Does::Until(hold.clone()));
    let Some((home, smtp, mut term)) = in_the_middle(slow, |seen| seen.whole > 0) else {
        return;
    };
    term.send("q");
    let asked = term.wait_for("Quit while letters are being sent?");
    assert!(asked.contains(&format!("on its way to {MAI}: ")), "{asked}");
    assert!(
        asked.contains(" s of at most 120.") && asked.contains("One more has not left"),
        "{asked}"
    );
    term.wait("a second that passes", |t| {
        (1..100).any(|s| t.contains(&format!(": {s} s of at most")))
    });
    // A no, and it goes on.
    term.send("\u{1b}");
    term.wait_until_gone("Quit while");
    term.send("q");
    term.wait_for("Quit while letters are being sent?");
    term.send("\r");
    let waits = term.wait_for("Leave without the answer?");
    assert!(
        waits.contains("The program ends as soon as the answer has come"),
        "{waits}"
    );
    assert!(waits.contains(" s of at most 120."), "{waits}");
    assert_eq!(outcomes(&home), Vec::<String>::new());
    drop(held);
    // It ends by itself.
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
    assert_eq!(smtp.took(), [MAI]);
    assert_eq!(outcomes(&home), ["reminder.sent"]);
}

#[test]
fn whoever_does_not_wait_for_the_answer_leaves_at_once_and_nothing_is_sent_twice() {
    let mute = Manners::at(At::Dot, Does::Nothing);
    let Some((home, smtp, mut term)) = in_the_middle(mute, |seen| seen.whole > 0) else {
        return;
    };
    term.send("q");
    term.wait_for("Quit while letters are being sent?");
    // Asked once more by the key that quits from anywhere, it is a yes too.
    term.send("\u{3}");
    term.wait_for("Leave without the answer?");
    term.send("\u{3}");
    // The server would have been waited for two minutes long.
    assert_eq!(term.exit_code(), 0);
    term.assert_given_back();
    assert_eq!(outcomes(&home), ["reminder.unknown"]);
    smtp.becomes(Manners::default());
    let mut term = reminders(&home);
    term.wait_for("in doubt");
    term.send("s");
    term.wait("the other one alone", |t| {
        t.contains("Send one message?") && t.contains(&format!("{LAN}: Hai Phong"))
    });
    term.send("\r");
    term.wait_for("Letters: 1 sent");
    // One whole letter each has ever been there.
    assert_eq!(smtp.seen(|seen| seen.whole), 2);
    assert_eq!(smtp.took().last().map(String::as_str), Some(LAN));
    term.quit();
    assert_eq!(outcomes(&home), ["reminder.unknown", "reminder.sent"]);
}

#[test]
fn before_a_letter_has_begun_to_leave_nobody_is_waited_for() {
    let mute = Manners::at(At::Greeting, Does::Nothing);
    let Some((home, smtp, mut term)) = in_the_middle(mute, |seen| seen.came > 0) else {
        return;
    };
    term.send("q");
    term.wait_for("Quit while letters are being sent?");
    term.send("\r");
    // It is not sent, and that is known at once.
    assert_eq!(term.exit_code(), 0);
    assert_eq!(smtp.took(), [""; 0]);
    assert_eq!(outcomes(&home), ["reminder.not_sent"]);
}
