//! Two steps of review as a script meets them: sentences, exit codes, and what JSON says of who did which.

use std::process::Command;

use serde_json::json;

use super::home::Home;

/// Who may act under which name: lan is an officer, minh and tuan are leaders.
fn people() -> String {
    let me = Command::new("id")
        .arg("-un")
        .output()
        .expect("the account's name")
        .stdout;
    let me = String::from_utf8(me).expect("a name");
    format!(
        "schema: 1\npeople:\n  - {{account: {}, role: administrator, as: [lan, minh, tuan]}}\n  \
         - {{account: lan, role: editor}}\n  - {{account: minh, role: reviewer}}\n  \
         - {{account: tuan, role: reviewer}}\n",
        me.trim()
    )
}

/// A campaign with two steps of review is open, and two units have reported.
fn opened(lang: &'static str) -> Home {
    let home = Home::speaking(lang);
    home.ok(&["campaign", "new", "wtisd-2027", "--day", "17/05/2027"]);
    let text = home.read("wtisd-2027.yaml");
    let two_steps = text
        .replace("TODO: this year's theme", "Bridges")
        .replace("TODO: chủ đề năm nay", "Cầu nối")
        .replace("review: one_step\n", "review: two_step\n");
    home.write("hai-buoc.yaml", two_steps);
    home.ok(&["campaign", "open", "hai-buoc.yaml"]);
    home.ok(&["report", "receive", "HNI", "CBG"]);
    home.write("data/access.yaml", people());
    home
}

#[test]
fn one_recommends_and_another_accepts() {
    let home = opened("en");
    let said = home.fails(3, &["report", "accept", "HNI"]);
    assert!(said.contains("Nobody has recommended version 1"), "{said}");
    assert!(said.contains("recommend it first"), "the way out: {said}");
    let said = home.ok(&["--as", "lan", "report", "recommend", "HNI", "--note", "complete"]);
    assert!(said.contains("Report recommended: "), "{said}");
    home.fails(3, &["--as", "lan", "report", "accept", "HNI"]); // an officer does not accept at all
    let said = home.fails(3, &["--as", "minh", "report", "recommend", "HNI"]);
    assert!(said.contains("lan recommended version 1"), "{said}");

    let shown = home.json(&["report", "show", "HNI"]);
    assert_eq!(shown["state"], "received", "never accepted before a leader did");
    let told = &shown["recommendations"][0];
    assert_eq!(
        (
            &told["version"],
            &told["actor"],
            &told["note"],
            &told["retracted"]
        ),
        (&json!(1), &json!("lan"), &json!("complete"), &json!(false))
    );
    let queue = home.json(&["queue"]);
    let row = &queue["queue"][0];
    assert_eq!(
        (&row["why"], &row["recommended_by"]),
        (&json!("recommended"), &json!("lan"))
    );
    assert_eq!(queue["queue"][1]["why"], "to_recommend");
    let status = home.json(&["status"]);
    assert_eq!(
        (&status["counts"]["received"], &status["counts"]["recommended"]),
        (&json!(2), &json!(1))
    );
    let said = home.ok(&["status"]);
    assert!(said.contains("waiting for a leader 1"), "{said}");

    home.ok(&["--as", "minh", "report", "accept", "HNI"]);
    home.ok(&["--as", "minh", "report", "recommend", "CBG"]);
    let said = home.fails(3, &["--as", "minh", "report", "accept", "CBG"]);
    assert!(said.contains("whoever recommends does not accept too"), "{said}");
    home.ok(&["--as", "tuan", "report", "accept", "CBG"]);
    let said = home.ok(&["report", "show", "HNI"]);
    for part in [
        "lan",
        "recommended version 1 for acceptance",
        "minh",
        "accepted version 1",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(home.json(&["status"])["counts"]["recommended"], 0);
}

#[test]
fn either_step_is_taken_back_while_nobody_went_on() {
    let home = opened("en");
    home.ok(&["--as", "lan", "report", "recommend", "HNI", "CBG"]);
    home.ok(&["--as", "minh", "report", "accept", "HNI"]);
    let said = home.fails(3, &["--as", "lan", "undo"]);
    assert!(said.contains("minh"), "who went on: {said}");
    let said = home.fails(3, &["--as", "lan", "report", "retract", "HNI"]);
    assert!(said.contains("minh accepted version 1"), "{said}");
    home.ok(&["--as", "minh", "undo"]);
    home.ok(&[
        "--as",
        "lan",
        "report",
        "retract",
        "CBG",
        "--note",
        "a page is missing",
    ]);
    let said = home.fails(3, &["report", "retract", "CBG"]);
    assert!(said.contains("no recommendation to retract"), "{said}");
    assert_eq!(
        home.json(&["report", "show", "CBG"])["recommendations"][0]["retracted"],
        true
    );
    home.ok(&["--as", "lan", "report", "receive", "HNI", "--note", "version 2"]);
    let said = home.fails(3, &["--as", "minh", "report", "accept", "HNI"]);
    assert!(said.contains("Nobody has recommended version 2"), "{said}");
    home.ok(&["log", "--verify"]);
}

#[test]
fn in_one_step_recommend_is_refused_and_nothing_else_is_said() {
    let home = Home::speaking("vi");
    home.ok(&["report", "receive", "01"]);
    let said = home.fails(3, &["report", "recommend", "01"]);
    assert!(
        said.contains("duyệt báo cáo một bước") && said.contains("review: two_step"),
        "{said}"
    );
    let shown = home.json(&["report", "show", "01"]);
    assert!(shown.get("recommendations").is_none(), "{shown}");
    let queue = home.json(&["queue"]);
    assert_eq!(queue["queue"][0]["why"], "unreviewed");
    assert!(queue["queue"][0].get("recommended_by").is_none());
    assert!(home.json(&["status"])["counts"].get("recommended").is_none());
}

#[test]
fn a_review_that_is_none_is_refused_with_its_line_and_a_model_hands_it_on() {
    let home = opened("vi");
    let text = home.read("hai-buoc.yaml");
    let line = 1 + text
        .lines()
        .position(|l| l.starts_with("review:"))
        .expect("a line");
    home.write("sai.yaml", text.replace("review: two_step", "review: three_step"));
    let said = home.fails(1, &["campaign", "open", "sai.yaml"]);
    assert!(
        said.contains(&line.to_string()) && said.contains("three_step"),
        "{said}"
    );
    assert!(
        said.contains("one_step") && said.contains("two_step"),
        "what there is: {said}"
    );
    home.ok(&[
        "campaign",
        "new",
        "wtisd-2028",
        "--day",
        "2028-05-17",
        "--from",
        "wtisd-2027",
    ]);
    assert!(home.read("wtisd-2028.yaml").contains("\nreview: two_step\n"));
    home.write("mot-buoc.yaml", text.replace("review: two_step\n", ""));
    home.ok(&["campaign", "amend", "mot-buoc.yaml", "--yes"]);
    home.ok(&["report", "accept", "HNI"]);
}
