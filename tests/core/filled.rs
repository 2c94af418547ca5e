//! What a unit says in a form, as one command: added, changed, or there already; whole or not at all.

use crate::common::desk::Desk;
use ketnoi::core::decide::{Command, Filled, NewActivity, Order};
use ketnoi::core::fact::Fact;
use ketnoi::core::names::{ActivityId, UnitCode};
use ketnoi::core::particulars::ActivityStatus;
use ketnoi::core::time::parse_date;

fn held(title: &str) -> NewActivity {
    NewActivity {
        kind: "seminar".into(),
        title: title.into(),
        from: parse_date("2020-05-12"),
        ..NewActivity::default()
    }
}

fn take(
    desk: &mut Desk,
    activities: Vec<(Option<&str>, NewActivity)>,
    figures: &[(&str, f64)],
    note: &str,
) -> Result<Vec<Fact>, String> {
    let id = |id: &str| ActivityId(id.to_owned());
    let form = Filled {
        activities: activities.into_iter().map(|(at, a)| (at.map(id), a)).collect(),
        figures: figures.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect(),
    };
    let unit = UnitCode::from("04");
    let order = Order::new(desk.mint(), Command::TakeForm { unit, form }).note(note);
    let given = desk.give("lan", &order);
    given
        .map(|facts| facts.into_iter().map(|e| e.fact).collect())
        .map_err(|r| r.rule.id().to_owned())
}

fn kinds(facts: &[Fact]) -> Vec<&'static str> {
    facts.iter().map(Fact::type_name).collect()
}

#[test]
fn a_form_is_one_command_and_a_second_reading_brings_nothing() {
    let mut desk = Desk::new();
    desk.order(
        Command::Note {
            units: vec![UnitCode::from("01")],
        },
        "mở",
    )
    .expect("opened");
    let rows = || vec![(None, held("Một")), (None, held("Hai")), (None, held("Hai"))];
    let facts = take(&mut desk, rows(), &[("households_internet", 85.5)], "tốt").expect("taken");
    // Two rows that are alike are two activities: nobody writes one twice by mistake as often as twice on purpose.
    let want = [
        "activity.added",
        "activity.added",
        "activity.added",
        "figure.recorded",
        "report.noted",
    ];
    assert_eq!(kinds(&facts), want);
    let ids: Vec<String> = desk
        .unit("04")
        .activities
        .iter()
        .map(|a| a.id.0.clone())
        .collect();
    assert_eq!(ids, ["CBG-1", "CBG-2", "CBG-3"]);
    let again = take(&mut desk, rows(), &[("households_internet", 85.5)], "tốt");
    assert_eq!(again, Err("nothing-changed".to_owned()));
    // One undo takes all of it back.
    desk.order(Command::Undo, "").expect("undone");
    assert_eq!(
        (desk.unit("04").activities.len(), desk.unit("04").figures.len()),
        (0, 0)
    );
}

#[test]
fn a_row_changes_the_activity_of_its_number_and_another_units_number_is_none() {
    let mut desk = Desk::new();
    take(&mut desk, vec![(None, held("Một"))], &[], "").expect("taken");
    let changed = NewActivity {
        reach: Some(300),
        status: Some(ActivityStatus::Done),
        ..held("Một, đã sửa")
    };
    let facts = take(&mut desk, vec![(Some("CBG-1"), changed)], &[], "").expect("taken");
    assert_eq!(kinds(&facts), ["activity.edited"]);
    let now = &desk.unit("04").activities[0].details;
    assert_eq!((now.title.as_str(), now.reach), ("Một, đã sửa", Some(300)));
    // A number that is none of the unit's changes nothing of anybody: the row is a new activity.
    let facts = take(&mut desk, vec![(Some("HNI-1"), held("Ba"))], &[], "").expect("taken");
    assert_eq!(kinds(&facts), ["activity.added"]);
    assert_eq!(desk.unit("04").activities[1].id.as_str(), "CBG-2");
}

#[test]
fn one_bad_value_keeps_the_whole_form_out() {
    let mut desk = Desk::new();
    let before = take(
        &mut desk,
        vec![(None, held("Một"))],
        &[("households_internet", 250.0)],
        "",
    );
    assert_eq!(before, Err("figure-out-of-bounds".to_owned()));
    let before = take(&mut desk, vec![(None, held("Một")), (None, held(""))], &[], "");
    assert_eq!(before, Err("title-missing".to_owned()));
    assert_eq!(desk.unit("04").activities.len(), 0);
}
