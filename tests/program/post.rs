//! Messages handed to mail servers that are as they should be, and to others: what became of each is known, and nothing is
//! sent twice.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ketnoi::post::{Limits, Message, Outcome, Post, Security, Server, Step, Trouble, Why};
use ketnoi::secret::Secret;

use crate::common::smtp::{ACCOUNT, At, Does, Manners, PASSWORD, Smtp, papers, say};

const FROM: &str = "don-doc@bo.example";
const TO: &str = "van-phong@tinh.example";

fn message(to: &str, body: &str) -> Message {
    let text = format!(
        "From: <{FROM}>\r\nTo: <{to}>\r\nDate: Fri, 15 May 2020 08:00:00 +0700\r\nMessage-ID: <1@bo.example>\r\n\
         Subject: x\r\n\r\n{body}"
    );
    Message::new(FROM, to, text.as_bytes()).expect("it may leave")
}

/// So long that nothing ends by itself.
const PATIENT: Limits = Limits {
    step: Duration::from_mins(1),
    whole: Duration::from_mins(2),
};
/// So short that a test need not wait long.
const HASTY: Limits = Limits {
    step: Duration::from_secs(1),
    whole: Duration::from_secs(3),
};

fn server(smtp: &Smtp, limits: Limits) -> Server {
    Server {
        host: "localhost".to_owned(),
        port: smtp.port,
        security: Security::StartTls,
        ca_file: papers().map(|p| p.join("ca.pem")),
        hello: "bo.example".to_owned(),
        login: Some((ACCOUNT.to_owned(), Secret::from(PASSWORD.as_bytes().to_vec()))),
        limits,
    }
}

fn send_to(server: Server) -> Outcome {
    Post::new(server, Arc::default()).send(&message(TO, "x\r\n"), &mut || true)
}

fn trouble(outcome: Outcome) -> Trouble {
    match outcome {
        Outcome::NotSent(trouble) => trouble,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_is_taken_over_every_kind_of_line_and_the_password_over_none_that_is_open() {
    let implicit = Manners {
        implicit: true,
        can: [vec![], vec!["AUTH LOGIN"]],
        ..Manners::default()
    };
    for (security, manners) in [
        (Security::StartTls, Manners::default()),
        (Security::Implicit, implicit),
        (Security::None, Manners::open()),
    ] {
        let Some(smtp) = Smtp::start(manners) else { return };
        let mut server = Server {
            security,
            ..server(&smtp, PATIENT)
        };
        if security == Security::None {
            server.login = None;
        }
        let mut post = Post::new(server, Arc::default());
        let body = ".\n.one\r\n..two\r\rMAIL FROM:<x@y.example>\r\n\r\n.\r\nQUIT\r\nend";
        let outcome = post.send(&message(TO, body), &mut || true);
        let text = "2.0.0 taken as 4711".to_owned();
        assert_eq!(outcome, Outcome::Sent { code: 250, text });
        drop(post);
        smtp.seen(|seen| {
            let [took] = seen.took.as_slice() else {
                panic!("{seen:?}")
            };
            assert_eq!(
                (took.from.as_str(), took.to.as_slice()),
                (FROM, &[TO.to_owned()][..])
            );
            let wire = String::from_utf8(took.wire.clone()).expect("text");
            let (_, came) = wire.split_once("\r\n\r\n").expect("a head");
            assert_eq!(
                came,
                "..\r\n..one\r\n...two\r\n\r\nMAIL FROM:<x@y.example>\r\n\r\n..\r\nQUIT\r\nend\r\n"
            );
            assert_eq!(
                wire.replace("\r\n", "").find(['\r', '\n']),
                None,
                "only whole ends of lines"
            );
            let digits = ketnoi::core::base64::base64(PASSWORD.as_bytes());
            assert!(
                !seen
                    .clear
                    .iter()
                    .any(|l| l.contains("AUTH") || l.contains(&digits)),
                "{seen:?}"
            );
            let logged_in = seen.secret.iter().any(|l| l.starts_with("AUTH "));
            assert_eq!(logged_in, security != Security::None);
            let all = || seen.clear.iter().chain(&seen.secret);
            assert_eq!(
                all().filter(|l| l.starts_with("MAIL FROM")).count(),
                1,
                "{seen:?}"
            );
        });
    }
}

/// Each step, under which name an answer there is told.
const STEPS: [(At, Step); 9] = [
    (At::Greeting, Step::Greeting),
    (At::Hello, Step::Hello),
    (At::StartTls, Step::StartTls),
    (At::HelloAgain, Step::Hello),
    (At::Login, Step::Login),
    (At::From, Step::From),
    (At::To, Step::To),
    (At::Data, Step::Data),
    (At::Dot, Step::Text),
];

#[test]
fn a_no_is_believed_at_every_step_and_is_for_good_only_where_it_is_about_the_message() {
    for (at, step) in STEPS {
        for (code, word) in [(451_u16, "4.3.0 sau"), (550, "5.7.1 không"), (421, "4.3.2 nghỉ")] {
            let Some(smtp) = Smtp::start(Manners::at(at, say(&format!("{code} {word}")))) else {
                return;
            };
            let outcome = send_to(server(&smtp, PATIENT));
            let for_good = code == 550 && matches!(step, Step::To | Step::Data | Step::Text);
            match &outcome {
                Outcome::Refused {
                    step: s,
                    code: c,
                    text,
                } if for_good => {
                    assert_eq!((*s, *c, text.as_str()), (step, code, word), "{at:?}");
                }
                Outcome::NotSent(t) if !for_good => {
                    assert_eq!(
                        (t.step, t.why, t.code),
                        (step, Why::Answered, Some(code)),
                        "{at:?}"
                    );
                    assert_eq!(t.detail, word);
                    let of_server = !matches!(step, Step::To | Step::Data | Step::Text) || code == 421;
                    assert_eq!(t.is_of_server(), of_server, "{at:?}");
                }
                other => panic!("{at:?} {code}: {other:?}"),
            }
            assert_eq!(smtp.took(), Vec::<String>::new(), "{at:?} {code}");
        }
    }
    // One that is too large is refused for its size, at whichever step.
    let Some(smtp) = Smtp::start(Manners::at(At::From, say("552 5.3.4 too big"))) else {
        return;
    };
    let outcome = send_to(server(&smtp, PATIENT));
    assert!(
        matches!(outcome, Outcome::Refused { code: 552, .. }),
        "{outcome:?}"
    );
}

#[test]
fn silence_and_the_end_of_the_line_mean_not_sent_before_the_message_and_unknown_from_then_on() {
    type Fault = (fn() -> Does, Option<Why>);
    let faults: [Fault; 3] = [
        (|| Does::Nothing, Some(Why::Silent)),
        (|| Does::Drip, Some(Why::Silent)),
        // A line that ends in the middle is told in as many ways as there are systems.
        (|| Does::Go, None),
    ];
    let all = STEPS.iter().map(|(at, step)| (*at, *step));
    let all = all.chain([(At::Tls, Step::Tls), (At::Text, Step::Text)]);
    std::thread::scope(|scope| {
        for (at, step) in all {
            for (does, why) in faults {
                scope.spawn(move || {
                    let Some(smtp) = Smtp::start(Manners::at(at, does())) else {
                        return;
                    };
                    let outcome = send_to(server(&smtp, HASTY));
                    let unknown = matches!(at, At::Text | At::Dot);
                    let told = match &outcome {
                        Outcome::Unknown(t) if unknown => t,
                        Outcome::NotSent(t) if !unknown => t,
                        other => panic!("{at:?} {:?}: {other:?}", does()),
                    };
                    assert_eq!(told.step, step, "{at:?} {:?}: {told}", does());
                    match why {
                        // Whoever drips into a handshake has said what no server says.
                        Some(_) if at == At::Tls => {}
                        Some(why) => assert_eq!(told.why, why, "{at:?} {:?}: {told}", does()),
                        None => assert!(matches!(told.why, Why::HungUp | Why::Protocol), "{at:?}: {told}"),
                    }
                    // Before the dot nothing was whole; after it the server may well have it.
                    assert_eq!(smtp.seen(|s| s.whole), usize::from(at == At::Dot), "{at:?}");
                });
            }
        }
    });
}

#[test]
fn whoever_cannot_prove_who_he_is_is_told_no_password_and_no_message() {
    for shows in ["named", "over", "nobody"] {
        for implicit in [false, true] {
            let manners = Manners {
                implicit,
                shows,
                ..Manners::default()
            };
            let Some(smtp) = Smtp::start(manners) else { return };
            let security = if implicit {
                Security::Implicit
            } else {
                Security::StartTls
            };
            let told = trouble(send_to(Server {
                security,
                ..server(&smtp, PATIENT)
            }));
            assert_eq!(
                (told.step, told.why),
                (Step::Tls, Why::Certificate),
                "{shows}: {told}"
            );
            assert!(told.is_of_server() && !told.detail.is_empty());
            smtp.seen(|seen| assert!(seen.secret.is_empty() && seen.took.is_empty(), "{seen:?}"));
        }
    }
    // A file of certificates that holds none is no reason to believe anybody.
    let Some(smtp) = Smtp::start(Manners::default()) else {
        return;
    };
    let empty = tempfile::NamedTempFile::new().expect("a file");
    let told = trouble(send_to(Server {
        ca_file: Some(empty.path().to_owned()),
        ..server(&smtp, PATIENT)
    }));
    assert_eq!(told.why, Why::Authorities);
}

#[test]
fn nothing_is_said_in_the_clear_to_who_offers_no_encryption_nor_where_somebody_speaks_into_it() {
    let stripped = Manners {
        can: [vec!["SIZE 1000", "AUTH PLAIN LOGIN"], vec![]],
        ..Manners::default()
    };
    let denies = Manners::at(At::StartTls, say("502 no"));
    let injected = Manners::at(
        At::StartTls,
        Does::Say(b"220 come\r\n250-mail.bo.example\r\n250 AUTH PLAIN\r\n235 welcome\r\n".to_vec()),
    );
    for (manners, why) in [
        (stripped, Why::Unencrypted),
        (denies, Why::Answered),
        (injected, Why::Injected),
    ] {
        let Some(smtp) = Smtp::start(manners) else { return };
        let told = trouble(send_to(server(&smtp, PATIENT)));
        assert_eq!(told.why, why, "{told}");
        smtp.seen(|seen| {
            assert!(seen.secret.is_empty(), "{seen:?}");
            let more = seen
                .clear
                .iter()
                .any(|l| !l.starts_with("EHLO ") && l != "STARTTLS");
            assert!(!more, "{seen:?}");
        });
    }
    // Neither does anybody log in where the settings want no encryption.
    let Some(smtp) = Smtp::start(Manners {
        can: [vec!["AUTH PLAIN LOGIN"], vec![]],
        ..Manners::default()
    }) else {
        return;
    };
    let told = trouble(send_to(Server {
        security: Security::None,
        ..server(&smtp, PATIENT)
    }));
    assert_eq!((told.step, told.why), (Step::Login, Why::NoLogin));
    smtp.seen(|seen| assert_eq!(seen.clear, ["EHLO bo.example"]));
    // What a server offered in the clear does not hold once it is encrypted.
    let Some(smtp) = Smtp::start(Manners {
        can: [vec!["STARTTLS", "AUTH PLAIN"], vec!["AUTH GSSAPI"]],
        ..Manners::default()
    }) else {
        return;
    };
    let told = trouble(send_to(server(&smtp, PATIENT)));
    assert_eq!((told.why, told.detail.as_str()), (Why::NoLogin, "GSSAPI"));
}

#[test]
fn answers_without_end_and_with_commands_for_the_terminal_do_no_harm() {
    let long = |words: &str| format!("250 {}\r\n", words.repeat(20_000));
    let Some(smtp) = Smtp::start(Manners::at(At::Dot, Does::Say(long("ok ").into_bytes()))) else {
        return;
    };
    let outcome = send_to(server(&smtp, PATIENT));
    let Outcome::Sent { text, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert!(text.chars().count() <= 301, "{}", text.len());
    // A line that never ends is no answer, whoever keeps sending it.
    let endless = format!("250 {}", "x".repeat(1 << 20));
    for (at, is_known) in [(At::To, true), (At::Dot, false)] {
        let Some(smtp) = Smtp::start(Manners::at(at, Does::Say(endless.clone().into_bytes()))) else {
            return;
        };
        let told = match send_to(server(&smtp, PATIENT)) {
            Outcome::NotSent(told) if is_known => told,
            Outcome::Unknown(told) if !is_known => told,
            other => panic!("{other:?}"),
        };
        assert_eq!(told.why, Why::Protocol);
        assert!(told.detail.chars().count() <= 301);
    }
    let many = "250-x\r\n".repeat(5_000);
    let Some(smtp) = Smtp::start(Manners::at(At::To, Does::Say(many.into_bytes()))) else {
        return;
    };
    assert_eq!(trouble(send_to(server(&smtp, PATIENT))).why, Why::Protocol);
    let digits = ketnoi::core::base64::base64(PASSWORD.as_bytes());
    let evil = format!("550 \x1b]0;sent\x07 \u{9b}2J {PASSWORD} {digits}\x1b[31m\u{202e}\r\n");
    for at in [At::Login, At::To, At::Dot] {
        let Some(smtp) = Smtp::start(Manners::at(at, Does::Say(evil.clone().into_bytes()))) else {
            return;
        };
        let text = match send_to(server(&smtp, PATIENT)) {
            Outcome::Refused { text, .. } => text,
            Outcome::NotSent(told) => told.detail,
            other => panic!("{other:?}"),
        };
        assert!(
            !text.chars().any(|c| c.is_control() || c == '\u{202e}'),
            "{text:?}"
        );
        assert!(!text.contains(PASSWORD) && !text.contains(&digits), "{text}");
    }
    for nonsense in [
        "HTTP/1.1 400 Bad Request\r\n",
        "250",
        "25\r\n",
        "\r\n",
        "999 x\r\n",
        "250-a\r\n550 b\r\n",
    ] {
        let does = Does::SayAndGo(nonsense.as_bytes().to_vec());
        let Some(smtp) = Smtp::start(Manners::at(At::To, does)) else {
            return;
        };
        let told = trouble(send_to(server(&smtp, PATIENT)));
        assert!(
            matches!(told.why, Why::Protocol | Why::HungUp),
            "{nonsense:?}: {told}"
        );
    }
}

#[test]
fn one_refused_address_of_two_stops_not_the_other_and_one_line_serves_both() {
    let other = "so@tinh.example";
    let manners = Manners {
        unknown: HashMap::from([(TO.to_owned(), "550 5.1.1 unknown here".to_owned())]),
        ..Manners::default()
    };
    let Some(smtp) = Smtp::start(manners) else { return };
    let mut post = Post::new(server(&smtp, PATIENT), Arc::default());
    let first = post.send(&message(TO, "x\r\n"), &mut || panic!("nothing may leave"));
    let text = "5.1.1 unknown here".to_owned();
    let step = Step::To;
    assert_eq!(
        first,
        Outcome::Refused {
            step,
            code: 550,
            text
        }
    );
    let second = post.send(&message(other, "x\r\n"), &mut || true);
    assert!(matches!(second, Outcome::Sent { .. }), "{second:?}");
    let third = post.send(&message(other, "y\r\n"), &mut || true);
    assert!(matches!(third, Outcome::Sent { .. }), "{third:?}");
    drop(post);
    assert_eq!(smtp.took(), [other, other]);
    smtp.seen(|seen| assert_eq!(seen.came, 1));
}

#[test]
fn a_line_that_went_away_between_two_messages_is_opened_anew() {
    let goes = Manners::at(At::Dot, Does::SayAndGo(b"250 taken, and good bye\r\n".to_vec()));
    let Some(smtp) = Smtp::start(goes) else { return };
    let mut post = Post::new(server(&smtp, PATIENT), Arc::default());
    let first = post.send(&message(TO, "x\r\n"), &mut || true);
    assert!(matches!(first, Outcome::Sent { .. }), "{first:?}");
    smtp.becomes(Manners::default());
    let second = post.send(&message("so@tinh.example", "y\r\n"), &mut || true);
    assert!(matches!(second, Outcome::Sent { .. }), "{second:?}");
    assert_eq!(smtp.took(), [TO, "so@tinh.example"]);
}

#[test]
fn nothing_leaves_once_another_has_the_message_or_somebody_wants_to_go() {
    let Some(smtp) = Smtp::start(Manners::default()) else {
        return;
    };
    let mut post = Post::new(server(&smtp, PATIENT), Arc::default());
    let told = trouble(post.send(&message(TO, "x\r\n"), &mut || false));
    assert_eq!((told.step, told.why), (Step::Data, Why::Taken));
    smtp.seen(|seen| {
        assert!(
            !seen.reached.contains(&At::Data) && seen.took.is_empty(),
            "{seen:?}"
        );
    });
    // The line is still good for what is this sender's.
    let next = post.send(&message(TO, "x\r\n"), &mut || true);
    assert!(matches!(next, Outcome::Sent { .. }), "{next:?}");
    // Who is told to stop while a server is silent does not wait for it.
    let Some(smtp) = Smtp::start(Manners::at(At::From, Does::Nothing)) else {
        return;
    };
    let stop = Arc::new(AtomicBool::new(false));
    let mut post = Post::new(server(&smtp, PATIENT), stop.clone());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            crate::common::pty::wait_until("it is asked", || smtp.seen(|s| s.reached.contains(&At::From)));
            stop.store(true, Ordering::Relaxed);
        });
        let told = trouble(post.send(&message(TO, "x\r\n"), &mut || true));
        assert_eq!((told.step, told.why), (Step::From, Why::Stopped));
    });
    // But for the answer to a whole message it does.
    let gate = Arc::new(Mutex::new(()));
    let Some(smtp) = Smtp::start(Manners::at(At::Dot, Does::Until(gate.clone()))) else {
        return;
    };
    let stop = Arc::new(AtomicBool::new(false));
    let mut post = Post::new(server(&smtp, PATIENT), stop.clone());
    let held = gate.lock().expect("whole");
    let outcome = std::thread::scope(|scope| {
        let sender = scope.spawn(|| post.send(&message(TO, "x\r\n"), &mut || true));
        crate::common::pty::wait_until("it is there", || smtp.seen(|s| s.whole == 1));
        stop.store(true, Ordering::Relaxed);
        drop(held);
        sender.join().expect("it ends")
    });
    assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
}

#[test]
fn a_yes_before_the_message_is_whole_is_no_yes_and_a_no_is_one() {
    let early = |words: &str| Manners::at(At::Data, Does::Say(words.as_bytes().to_vec()));
    let Some(smtp) = Smtp::start(early("354 come\r\n250 taken\r\n")) else {
        return;
    };
    let outcome = send_to(server(&smtp, PATIENT));
    assert!(
        matches!(&outcome, Outcome::Unknown(t) if t.why == Why::Protocol && t.detail.contains("taken")),
        "{outcome:?}"
    );
    smtp.seen(|seen| assert_eq!(seen.whole, 0));
    let Some(smtp) = Smtp::start(early("354 come\r\n554 5.7.1 not from you\r\n")) else {
        return;
    };
    let outcome = send_to(server(&smtp, PATIENT));
    assert!(
        matches!(
            &outcome,
            Outcome::Refused {
                step: Step::Text,
                code: 554,
                ..
            }
        ),
        "{outcome:?}"
    );
    let Some(smtp) = Smtp::start(Manners::at(At::Dot, say("354 more"))) else {
        return;
    };
    let outcome = send_to(server(&smtp, PATIENT));
    assert!(matches!(&outcome, Outcome::Unknown(_)), "{outcome:?}");
}

/// An address in another script: its domain goes in its other form to every server, its name only to one that takes such names,
/// and before the message begins it is known which.
#[test]
fn an_address_in_another_script_goes_only_to_who_takes_it() {
    let Some(smtp) = Smtp::start(Manners::default()) else {
        return;
    };
    let send = |to: &str, written: &str| {
        let text = format!(
            "From: {FROM}\r\nTo: <{written}>\r\nDate: Fri, 15 May 2020 08:00:00 +0700\r\nMessage-ID: <1@bo.example>\r\n\
             Subject: x\r\n\r\nx\r\n"
        );
        let message = Message::new(FROM, to, text.as_bytes()).expect("it may leave");
        Post::new(server(&smtp, PATIENT), Arc::default()).send(&message, &mut || true)
    };
    assert!(matches!(
        send("an@sở.example", "an@xn--s-lym.example"),
        Outcome::Sent { .. }
    ));
    let refused = trouble(send("ân@so.example", "ân@so.example"));
    assert_eq!((refused.step, refused.why), (Step::From, Why::Utf8Address));
    assert!(!refused.is_of_server());
    assert_eq!(smtp.took(), ["an@xn--s-lym.example"]);
    let mut able = Manners::default();
    able.can[1].push("SMTPUTF8");
    smtp.becomes(able);
    assert!(matches!(
        send("ân@so.example", "ân@so.example"),
        Outcome::Sent { .. }
    ));
    assert_eq!(smtp.took(), ["an@xn--s-lym.example", "ân@so.example"]);
    smtp.seen(|seen| {
        let asked = seen.secret.iter().filter(|l| l.ends_with(" SMTPUTF8"));
        assert_eq!(asked.count(), 1, "{:?}", seen.secret);
    });
}
