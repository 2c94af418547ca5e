//! The first minute: an empty home, the real program, the keys of somebody who sees it for the first time.

use crate::common::pty::{Home, How, Term, wait_until};

fn begin(home: &Home, args: &[&str]) -> Term {
    How::new(home.path(), args).size(100, 30).open()
}

#[test]
fn a_newcomer_is_welcomed_and_leaves_nothing_behind() {
    let home = Home::new();
    let mut term = begin(&home, &["--lang", "en"]);
    // The last line is drawn last.
    let text = term.wait_for("q quit");
    for part in [
        "Welcome to ketnoi",
        "shipped, nothing recorded yet",
        "The next Day is 17/05/",
        "1    Set up the campaign of",
        "2    See it in motion",
        "3    Work with the campaign of 2020",
        "Esc  Look around",
        "4 Reports · 0/63",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("verdue"), "{text}");
    term.send("2");
    term.wait_for("ketnoi demo");
    term.send("\x1b");
    term.wait_for("Look around");
    term.send("\x1b");
    term.wait_until_gone("Welcome to ketnoi");
    term.send("W");
    term.wait_for("Welcome to ketnoi");
    term.send("3");
    term.wait_until_gone("Welcome to ketnoi");
    term.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn the_welcome_goes_when_another_process_opens_the_campaign() {
    let home = Home::new();
    let mut term = begin(&home, &["--lang", "en"]);
    term.wait_for("Welcome to ketnoi");
    home.does(&["report", "acknowledge", "02"]);
    term.wait_until_gone("Welcome to ketnoi");
    term.wait_until_gone("shipped, nothing recorded yet");
    term.quit();
    // And it does not come back.
    let mut term = begin(&home, &["--lang", "en"]);
    let text = term.wait_for("? help");
    assert!(!text.contains("Welcome"), "{text}");
    term.quit();
}

#[test]
fn another_campaign_that_is_opened_meanwhile_is_named() {
    let home = Home::new();
    home.does(&[
        "campaign",
        "new",
        "wtisd-2031",
        "--from",
        "wtisd-2020",
        "--day",
        "2031-05-17",
        "--yes",
    ]);
    let file = home.path().join("wtisd-2031.yaml");
    let text = std::fs::read_to_string(&file).expect("the file");
    std::fs::write(&file, text.replace("TODO", "nội dung")).expect("it is finished");
    let mut term = begin(&home, &["--lang", "en"]);
    term.wait_for("Welcome to ketnoi");
    home.does(&["campaign", "open", "wtisd-2031.yaml"]);
    let text = term.wait_for("Campaign wtisd-2031 was opened meanwhile");
    assert!(!text.contains("Welcome"), "{text}");
    term.quit();
}

#[test]
fn naming_a_campaign_is_a_choice() {
    let home = Home::new();
    let variable = How::new(home.path(), &["--lang", "en"]).env("KETNOI_CAMPAIGN", Some("wtisd-2020"));
    let named = How::new(home.path(), &["--lang", "en", "--campaign", "wtisd-2020"]);
    let looking = How::new(home.path(), &["--lang", "en", "--read-only"]);
    for how in [variable, named, looking] {
        let mut term = how.open();
        let text = term.wait_for("? help");
        assert!(!text.contains("Welcome"), "{text}");
        // Calm it is all the same.
        assert!(text.contains("The letter for 17/05/2020"), "{text}");
        term.quit();
    }
}

#[test]
fn a_store_that_is_not_there_is_said_in_the_welcome_and_afterwards() {
    let home = Home::new();
    let store = format!("sqlite:{}", home.path().join("nowhere.db").display());
    let mut term = begin(&home, &["--lang", "en", "--store", &store]);
    term.wait("header and welcome", |t| t.matches("no store at").count() == 2);
    term.send("\x1b");
    term.wait_until_gone("Welcome to ketnoi");
    let text = term.wait_for("no store at");
    assert!(
        text.lines().next().is_some_and(|l| l.contains("no store at")),
        "{text}"
    );
    term.send("q");
    term.wait_for("There is no store at");
}

#[test]
fn the_first_record_asks_before_anything_is_written() {
    let home = Home::new();
    let mut term = begin(&home, &["--lang", "en"]);
    term.wait_for("Welcome to ketnoi");
    term.send("3");
    term.wait_until_gone("Welcome to ketnoi");
    term.send("i");
    term.wait_for("Open the campaign wtisd-2020?");
    term.send("\x1b");
    term.wait_until_gone("Open the campaign");
    assert!(!home.store().exists());
    term.send("i");
    term.wait_for("Open the campaign wtisd-2020?");
    term.send("\r");
    term.wait_for("○Ha Giang");
    assert_eq!(home.kinds(), ["report.acknowledged"]);
    term.quit();
}

/// From an empty home to a campaign at work, by the keys that the screen names.
#[test]
fn a_campaign_is_set_up_and_opened_from_nothing() {
    let home = Home::new();
    let mut term = begin(&home, &["--lang", "en"]);
    let text = term.wait_for("Set up the campaign of");
    let year = text
        .split("Set up the campaign of ")
        .nth(1)
        .and_then(|rest| rest.get(..4))
        .expect("a year")
        .to_owned();
    term.send("1");
    term.wait_for("Begin with");
    term.wait_for("F1 fields");
    // What a field is for, and back.
    term.send("\x1b[11~");
    term.wait_for("What the fields are for");
    term.send("\x1b");
    term.wait_until_gone("What the fields are for");
    let day = format!("01/04/{year}");
    for value in [
        "1520",
        "BKHCN-HTQT",
        &day,
        "Chủ đề năm nay",
        "The theme",
        "Nguyễn Văn An",
    ] {
        term.send(value);
        term.wait_for(value);
        term.send("\r");
    }
    let id = format!("wtisd-{year}");
    term.wait_for(&format!("Open the campaign {id}?"));
    assert!(!home.store().exists(), "nothing is recorded before the answer");
    // The draft is on disk while one is still asked.
    let drafts = home.path().join(".local/share/ketnoi/drafts");
    wait_until("the draft", || {
        let draft = std::fs::read_to_string(drafts.join(format!("{id}.yaml"))).unwrap_or_default();
        draft.contains("1520")
    });
    term.send("\r");
    term.wait_for(&format!("WTISD-{year}"));
    term.wait_for("0/34");
    term.send("i");
    term.wait("the first record", |text| text.contains('○'));
    term.quit();
    assert_eq!(home.kinds(), ["report.acknowledged"]);
    // It is the one that is at work from now on.
    let status = home.does(&["status", "--json"]);
    assert!(status.contains(&id), "{status}");
}
