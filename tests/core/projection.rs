//! The curve and where it is heading, in numbers that one can check with a pencil: the formula is stated in
//! `src/core/projection.rs`.

use crate::common::desk::{Desk, at};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::projection::{BurnUp, burn_up};
use ketnoi::core::status::Step;
use ketnoi::core::time::parse_date;

/// Thursday noon, seven days and a half before the cut-off.
const NOW: &str = "2020-05-28T12:00:00+07:00";

/// The campaign in which the first units of the roster reported at these moments.
fn reported(moments: &[&str]) -> Desk {
    let mut desk = Desk::new();
    let roster = desk.campaign.roster().clone();
    for (when, ix) in moments.iter().zip(roster.units()) {
        desk.report_at(when, roster.code(ix), Step::Receive, None)
            .unwrap_or_else(|rule| panic!("{when}: {rule}"));
    }
    desk
}

fn curve(desk: &Desk, when: &str) -> BurnUp {
    burn_up(&desk.campaign, at(when))
}

#[test]
fn the_pace_of_seven_days_is_carried_on_to_the_cut_off() {
    let old = ["2020-05-04T08:00:00+07:00", "2020-05-21T12:00:00+07:00"];
    let recent = [
        "2020-05-21T12:01:00+07:00",
        "2020-05-24T08:00:00+07:00",
        "2020-05-27T08:00:00+07:00",
        NOW,
    ];
    let desk = reported(&[&old[..], &recent[..]].concat());
    // The second of the old ones came seven days ago to the minute: 4 in 7 days, so 4 · 7.5 / 7 = 4.28 more.
    assert_eq!(curve(&desk, NOW).expected, Some(6 + 4));
    // A minute before that it counts, and the last one has not come yet.
    assert_eq!(curve(&desk, "2020-05-28T11:59:00+07:00").expected, Some(5 + 4));
    // One day left.
    assert_eq!(curve(&desk, "2020-06-04T00:00:00+07:00").expected, Some(6));
    assert_eq!(curve(&desk, "2020-05-29T00:00:00+07:00").expected, Some(6 + 3));
}

#[test]
fn nothing_is_projected_from_few_reports_nor_at_the_cut_off_nor_of_what_is_closed() {
    let days = ["24", "25", "26", "27", "28"].map(|d| format!("2020-05-{d}T08:00:00+07:00"));
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    assert_eq!(curve(&reported(&days[..4]), NOW).expected, None);
    let mut desk = reported(&days);
    assert_eq!(curve(&desk, NOW).expected, Some(5 + 5));
    assert_eq!(curve(&desk, "2020-06-04T23:59:59+07:00").expected, Some(5));
    assert_eq!(curve(&desk, "2020-06-05T00:00:00+07:00").expected, None);
    desk.now = at("2020-06-30T08:00:00+07:00");
    let close = Order::new(desk.mint(), Command::Close).note("xong");
    desk.give("lan", &close).expect("it can be closed");
    assert_eq!(curve(&desk, NOW).expected, None);
}

#[test]
fn no_more_are_expected_than_owe_a_report() {
    let minutes: Vec<String> = (10..40).map(|n| format!("2020-05-08T08:{n}:00+07:00")).collect();
    let minutes: Vec<&str> = minutes.iter().map(String::as_str).collect();
    let desk = reported(&minutes);
    let curve = curve(&desk, "2020-05-08T12:00:00+07:00");
    assert_eq!((curve.owing, curve.expected), (63, Some(63)), "and not 30 + 117");
}

#[test]
fn a_report_counts_on_the_day_it_came() {
    let desk = reported(&[
        "2020-05-10T23:59:00+07:00",
        "2020-05-11T00:00:00+07:00",
        "2020-05-11T09:00:00+07:00",
        "2020-05-13T09:00:00+07:00",
    ]);
    let told = curve(&desk, "2020-05-14T10:00:00+07:00");
    assert_eq!(Some(told.from), parse_date("2020-05-01"));
    let mut expected = vec![0; 9];
    expected.extend([1, 3, 3, 4, 4]);
    assert_eq!(told.by_day, expected);
    // What has not happened yet is not told.
    let earlier = curve(&desk, "2020-05-11T08:00:00+07:00");
    assert_eq!(earlier.by_day, [&[0; 9][..], &[1, 2]].concat());
}

#[test]
fn the_curve_ends_at_the_last_day_or_with_the_last_report_that_came_after_it() {
    let long_after = "2020-06-30T10:00:00+07:00";
    let in_time = reported(&["2020-05-10T08:00:00+07:00"]);
    // 1 May to 4 June, both included.
    assert_eq!(curve(&in_time, long_after).by_day.len(), 31 + 4);
    let late = reported(&["2020-05-10T08:00:00+07:00", "2020-06-10T08:00:00+07:00"]);
    let told = curve(&late, long_after);
    assert_eq!((told.by_day.len(), told.by_day.last()), (31 + 10, Some(&2)));
}

/// Of four in a week, two less and two more: 4 - √4 and 4 + √4, carried on for seven days and a half of seven.
#[test]
fn the_range_is_what_a_week_like_the_last_may_bring() {
    let days = ["22", "24", "26", "28"].map(|d| format!("2020-05-{d}T08:00:00+07:00"));
    let early = "2020-05-04T08:00:00+07:00";
    let moments: Vec<&str> = std::iter::once(early)
        .chain(days.iter().map(String::as_str))
        .collect();
    let desk = reported(&moments);
    let now = curve(&desk, NOW);
    assert_eq!((now.expected, now.range), (Some(5 + 4), Some((5 + 2, 5 + 6))));
    // What is no square goes outwards: of five in a week three less and three more.
    let more = [&moments[..], &[NOW]].concat();
    let now = curve(&reported(&more), NOW);
    assert_eq!((now.expected, now.range), (Some(6 + 5), Some((6 + 2, 6 + 8))));
    // Never beyond what is owed, nor after the cut-off.
    let desk = reported(&vec![NOW; 62]);
    assert_eq!(curve(&desk, NOW).range, Some((63, 63)));
    assert_eq!(curve(&desk, "2020-06-05T00:00:00+07:00").range, None);
    // A week without a report expects no more, and says so as one number.
    let quiet = reported(&[early; 5]);
    assert_eq!(curve(&quiet, NOW).range, Some((5, 5)));
}
