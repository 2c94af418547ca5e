//! What a person decides about letters on the command line: to whom they are filed, that they are none of ours, that a
//! decision does not hold; and the queue, which lists those that wait.

use super::home::Home;
use crate::common::letters::{Sweeper, name};

/// A store in which these letters wait, each likely of Hồ Chí Minh.
fn with(letters: &[u32]) -> Home {
    let home = Home::new();
    home.ok(&["campaign", "open", "wtisd-2020"]);
    let mut sweeper = Sweeper::at(&home.store());
    for n in letters {
        sweeper.brings(*n);
    }
    home
}

fn short(n: u32) -> String {
    name(n).as_str()[..10].to_owned()
}

fn state(home: &Home, code: &str) -> String {
    let report = home.json(&["report", "show", code]);
    report["state"].as_str().expect("a state").to_owned()
}

#[test]
fn a_letter_is_filed_to_a_unit_and_put_back() {
    let home = with(&[1, 2]);
    let queue = home.json(&["queue"]);
    let rows = queue["queue"].as_array().expect("rows");
    let waits = |rows: &[serde_json::Value]| {
        let letters = rows.iter().filter(|row| row["why"] == "set_aside");
        let names: Vec<String> = letters
            .map(|row| row["letter"].as_str().expect("a name").to_owned())
            .collect();
        names
    };
    let mut both = vec![name(1).as_str().to_owned(), name(2).as_str().to_owned()];
    both.sort_unstable();
    let mut waiting = waits(rows);
    waiting.sort_unstable();
    assert_eq!(waiting, both);

    let done = home.json(&[
        "inbox",
        "assign",
        &short(1),
        "HCM",
        "--number",
        "77/BC-STTTT",
        "--date",
        "29/05/2020",
    ]);
    assert_eq!(done["schema"], "ketnoi.receipt/1");
    assert_eq!(done["did"], "inbox_assign");
    assert_eq!(done["letter"], name(1).as_str());
    assert_eq!(done["settled"], true);
    assert_eq!(state(&home, "79"), "received");
    let shown = home.json(&["inbox", "show", &short(1)]);
    assert_eq!(shown["letters"][0]["number"], "77/BC-STTTT");
    let rows = home.json(&["queue"]);
    assert_eq!(waits(rows["queue"].as_array().expect("rows")), [name(2).as_str()]);

    // Decided it is; whoever decides again is told so and how to go on.
    let said = home.fails(3, &["inbox", "assign", &short(1), "HNI"]);
    assert!(said.contains("Put the letter back"), "{said}");
    let said = home.fails(3, &["inbox", "put-back", &short(1)]);
    assert!(said.to_lowercase().contains("reason"), "{said}");
    let said = home.ok(&["inbox", "put-back", &short(1), "--note", "the wrong unit"]);
    assert!(said.contains("waits again"), "{said}");
    assert_eq!(state(&home, "79"), "awaiting");
    home.ok(&["inbox", "assign", &short(1), "HNI", "--kind", "acknowledgement"]);
    assert_eq!(state(&home, "01"), "in_progress");
}

#[test]
fn a_letter_is_dismissed_with_a_note() {
    let home = with(&[1]);
    let said = home.fails(3, &["inbox", "dismiss", &short(1)]);
    assert!(said.to_lowercase().contains("reason"), "{said}");
    let done = home.json(&["inbox", "dismiss", &short(1), "--note", "advertising"]);
    assert_eq!(done["did"], "inbox_dismiss");
    let shown = home.json(&["inbox", "show", &short(1)]);
    assert_eq!(shown["letters"][0]["state"], "dismissed");
    home.fails(
        4,
        &["inbox", "dismiss", "ffffffffffff", "--note", "nobody knows it"],
    );
    home.fails(4, &["inbox", "assign", &short(1), "Atlantis"]);
}

/// Another moment than that of the receipt is said with a reason, and the report counts from it.
#[test]
fn another_moment_of_receipt_needs_a_note() {
    let home = with(&[1]);
    let at = ["inbox", "assign", &short(1), "HCM", "--at", "2020-05-20 09:00"].map(str::to_owned);
    let at: Vec<&str> = at.iter().map(String::as_str).collect();
    home.fails(3, &at);
    let with_note: Vec<&str> = at
        .iter()
        .copied()
        .chain(["--note", "the postmark says so"])
        .collect();
    home.ok(&with_note);
    let status = home.json(&["status"]);
    let units = status["units"].as_array().expect("units");
    let unit = units.iter().find(|u| u["code"] == "79").expect("the unit");
    assert_eq!(unit["received_at"], "2020-05-20T09:00:00+07:00");
    assert_eq!(unit["timeliness"], "on_time");
}
