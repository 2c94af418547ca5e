//! `ketnoi remind --send`: real processes, a mail server on loopback that fails in every way, and kills. A unit gets each
//! message once or nobody says that it was sent.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::home::{Home, Ran, look};
use crate::common::pty::{skip, wait_until};
use crate::common::smtp::{ACCOUNT, At, Does, Manners, PASSWORD, Smtp, papers, say};

const MAI: &str = "mai@caobang.example";
const LAN: &str = "lan@haiphong.example";

/// An office with a campaign that is over and two units that owe their reports, and its mail server.
struct Office {
    home: Home,
    smtp: Smtp,
}

impl Office {
    fn new(manners: Manners) -> Option<Self> {
        Self::with(manners, "")
    }

    fn with(manners: Manners, more: &str) -> Option<Self> {
        let smtp = Smtp::start(manners)?;
        let home = Home::new();
        let papers = papers()?;
        home.write(
            "ketnoi.yaml",
            format!(
                "remind:\n  server: localhost\n  port: {}\n  user: {ACCOUNT}\n  password_file: {}\n  ca_file: {}\n  \
                 from: don-doc@bo.example\n{more}",
                smtp.port,
                papers.join("password").display(),
                papers.join("ca.pem").display(),
            ),
        );
        home.ok(&["campaign", "open", "wtisd-2020"]);
        home.ok(&["contact", "set", "CBG", "--name", "Nông Thị Mai", "--mail", MAI]);
        home.ok(&["contact", "set", "HPG", "--name", "Đỗ Thị Lan", "--mail", LAN]);
        Some(Self { home, smtp })
    }

    fn args<'a>(args: &[&'a str]) -> Vec<&'a str> {
        [&["--config", "ketnoi.yaml", "remind"], args].concat()
    }

    fn digest(&self) -> String {
        let shown = self.home.json(&Self::args(&["--dry-run"]));
        shown["digest"].as_str().expect("a digest").to_owned()
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.home.run(&Self::args(args))
    }

    /// A run as a timer begins it: its exit code, and what became of each message.
    fn unattended(&self) -> (i32, Value) {
        let ran = self.run(&["--send", "--unattended", "--json"]);
        (ran.code, ran.json())
    }

    /// A run of somebody who has looked.
    fn attended(&self) -> (i32, Value) {
        let ran = self.run(&["--send", "--digest", &self.digest(), "--json"]);
        (ran.code, ran.json())
    }

    fn start(&self) -> Child {
        let mut program = self.home.program();
        program.args(Self::args(&["--send", "--unattended", "--json"]));
        program.stdout(Stdio::piped()).stderr(Stdio::piped());
        program.spawn().expect("it starts")
    }

    /// What is on record of messages, oldest first: the kind of each fact, and to whom.
    fn on_record(&self) -> Vec<(String, String)> {
        let log = self.home.ok(&["log", "--json"]);
        let facts = log
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).expect("a fact"));
        let text = |fact: &Value, key: &str| fact[key].as_str().unwrap_or_default().to_owned();
        let found = facts
            .map(|fact| (text(&fact, "type"), text(&fact["data"], "to")))
            .filter(|(kind, _)| kind.starts_with("reminder."))
            .collect();
        assert_eq!(self.home.json(&["log", "--verify"])["whole"], true);
        found
    }
}

fn outcomes(sent: &Value) -> Vec<(&str, &str)> {
    let all = sent["messages"].as_array().expect("messages");
    all.iter()
        .map(|m| {
            (
                m["to"].as_str().unwrap_or_default(),
                m["outcome"].as_str().unwrap_or_default(),
            )
        })
        .collect()
}

fn ended(child: Child) -> Ran {
    look(&["remind"], child.wait_with_output().expect("it ends"))
}

#[test]
fn what_the_dry_run_listed_is_sent_once_and_goes_on_record() {
    let Some(office) = Office::new(Manners::default()) else {
        return;
    };
    let digest = office.digest();
    let ran = office.run(&["--send", "--digest", &digest]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("2 sent, 0 refused, 0 not sent, 0 unknown."),
        "{}",
        ran.out
    );
    assert_eq!(office.smtp.took(), [MAI, LAN]);
    let record = office.on_record();
    let kinds: Vec<&str> = record.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["reminder.sent", "reminder.sent"], "{record:?}");
    office.smtp.seen(|seen| {
        let wire = String::from_utf8(seen.took[0].wire.clone()).expect("text");
        assert!(wire.contains("Auto-Submitted: auto-generated"), "{wire}");
        assert!(
            wire.contains("Message-ID: <ketnoi.") && wire.contains("@bo.example>"),
            "{wire}"
        );
    });
    // The same digest again: nothing is due any more, and it says so.
    let again = office.run(&["--send", "--digest", &digest]);
    assert_eq!(again.code, 3, "{}{}", again.out, again.err);
    assert!(
        again.err.contains(MAI) && again.err.contains(LAN),
        "{}",
        again.err
    );
    let (code, none) = office.attended();
    assert_eq!((code, &outcomes(&none)[..]), (0, &[][..]));
    let (code, none) = office.unattended();
    assert_eq!((code, &outcomes(&none)[..]), (0, &[][..]));
    assert_eq!(office.smtp.took(), [MAI, LAN]);
    // The password is nowhere.
    for file in office
        .home
        .listing()
        .iter()
        .filter(|f| fs::metadata(f).is_ok_and(|m| m.is_file()))
    {
        let bytes = fs::read(file).expect("read");
        let found = bytes.windows(PASSWORD.len()).any(|w| w == PASSWORD.as_bytes());
        assert!(!found, "{file}");
    }
}

#[test]
fn nothing_is_sent_where_who_would_get_what_has_changed_and_what_has_is_told() {
    let Some(office) = Office::new(Manners::default()) else {
        return;
    };
    let digest = office.digest();
    for (bad, code) in [(None, 2), (Some("xyz"), 2), (Some(&digest[1..]), 2)] {
        let mut args = vec!["--send"];
        args.extend(bad.iter().flat_map(|d| ["--digest", d]));
        let said = office.home.fails(code, &Office::args(&args));
        assert!(said.contains("digest"), "{said}");
    }
    office.home.write("report.pdf", "%PDF-1.4 x");
    office
        .home
        .ok(&["report", "receive", "CBG", "--attach", "report.pdf", "--yes"]);
    office.home.ok(&[
        "contact",
        "set",
        "HNI",
        "--name",
        "Bùi Hà",
        "--mail",
        "ha@hanoi.example",
    ]);
    let said = office
        .home
        .fails(3, &Office::args(&["--send", "--digest", &digest]));
    assert!(
        said.contains(&format!("- {MAI}")) && said.contains("+ ha@hanoi.example"),
        "{said}"
    );
    assert!(!said.contains(LAN), "{said}");
    // A digest that was never printed here.
    let mut foreign = digest.clone();
    foreign.replace_range(digest.len() - 1.., if digest.ends_with('0') { "1" } else { "0" });
    office
        .home
        .fails(3, &Office::args(&["--send", "--digest", &foreign]));
    assert_eq!(office.smtp.seen(|s| s.came), 0, "nobody was even called");
    let (code, sent) = office.attended();
    assert_eq!(code, 0, "{sent}");
    let mut took = office.smtp.took();
    took.sort();
    assert_eq!(took, ["ha@hanoi.example", LAN]);
}

#[test]
fn who_owes_nothing_any_more_gets_nothing_and_neither_does_anybody_once_it_is_closed() {
    let Some(office) = Office::new(Manners::default()) else {
        return;
    };
    office
        .home
        .ok(&["report", "exempt", "CBG", "--note", "bão lũ", "--yes"]);
    office.home.ok(&["campaign", "close", "--yes"]);
    let (code, sent) = office.unattended();
    assert_eq!((code, &outcomes(&sent)[..]), (0, &[][..]));
    assert_eq!(office.smtp.seen(|s| s.came), 0);
}

#[test]
fn one_run_sends_no_more_than_the_settings_say_and_the_next_goes_on() {
    let Some(office) = Office::with(Manners::default(), "  most: 1\n") else {
        return;
    };
    let (code, sent) = office.unattended();
    assert_eq!(
        (code, sent["sent"].as_u64(), sent["left"].as_u64()),
        (0, Some(1), Some(1)),
        "{sent}"
    );
    let (code, sent) = office.unattended();
    assert_eq!(
        (code, sent["sent"].as_u64(), sent["left"].as_u64()),
        (0, Some(1), Some(0)),
        "{sent}"
    );
    assert_eq!(office.smtp.took(), [MAI, LAN]);
}

#[test]
fn one_refused_address_of_two_does_not_stop_the_other_and_commands_in_the_answer_do_no_harm() {
    let manners = Manners {
        unknown: HashMap::from([(
            MAI.to_owned(),
            "550 \x1b]0;x\x07\x1b[2J\u{9b}1m khong co \u{202e}".to_owned(),
        )]),
        ..Manners::default()
    };
    let Some(office) = Office::new(manners) else {
        return;
    };
    let ran = office.run(&["--send", "--digest", &office.digest()]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("1 sent, 1 refused") && ran.out.contains("khong co"),
        "{}",
        ran.out
    );
    assert_eq!(office.smtp.took(), [LAN]);
    // Neither where it is read back: every run is looked at for such bytes.
    for args in [&["log"][..], &["log", "--json"], &["log", "--format", "csv"]] {
        let ran = office.home.run(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let kinds: Vec<String> = office.on_record().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["reminder.refused", "reminder.sent"]);
    // What was refused for good is not tried again by itself.
    let (_, again) = office.unattended();
    assert_eq!(outcomes(&again), []);
}

#[test]
fn a_server_that_fails_ends_the_run_and_what_was_not_sent_waits_for_its_time_or_for_a_person() {
    let Some(office) = Office::with(Manners::at(At::Login, say("454 4.7.0 later")), "") else {
        return;
    };
    let ran = office.run(&["--send", "--unattended"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(
        ran.err.contains("454 4.7.0 later") && ran.err.contains("remind.user"),
        "{}",
        ran.err
    );
    assert!(
        ran.out.contains("One message is left for the next run."),
        "{}",
        ran.out
    );
    assert_eq!(
        office.smtp.seen(|s| s.came),
        1,
        "the other message would have met the same"
    );
    // A timer does not knock again at once.
    let (code, sent) = office.unattended();
    let later: Vec<&str> = outcomes(&sent).into_iter().map(|(_, o)| o).collect();
    assert_eq!((code, later), (1, vec!["later", "not_sent"]), "{sent}");
    // A person who has seen to it need not wait.
    office.smtp.becomes(Manners::default());
    let (code, sent) = office.attended();
    assert_eq!((code, sent["sent"].as_u64()), (0, Some(2)), "{sent}");
    assert_eq!(office.smtp.took(), [MAI, LAN]);
    // All tries of a message bear one name.
    let names: Vec<&str> = sent["messages"]
        .as_array()
        .expect("all")
        .iter()
        .filter_map(|m| m["message_id"].as_str())
        .collect();
    let log = office.home.ok(&["log", "--json"]);
    assert!(names.iter().all(|name| log.matches(name).count() >= 2), "{log}");
}

#[test]
fn what_is_wrong_with_settings_and_server_is_one_sentence_and_nothing_is_sent() {
    let Some(office) = Office::with(Manners::default(), "  step_seconds: 1\n  whole_seconds: 2\n") else {
        return;
    };
    let digest = office.digest();
    let send = ["--send", "--digest", digest.as_str()];
    let fails = |manners: Manners, word: &str| {
        office.smtp.becomes(manners);
        let ran = office.run(&["--send", "--digest", &office.digest()]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        assert_eq!(ran.err.trim().lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
    };
    let shows = |shows| Manners {
        shows,
        ..Manners::default()
    };
    fails(shows("over"), "remind.ca_file");
    fails(shows("named"), "could not prove");
    fails(shows("nobody"), "could not prove");
    fails(Manners::open(), "remind: tls: implicit");
    fails(
        Manners::at(At::StartTls, Does::Say(b"220 x\r\n250 y\r\n".to_vec())),
        "Somebody spoke into",
    );
    fails(Manners::at(At::Greeting, Does::Nothing), "gave no answer in time");
    fails(Manners::at(At::From, Does::Drip), "gave no answer in time");
    fails(Manners::at(At::Hello, Does::Go), "broke the line off");
    assert_eq!(office.smtp.took(), Vec::<String>::new());
    // The settings.
    let settings = office.home.read("ketnoi.yaml");
    let word = office.home.path("word");
    fs::write(&word, format!("{PASSWORD}\n")).expect("written");
    fs::set_permissions(&word, fs::Permissions::from_mode(0o644)).expect("set");
    let named = papers().expect("papers").join("password").display().to_string();
    office.home.write("ketnoi.yaml", settings.replace(&named, "word"));
    let said = office.home.fails(1, &Office::args(&send));
    assert!(said.contains("chmod 600") && !said.contains(PASSWORD), "{said}");
    office
        .home
        .write("ketnoi.yaml", settings.replace("  server: localhost\n", ""));
    let said = office.home.fails(1, &Office::args(&send));
    assert!(said.contains("remind.server"), "{said}");
    office.home.write(
        "ketnoi.yaml",
        settings.replace("server: localhost", "server: nobody.invalid"),
    );
    let ran = office.run(&["--send", "--unattended"]);
    assert!(
        ran.code == 0 || ran.err.contains("nobody.invalid"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn of_a_message_that_nobody_answered_for_a_person_says_what_became_of_it() {
    let silent = Manners::at(At::Dot, Does::Nothing);
    let Some(office) = Office::with(silent, "  step_seconds: 1\n  whole_seconds: 2\n  most: 1\n") else {
        return;
    };
    // Two units of one address: one message, and one answer for both.
    office
        .home
        .ok(&["contact", "set", "HPG", "--name", "Đỗ Thị Lan", "--mail", MAI]);
    let (code, sent) = office.attended();
    assert_eq!((code, outcomes(&sent)), (1, vec![(MAI, "unknown")]), "{sent}");
    assert_eq!(sent["messages"][0]["units"].as_array().map(Vec::len), Some(2));
    office.smtp.becomes(Manners::default());
    // Never again by itself, by whatever way.
    let (_, none) = office.unattended();
    assert_eq!(outcomes(&none), []);
    let (_, none) = office.attended();
    assert_eq!(outcomes(&none), []);
    assert_eq!(office.smtp.took(), [MAI]);
    for (args, code) in [
        (&["--settle", "CBG", "sent"][..], 2),
        (&["--settle", "CBG", "maybe", "--note", "x"], 2),
        (&["--settle", "HNI", "sent", "--note", "x"], 4),
    ] {
        office.home.fails(code, &Office::args(args));
    }
    let args = ["--settle", "CBG", "not-sent", "--note", "văn thư chưa nhận được"];
    office.home.ok(&Office::args(&args));
    let (code, sent) = office.attended();
    assert_eq!((code, outcomes(&sent)), (0, vec![(MAI, "sent")]), "{sent}");
    assert_eq!(office.smtp.took(), [MAI, MAI]);
    let kinds: Vec<String> = office.on_record().into_iter().map(|(kind, _)| kind).collect();
    let twice = |kind: &str| vec![kind.to_owned(); 2];
    assert_eq!(
        kinds,
        [
            twice("reminder.unknown"),
            twice("reminder.not_sent"),
            twice("reminder.sent")
        ]
        .concat()
    );
}

#[test]
fn of_two_senders_at_once_exactly_one_sends() {
    let gate = Arc::new(Mutex::new(()));
    let Some(office) = Office::new(Manners::at(At::Dot, Does::Until(gate.clone()))) else {
        return;
    };
    let held = gate.lock().expect("whole");
    let first = office.start();
    wait_until("the first message is on its way", || {
        office.smtp.seen(|s| s.whole == 1)
    });
    let second = office.start();
    // The second finds the first message in the other's hand and takes the next.
    wait_until("the second message is on its way", || {
        office.smtp.seen(|s| s.whole == 2)
    });
    drop(held);
    let (first, second) = (ended(first), ended(second));
    assert_eq!((first.code, second.code), (0, 0), "{}{}", first.err, second.err);
    let mut took = office.smtp.took();
    took.sort();
    assert_eq!(took, [LAN, MAI], "{}{}", first.out, second.out);
    let kinds: Vec<String> = office.on_record().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["reminder.sent", "reminder.sent"]);
    // Many at once, and no server that keeps them apart.
    let Some(office) = Office::new(Manners::default()) else {
        return;
    };
    let all: Vec<Child> = (0..6).map(|_| office.start()).collect();
    for child in all {
        ended(child);
    }
    let mut took = office.smtp.took();
    took.sort();
    assert_eq!(took, [LAN, MAI]);
}

#[test]
fn a_sender_that_is_killed_at_any_step_has_sent_once_or_not_or_it_is_said_that_nobody_knows() {
    let steps = [
        At::Greeting,
        At::Hello,
        At::StartTls,
        At::HelloAgain,
        At::Login,
        At::From,
        At::To,
        At::Data,
        At::Text,
        At::Dot,
    ];
    std::thread::scope(|scope| {
        for at in steps {
            scope.spawn(move || {
                let gate = Arc::new(Mutex::new(()));
                let quick = "  step_seconds: 2\n  whole_seconds: 2\n  most: 1\n";
                let Some(office) = Office::with(Manners::at(at, Does::Until(gate.clone())), quick) else {
                    return;
                };
                // The settings' time is that of the exchange, which the server holds up.
                let held = gate.lock().expect("whole");
                let mut child = office.start();
                wait_until("it has come so far", || {
                    office.smtp.seen(|s| {
                        if at == At::Dot {
                            s.whole == 1
                        } else {
                            s.reached.contains(&at)
                        }
                    })
                });
                child.kill().expect("killed");
                child.wait().expect("gone");
                drop(held);
                office.smtp.becomes(Manners::default());
                let reached = office.smtp.took().len();
                let may_have_left = matches!(at, At::Data | At::Text | At::Dot);
                // Whoever comes next waits until the claim of the dead is over, and then knows what can be known.
                let mut last = Vec::new();
                wait_until("it is known what became of it", || {
                    let (_, sent) = office.unattended();
                    last = outcomes(&sent)
                        .into_iter()
                        .map(|(to, o)| (to.to_owned(), o.to_owned()))
                        .collect();
                    !last
                        .iter()
                        .any(|(to, o)| to == MAI && ["in_hand", "may_have_left"].contains(&o.as_str()))
                });
                let of_mai = office.on_record().into_iter().filter(|(_, to)| to == MAI);
                let of_mai: Vec<String> = of_mai.map(|(kind, _)| kind).collect();
                let took = office.smtp.took().iter().filter(|to| *to == MAI).count();
                if may_have_left {
                    assert_eq!(of_mai, ["reminder.unknown"], "{at:?} {last:?}");
                    assert_eq!(took, reached, "{at:?}: it is never sent again by itself");
                } else {
                    assert_eq!(of_mai, ["reminder.sent"], "{at:?} {last:?}");
                    assert_eq!(took, 1, "{at:?}");
                }
            });
        }
    });
}

#[test]
fn a_sender_that_is_told_to_stop_waits_for_the_answer_to_what_has_left_and_sends_no_more() {
    let gate = Arc::new(Mutex::new(()));
    let Some(office) = Office::new(Manners::at(At::Dot, Does::Until(gate.clone()))) else {
        return;
    };
    let held = gate.lock().expect("whole");
    let child = office.start();
    wait_until("the first message is there", || {
        office.smtp.seen(|s| s.whole == 1)
    });
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("told");
    drop(held);
    let ran = ended(child);
    assert_eq!(ran.code, 130, "{}{}", ran.out, ran.err);
    let sent = ran.json();
    assert_eq!(outcomes(&sent), [(MAI, "sent"), (LAN, "left")], "{sent}");
    assert_eq!(office.on_record().len(), 1);
    assert_eq!(office.smtp.took(), [MAI]);
}

/// The units under `data/systemd`, judged by systemd itself, with the program that was built in its place.
#[test]
fn the_timer_and_its_service_are_sound_and_shut_in() {
    let is_there = Command::new("systemd-analyze").arg("--version").output().is_ok();
    if !is_there {
        return skip("there is no systemd-analyze to judge data/systemd (Debian: apt-get install systemd)");
    }
    let home = Home::new();
    let unit = include_str!("../../../data/systemd/ketnoi-remind.service");
    let here = unit.replace(
        "exec /usr/bin/ketnoi remind",
        &format!("exec {} remind", env!("CARGO_BIN_EXE_ketnoi")),
    );
    assert_ne!(here, unit, "the unit sends reminders");
    home.write("ketnoi-remind.service", here);
    home.write(
        "ketnoi-remind.timer",
        include_str!("../../../data/systemd/ketnoi-remind.timer"),
    );
    for judge in [
        &[
            "verify",
            "--man=no",
            "ketnoi-remind.timer",
            "ketnoi-remind.service",
        ][..],
        &[
            "security",
            "--offline=true",
            "--threshold=40",
            "ketnoi-remind.service",
        ],
    ] {
        let mut named: Vec<String> = judge.iter().map(|w| (*w).to_owned()).collect();
        for word in named.iter_mut().filter(|w| w.starts_with("ketnoi-")) {
            *word = home.path(word).display().to_string();
        }
        let out = Command::new("systemd-analyze")
            .args(&named)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(
            out.status.success(),
            "{judge:?}: {said}{}",
            String::from_utf8_lossy(&out.stdout)
        );
        assert!(judge[0] != "verify" || said.trim().is_empty(), "{said}");
    }
}

/// What is sent after the backup is not in it: whoever restores is asked to look before anything is sent.
#[test]
fn a_restored_store_sends_nothing_before_somebody_has_looked() {
    let Some(office) = Office::new(Manners::default()) else {
        return;
    };
    let home = &office.home;
    let nothing = home.ok(&["remind", "--after-restore"]);
    assert!(nothing.contains("not restored"), "{nothing}");
    home.ok(&["backup", "saved.tar"]);
    assert_eq!(office.attended().0, 0);
    let sent = [MAI, LAN];
    assert_eq!(office.smtp.took(), sent);

    fs::remove_dir_all(home.path("data")).expect("lost");
    let told = home.ok(&["restore", "saved.tar"]);
    assert!(told.contains("--after-restore"), "{told}");
    // It is said where somebody looks, where somebody sends, and where nobody is.
    let check = |is: bool| {
        let doctor = home.json(&["doctor"]);
        let all = doctor["findings"].as_array().expect("findings").clone();
        let found = all.iter().find(|f| f["id"] == "restored");
        assert_eq!(found.is_some(), is, "{doctor}");
        if let Some(found) = found {
            assert_eq!(found["grade"], "warn", "{found}");
            assert!(found["mend"].to_string().contains("--after-restore"), "{found}");
        }
    };
    check(true);
    let shown = office.run(&["--dry-run", "--json"]);
    assert!(
        shown.code == 0 && shown.err.contains("--after-restore"),
        "{}",
        shown.err
    );
    let digest = office.digest();
    for args in [
        &["--send", "--digest", &digest][..],
        &["--send", "--unattended"],
        &["--send", "--unattended"],
    ] {
        let said = home.fails(3, &Office::args(args));
        assert!(
            said.contains("backup") && said.contains("--after-restore"),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    // Whoever may only look has not looked for all others.
    home.fails(3, &["--read-only", "remind", "--after-restore"]);
    let twice = home.run(&Office::args(&["--after-restore", "--dry-run"]));
    assert_eq!(twice.code, 2, "{}", twice.err);
    check(true);
    assert_eq!(office.smtp.took(), sent, "nothing has left");
    // It goes along where the store goes.
    let other = format!("sqlite:{}", home.path("other/ketnoi.db").display());
    fs::create_dir(home.path("other")).expect("made");
    home.ok(&["move", "--to", &other]);
    let moved = home.run(&[
        "--store",
        &other,
        "--config",
        "ketnoi.yaml",
        "remind",
        "--dry-run",
    ]);
    assert!(moved.err.contains("--after-restore"), "{}", moved.err);

    let there = ["--store", &other, "--config", "ketnoi.yaml", "remind"];
    let said = home.ok(&[&there[..], &["--after-restore"]].concat());
    assert!(said.contains("looked"), "{said}");
    let ran = home.run(&[&there[..], &["--send", "--unattended", "--json"]].concat());
    assert_eq!(
        (ran.code, ran.json()["sent"].as_u64()),
        (0, Some(2)),
        "{}",
        ran.err
    );
    assert!(ran.err.is_empty(), "{}", ran.err);
    assert_eq!(
        office.smtp.took(),
        [MAI, LAN, MAI, LAN],
        "who looked has answered for it"
    );
}

#[test]
fn who_unpacks_a_backup_by_hand_has_restored_it_too_and_may_look_and_send_at_once() {
    let Some(office) = Office::new(Manners::default()) else {
        return;
    };
    let home = &office.home;
    home.ok(&["backup", "saved.tar"]);
    fs::remove_dir_all(home.path("data")).expect("lost");
    fs::create_dir(home.path("data")).expect("made");
    let tar = Command::new("tar")
        .args(["xf", "../saved.tar"])
        .current_dir(home.path("data"))
        .status();
    assert!(tar.expect("tar").success());
    let said = home.fails(3, &Office::args(&["--send", "--unattended"]));
    assert!(said.contains("--after-restore"), "{said}");
    let ran = office.run(&["--send", "--unattended", "--after-restore", "--json"]);
    assert_eq!(
        (ran.code, ran.json()["sent"].as_u64()),
        (0, Some(2)),
        "{}",
        ran.err
    );
}
