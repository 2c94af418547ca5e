//! Reminders handed to a real mail server, and the letters as they arrive there.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::home::Home;
use crate::common::dovecot::{ACCOUNT, PASSWORD};
use crate::common::postfix::{DOMAIN, Postfix};
use crate::common::smtp::papers;

use ketnoi::post::{Limits, Message, Outcome, Post, Security, Server};
use ketnoi::secret::Secret;

const FROM: &str = "don-doc@bo.example";
/// What a letter is given on its way, and what a draft has in the place of it.
const OF_THE_WAY: [&str; 8] = [
    "return-path",
    "x-original-to",
    "delivered-to",
    "received",
    "date",
    "message-id",
    "x-unsent",
    "auto-submitted",
];

/// A campaign that is over, in which these units owe their reports and can be written to.
fn office(server: &Postfix, password: &str, owing: &[(&str, &str)]) -> Home {
    let home = Home::new();
    let ca = papers().expect("certificates").join("ca.pem");
    home.write(
        "ketnoi.yaml",
        format!(
            "remind:\n  server: localhost\n  port: {}\n  user: {ACCOUNT}\n  password_file: {}\n  ca_file: {}\n  from: {FROM}\n",
            server.port,
            server.secret("word", password).display(),
            ca.display()
        ),
    );
    home.ok(&["campaign", "open", "wtisd-2020"]);
    for (unit, name) in owing {
        let mail = format!("{name}@{DOMAIN}");
        home.ok(&["contact", "set", unit, "--name", "Nông Thị Mai", "--mail", &mail]);
    }
    home
}

/// Sends what is due, as somebody does who has looked; what became of each message, by its address's name.
fn send(home: &Home) -> Vec<(String, Value)> {
    let config = ["--config", "ketnoi.yaml", "remind"];
    let seen = home.json(&[&config[..], &["--dry-run"]].concat());
    let digest = seen["digest"].as_str().expect("a digest");
    let ran = home.run(&[&config[..], &["--send", "--digest", digest, "--json"]].concat());
    let all = ran.json()["messages"].as_array().expect("messages").clone();
    all.into_iter()
        .map(|m| {
            let to = m["to"].as_str().expect("an address");
            (to.split('@').next().expect("a name").to_owned(), m)
        })
        .collect()
}

fn outcome<'a>(sent: &'a [(String, Value)], name: &str) -> (&'a str, Option<u64>) {
    let (_, m) = sent.iter().find(|(to, _)| to == name).expect("it was due");
    (m["outcome"].as_str().expect("a word"), m["code"].as_u64())
}

/// A letter without what its way gave it: the fields of its head, and its body as it lies there.
fn letter(text: &str) -> (Vec<String>, String) {
    let text = text.replace("\r\n", "\n");
    let (head, body) = text.split_once("\n\n").expect("a head");
    let mut fields: Vec<String> = Vec::new();
    for line in head.lines() {
        match fields.last_mut() {
            Some(field) if line.starts_with([' ', '\t']) => field.push_str(&format!("\n{line}")),
            _ => fields.push(line.to_owned()),
        }
    }
    fields.retain(|field| {
        let name = field.split(':').next().unwrap_or_default().to_lowercase();
        !OF_THE_WAY.contains(&name.as_str())
    });
    (fields, body.to_owned())
}

/// The draft for that name.
fn draft(home: &Home, name: &str) -> String {
    let all = std::fs::read_dir(home.path("drafts")).expect("drafts");
    let all = all.map(|e| e.expect("an entry").path());
    let letters = all.filter(|p| p.extension().is_some_and(|e| e == "eml"));
    let mut texts = letters.map(|p| std::fs::read_to_string(p).expect("text"));
    let is_theirs = |text: &String| text.contains(&format!("<{name}@{DOMAIN}>"));
    texts.find(is_theirs).expect("there is one")
}

#[test]
fn what_was_drafted_is_what_arrives_and_the_record_knows_the_name_that_the_server_gave_it() {
    let Some(server) = Postfix::start(&[]) else { return };
    let owing = [("CBG", "mai"), ("HPG", "hòa")];
    let drafted = office(&server, PASSWORD, &owing);
    drafted.ok(&["--config", "ketnoi.yaml", "remind", "--to", "drafts"]);
    let home = office(&server, PASSWORD, &owing);
    let sent = send(&home);
    for name in ["mai", "hòa"] {
        assert_eq!(
            outcome(&sent, name),
            ("sent", Some(250)),
            "{sent:?}\n{}",
            server.log()
        );
    }
    let arrived = server.letters(2);
    for (unit, name) in owing {
        let is_theirs = |l: &&String| l.contains(&format!("Delivered-To: {name}@{DOMAIN}\n"));
        let came = arrived
            .iter()
            .find(is_theirs)
            .unwrap_or_else(|| panic!("{name}: {arrived:?}"));
        assert_eq!(letter(came), letter(&draft(&drafted, name)), "{name}");
        let (_, message) = sent.iter().find(|(to, _)| to == name).expect("sent");
        let id = message["message_id"].as_str().expect("a name");
        assert!(
            came.contains(&format!("\nMessage-ID: <{}>\n", id.trim_matches(['<', '>']))),
            "{came}"
        );
        // "2.0.0 Ok: queued as 4F2B…": whoever asks the server's keeper asks for that.
        let queued = message["said"]
            .as_str()
            .and_then(|s| s.rsplit(' ').next())
            .expect("a name");
        let log = home.ok(&["log", "--json", "--unit", unit]);
        let kept = log
            .lines()
            .any(|f| f.contains("reminder.sent") && f.contains(queued));
        assert!(
            kept && server.log().contains(&format!("{queued}: message-id=")),
            "{queued}: {log}"
        );
    }
}

#[test]
fn who_is_refused_for_good_is_told_of_and_who_is_put_off_gets_it_once_later() {
    let none = format!("gone@{DOMAIN}");
    let later = format!("later@{DOMAIN}");
    let no = (none.as_str(), "550 5.1.1 no such office");
    let put_off = (later.as_str(), "450 4.2.0 Greylisted, come again");
    let Some(server) = Postfix::start(&[no, put_off]) else {
        return;
    };
    let home = office(
        &server,
        PASSWORD,
        &[("CBG", "gone"), ("HPG", "later"), ("HNI", "mai")],
    );
    let sent = send(&home);
    assert_eq!(outcome(&sent, "gone"), ("refused", Some(550)), "{}", server.log());
    assert_eq!(outcome(&sent, "later"), ("not_sent", Some(450)));
    assert_eq!(outcome(&sent, "mai"), ("sent", Some(250)));
    server.letters(1);
    // A timer that comes at once leaves alone what was put off.
    let soon = home.run(&[
        "--config",
        "ketnoi.yaml",
        "remind",
        "--send",
        "--unattended",
        "--json",
    ]);
    let told = soon.json();
    assert_eq!(told["messages"][0]["outcome"], "later", "{told}");
    server.says(&[no]);
    let sent = send(&home);
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(outcome(&sent, "later"), ("sent", Some(250)), "{}", server.log());
    let arrived = server.letters(2);
    let to = |name: &str| {
        arrived
            .iter()
            .filter(|l| l.contains(&format!("Delivered-To: {name}@")))
            .count()
    };
    assert_eq!((to("later"), to("mai"), to("gone")), (1, 1, 0));
    assert!(send(&home).is_empty());
}

#[test]
fn a_wrong_password_sends_nothing_and_is_a_sentence() {
    let Some(server) = Postfix::start(&[]) else { return };
    let home = office(&server, "another", &[("CBG", "mai")]);
    let sent = send(&home);
    assert_eq!(outcome(&sent, "mai"), ("not_sent", Some(535)), "{}", server.log());
    let ran = home.run(&["--config", "ketnoi.yaml", "remind", "--send", "--unattended"]);
    assert!(!ran.out.contains("another") && !ran.err.contains("another"));
    assert!(server.arrived().is_empty());
}

#[test]
fn no_letter_can_be_smuggled_in_another() {
    let Some(server) = Postfix::start(&[]) else { return };
    let to = format!("mai@{DOMAIN}");
    let head = format!(
        "From: <{FROM}>\nTo: <{to}>\nDate: Fri, 15 May 2020 08:00:00 +0700\nMessage-ID: <1@bo.example>\nSubject: x\n\n"
    );
    let second = format!("MAIL FROM:<{FROM}>\nRCPT TO:<evil@{DOMAIN}>\nDATA\nSubject: evil\n\nevil\n.\n");
    let mut post = Post::new(
        Server {
            host: "localhost".to_owned(),
            port: server.port,
            security: Security::StartTls,
            ca_file: papers().map(|p| p.join("ca.pem")),
            hello: "bo.example".to_owned(),
            login: Some((ACCOUNT.to_owned(), Secret::from(PASSWORD.as_bytes().to_vec()))),
            limits: Limits {
                step: Duration::from_mins(1),
                whole: Duration::from_mins(2),
            },
        },
        Arc::default(),
    );
    let ends = [
        "\n.\n",
        "\r\n.\r\n",
        "\n.\r\n",
        "\r\n.\n",
        "\r.\r",
        "\r\n.\r",
        "\n.\r",
    ];
    for end in ends {
        let body = format!("{head}first{end}{second}last\n");
        let message = Message::new(FROM, &to, body.as_bytes()).expect("it may leave");
        let outcome = post.send(&message, &mut || true);
        assert!(
            matches!(outcome, Outcome::Sent { code: 250, .. }),
            "{end:?}: {outcome:?}"
        );
    }
    drop(post);
    for came in server.letters(ends.len()) {
        let (_, body) = letter(&came);
        // Every line, the dots too, is in the one letter.
        let wanted = format!("first\n.\n{second}last\n");
        assert_eq!(body, wanted);
    }
    assert!(!server.log().contains("to=<evil@"), "{}", server.log());
    // And a sender that does not keep to it gets nothing in: the server is told by line feeds alone where a letter ends.
    let hello = b"EHLO x.example\r\n";
    let from = format!("MAIL FROM:<{FROM}>\r\n");
    let rcpt = format!("RCPT TO:<{to}>\r\n");
    let text = b"Subject: raw\r\n\r\nfirst\n.\nMAIL FROM:<x@y.example>\r\n.\r\n";
    let said = server.say(&[hello, from.as_bytes(), rcpt.as_bytes(), b"DATA\r\n", text]);
    let last = said.last().expect("an answer");
    assert!(last.starts_with('5') && last.contains("<LF>"), "{said:?}");
    assert_eq!(server.arrived().len(), ends.len());
}
