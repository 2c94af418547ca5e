//! The deadline in the letter's own words, and what follows from it: phases, what is left, working days, other zones,
//! leap days. Tables, so that an officer can check them with a calendar in hand.

use crate::common::desk::{Desk, at, wtisd_2020};
use ketnoi::core::deadline::{countdown, next_day, next_visible_change, phase, working_days_after};
use ketnoi::core::time::{SECOND, Stamp, Zone, parse_date};
use ketnoi::reading;

#[test]
fn the_letters_words_and_the_instant_stand_side_by_side() {
    let def = wtisd_2020();
    assert_eq!(def.deadline.words.vi, "trước ngày 05 tháng 6 năm 2020");
    assert_eq!(def.zone.rfc3339(def.deadline.cutoff), "2020-06-05T00:00:00+07:00");
    assert_eq!(def.last_day(def.deadline.cutoff).to_string(), "2020-06-04");
}

#[test]
fn phases_change_at_the_first_instant_of_their_day() {
    let def = wtisd_2020();
    let table = [
        ("2020-04-30T23:59:59+07:00", "before"),
        ("2020-05-01T00:00:00+07:00", "window"),
        ("2020-04-30T17:00:00Z", "window"),
        ("2020-05-16T23:59:59+07:00", "window"),
        ("2020-05-17T00:00:00+07:00", "day"),
        ("2020-05-17T23:59:59+07:00", "day"),
        ("2020-05-18T00:00:00+07:00", "window"),
        ("2020-05-28T14:03:19+07:00", "window"),
        ("2020-05-31T23:59:59+07:00", "window"),
        ("2020-06-01T00:00:00+07:00", "reporting"),
        ("2020-06-04T23:59:59+07:00", "reporting"),
        ("2020-06-05T00:00:00+07:00", "overdue"),
        // A server in another zone sees the same instants.
        ("2020-06-04T16:59:59Z", "reporting"),
        ("2020-06-04T17:00:00Z", "overdue"),
        ("2020-06-04T10:00:00-07:00", "overdue"),
    ];
    for (when, expected) in table {
        assert_eq!(
            phase(&def, def.deadline.cutoff, false, at(when)).id(),
            expected,
            "{when}"
        );
    }
    assert_eq!(
        phase(&def, def.deadline.cutoff, true, at("2020-05-17T08:00:00+07:00")).id(),
        "closed"
    );
}

#[test]
fn what_is_left_to_the_second() {
    let def = wtisd_2020();
    let table = [
        ("2020-05-28T14:03:19+07:00", (false, 7, 9, 56, 41), 6),
        ("2020-06-04T23:59:59+07:00", (false, 0, 0, 0, 1), 1),
        ("2020-06-04T23:59:59.999+07:00", (false, 0, 0, 0, 1), 1),
        ("2020-06-05T00:00:00+07:00", (true, 0, 0, 0, 0), 0),
        ("2020-06-06T01:02:03+07:00", (true, 1, 1, 2, 3), 0),
        ("2020-06-03T00:00:00+07:00", (false, 2, 0, 0, 0), 2),
        // Saturday: the working days left are Monday to Thursday.
        ("2020-05-30T10:00:00+07:00", (false, 5, 14, 0, 0), 4),
    ];
    for (when, (passed, d, h, m, s), working) in table {
        let c = countdown(&def, def.deadline.cutoff, at(when));
        assert_eq!(
            (c.passed, c.days, c.hours, c.minutes, c.seconds),
            (passed, d, h, m, s),
            "{when}"
        );
        assert_eq!(c.working_days, working, "working days at {when}");
    }
}

#[test]
fn working_days_know_holidays_swaps_and_the_saturdays_worked_for_them() {
    let cal = &wtisd_2020().calendar;
    let table = [
        ("2020-05-01", "2020-05-31", 20, "1 May 2020 was a Friday off"),
        (
            "2020-05-18",
            "2020-06-05",
            15,
            "from the Monday after the Day to 5 June",
        ),
        (
            "2024-04-27",
            "2024-05-05",
            3,
            "29 and 30 April and 1 May off, Saturday 4 May worked",
        ),
        ("2024-05-04", "2024-05-04", 1, "the compensatory Saturday itself"),
        ("2024-05-11", "2024-05-11", 0, "a Saturday like any other"),
        (
            "2025-04-26",
            "2025-05-04",
            3,
            "Saturday 26 April worked for 2 May; 30 April and 1, 2 May off",
        ),
        (
            "2020-02-28",
            "2020-03-02",
            2,
            "over a leap day, which was a Saturday",
        ),
        (
            "2024-02-28",
            "2024-03-01",
            3,
            "over a leap day, which was a Thursday",
        ),
        ("2020-06-05", "2020-06-04", 0, "the wrong way round"),
    ];
    for (from, to, expected, why) in table {
        let (from, to) = (parse_date(from).expect("a date"), parse_date(to).expect("a date"));
        assert_eq!(cal.working_days(from, to), expected, "{from} to {to}: {why}");
    }
}

#[test]
fn a_proposed_due_date_counts_working_days_only() {
    let def = wtisd_2020();
    let day = |s: &str| parse_date(s).expect("a date");
    assert_eq!(working_days_after(&def, day("2020-05-28"), 5), day("2020-06-04"));
    assert_eq!(
        working_days_after(&def, day("2020-04-29"), 1),
        day("2020-05-04"),
        "over 30 April, 1 May and a weekend"
    );
    assert_eq!(working_days_after(&def, day("2020-05-28"), 0), day("2020-05-28"));
}

#[test]
fn the_display_changes_with_the_clock_and_at_the_marks() {
    let t = at("2020-06-04T23:59:58.400+07:00");
    let cutoff = at("2020-06-05T00:00:00+07:00");
    assert_eq!(next_visible_change(t, true, []), at("2020-06-04T23:59:59+07:00"));
    assert_eq!(next_visible_change(t, false, [cutoff]), cutoff);
    assert_eq!(
        next_visible_change(cutoff, true, [cutoff]),
        cutoff.plus(SECOND),
        "a mark that is reached is behind us"
    );
    assert_eq!(
        next_visible_change(Stamp(-1_500), true, []),
        Stamp(-1_000),
        "before 1970 as well"
    );
}

#[test]
fn the_next_day_when_no_campaign_runs() {
    let day = |s: &str| parse_date(s).expect("a date");
    assert_eq!(next_day(5, 17, day("2026-11-24")), day("2027-05-17"));
    assert_eq!(next_day(5, 17, day("2027-05-17")), day("2027-05-17"));
    assert_eq!(next_day(2, 29, day("2027-01-01")), day("2027-02-28"));
}

#[test]
fn zones_are_fixed_offsets_and_anything_else_is_refused() {
    assert_eq!(Zone::parse("Asia/Ho_Chi_Minh"), Some(Zone(420)));
    assert_eq!(Zone::parse("+07:00"), Some(Zone(420)));
    assert_eq!(Zone::parse("-03:30"), Some(Zone(-210)));
    for bad in ["Europe/Paris", "+7", "+07:60", "", "+99:00", "+07:000"] {
        assert_eq!(Zone::parse(bad), None, "{bad}");
    }
    let t = at("2020-06-05T00:00:00+07:00");
    assert_eq!(Zone(-210).rfc3339(t), "2020-06-04T13:30:00-03:30");
    assert_eq!(Zone(420).rfc3339_ms(t.plus(7)), "2020-06-05T00:00:00.007+07:00");
    let today = parse_date("2020-06-01").expect("a date");
    for typed in ["2020-06-05 00:00", "05/06/2020", "05/06"] {
        assert_eq!(
            reading::dates::when(typed, Zone(420), today, 2020),
            Some(t),
            "{typed}"
        );
    }
}

#[test]
fn a_unit_is_overdue_from_the_cut_off_on() {
    use ketnoi::core::status::Step;
    let mut desk = Desk::new();
    desk.report_at("2020-06-04T23:59:59+07:00", "04", Step::Receive, None)
        .expect("received");
    let seen = |when: &str| {
        let c = desk.campaign.counts(at(when));
        (c.pending, c.overdue, c.on_time)
    };
    assert_eq!(seen("2020-06-04T23:59:59+07:00"), (62, 0, 1));
    assert_eq!(seen("2020-06-05T00:00:00+07:00"), (0, 62, 1));
    assert_eq!(
        desk.campaign.next_change(at("2020-06-04T09:00:00+07:00")),
        Some(at("2020-06-05T00:00:00+07:00"))
    );
}

#[test]
fn an_activity_dated_today_is_not_overdue_today() {
    use ketnoi::core::decide::{Command, NewActivity};
    use ketnoi::core::fact::ActivityStatus;
    use ketnoi::core::names::UnitCode;
    let mut desk = Desk::new();
    desk.now = at("2020-05-20T08:00:00+07:00");
    let day = |s: &str| parse_date(s).expect("a date");
    let details = NewActivity {
        kind: "banner".into(),
        title: "Treo băng-rôn".into(),
        from: Some(day("2020-05-22")),
        ..NewActivity::default()
    };
    desk.order(
        Command::AddActivity {
            unit: UnitCode::from("04"),
            details,
            files: vec![],
        },
        "",
    )
    .expect("accepted");
    let a = &desk.unit("04").activities[0];
    assert_eq!(a.id.as_str(), "CBG-1");
    let table = [
        ("2020-05-21", ActivityStatus::Planned, false),
        ("2020-05-22", ActivityStatus::Ongoing, false),
        ("2020-05-23", ActivityStatus::Ongoing, true),
    ];
    for (today, status, overdue) in table {
        assert_eq!(
            (a.status(day(today)), a.is_overdue(day(today))),
            (status, overdue),
            "{today}"
        );
    }
}

#[test]
fn a_report_is_on_time_until_the_last_millisecond() {
    use ketnoi::core::status::Step;
    let table = [
        ("2020-06-04T23:59:59+07:00", "on_time"),
        ("2020-06-04T23:59:59.999+07:00", "on_time"),
        ("2020-06-05T00:00:00+07:00", "late"),
        ("2020-06-05T00:00:01+07:00", "late"),
        // The same instants, told by a clock elsewhere.
        ("2020-06-04T12:59:59-04:00", "on_time"),
        ("2020-06-04T13:00:00-04:00", "late"),
        ("2020-06-05T06:59:59+14:00", "on_time"),
        ("2020-06-05T07:00:00+14:00", "late"),
    ];
    for (when, expected) in table {
        let mut desk = Desk::new();
        desk.report_at(when, "04", Step::Receive, None).expect("received");
        let got = desk.campaign.timeliness(desk.ix("04"), desk.now);
        assert_eq!(got.id(), expected, "{when}");
    }
}

#[test]
fn the_last_day_counts_whole_leap_days_included() {
    let zone = Zone::default();
    let table = [
        ("2024-02-28", "2024-02-29T00:00:00+07:00"),
        ("2024-02-29", "2024-03-01T00:00:00+07:00"),
        ("2023-02-28", "2023-03-01T00:00:00+07:00"),
        ("2000-02-29", "2000-03-01T00:00:00+07:00"),
        ("2020-12-31", "2021-01-01T00:00:00+07:00"),
    ];
    for (last, cutoff) in table {
        let day = parse_date(last).expect("a date");
        assert_eq!(zone.rfc3339(zone.end_of(day)), cutoff, "{last}");
        let mut def = (*wtisd_2020()).clone();
        def.deadline.cutoff = at(cutoff);
        assert_eq!(def.last_day(def.deadline.cutoff), day, "and back from {cutoff}");
    }
    for no_day in ["2023-02-29", "2100-02-29", "29/02/2021"] {
        assert_eq!(parse_date(no_day), None, "{no_day}");
    }
}

#[test]
fn a_leap_day_is_a_day_of_the_countdown() {
    let mut def = (*wtisd_2020()).clone();
    def.deadline.cutoff = at("2024-03-01T00:00:00+07:00");
    let table = [
        // Wednesday 28, Thursday 29 February.
        ("2024-02-28T00:00:00+07:00", 2, 2, "2024-02-29"),
        ("2024-02-29T00:00:00+07:00", 1, 1, "2024-02-29"),
    ];
    for (when, days, working, last) in table {
        let c = countdown(&def, def.deadline.cutoff, at(when));
        let got = (c.days, c.working_days, c.last_day.to_string());
        assert_eq!(got, (days, working, last.to_owned()), "{when}");
    }
}

#[test]
fn a_saturday_that_is_worked_counts_and_can_be_due() {
    let def = wtisd_2020();
    let day = |s: &str| parse_date(s).expect("a date");
    // 29 and 30 April and 1 May 2024 were off; Saturday 4 May was worked for it.
    let due = [
        ("2024-04-26", 1, "2024-05-02"),
        ("2024-04-26", 2, "2024-05-03"),
        ("2024-04-26", 3, "2024-05-04"),
        ("2024-04-26", 4, "2024-05-06"),
        ("2024-05-04", 1, "2024-05-06"),
        ("2024-05-10", 1, "2024-05-13"),
    ];
    for (from, n, expected) in due {
        assert_eq!(
            working_days_after(&def, day(from), n),
            day(expected),
            "{n} working days after {from}"
        );
    }
    let left = [
        ("2024-05-03T10:00:00+07:00", 3),
        ("2024-05-04T10:00:00+07:00", 2),
        ("2024-05-05T10:00:00+07:00", 1),
        ("2024-05-06T23:59:59+07:00", 1),
        ("2024-05-07T00:00:00+07:00", 0),
    ];
    for (when, expected) in left {
        let c = countdown(&def, at("2024-05-07T00:00:00+07:00"), at(when));
        assert_eq!(c.working_days, expected, "{when}");
    }
}

/// Everything above that depends on dates, as text; then, on a line of its own, what this machine thinks of its zone.
fn picture() -> (String, String) {
    use ketnoi::core::decide::Command;
    use ketnoi::core::status::Step;
    let mut desk = Desk::new();
    desk.report_at("2020-06-04T23:59:59+07:00", "04", Step::Receive, None)
        .expect("received");
    desk.report_at("2020-06-05T00:00:00+07:00", "01", Step::Receive, None)
        .expect("received");
    desk.report_at("2020-06-02T23:30:00+07:00", "79", Step::Receive, None)
        .expect("received");
    desk.report_at("2020-06-03T00:30:00+07:00", "79", Step::Return, None)
        .expect("returned");
    desk.order(
        Command::Extend {
            unit: Some("48".into()),
            until: parse_date("2020-06-10").expect("a date"),
        },
        "bão",
    )
    .expect("extended");
    let zone = desk.campaign.def().zone;
    let mut lines = vec![
        format!("{:?}", desk.unit("79").due()),
        zone.rfc3339(desk.campaign.cutoff_of(desk.ix("48"))),
    ];
    for when in [
        "2020-05-16T23:59:59+07:00",
        "2020-05-17T00:00:00+07:00",
        "2020-06-04T23:59:59+07:00",
        "2020-06-05T00:00:00+07:00",
        "2020-06-11T00:00:00+07:00",
    ] {
        let t = at(when);
        let c = &desk.campaign;
        lines.push(format!(
            "{} {} {} {:?} {:?} {:?}",
            zone.rfc3339_ms(t),
            c.date(t),
            c.phase(t).id(),
            c.counts(t),
            c.countdown(t),
            c.next_change(t).map(|n| zone.rfc3339(n))
        ));
    }
    lines.push(format!(
        "{:?}",
        reading::dates::when("2020-06-05 00:00", zone, zone.date(Stamp(0)), 2020)
    ));
    let here = chrono::TimeZone::timestamp_opt(&chrono::Local, 1_591_300_800, 0);
    let offset = here
        .single()
        .map_or_else(String::new, |t| t.format("%:z").to_string());
    (lines.join("; "), offset)
}

/// Said by the child of the next test; alone it only shows that it can be said.
#[test]
fn a_picture_of_dates() {
    let (dates, offset) = picture();
    assert!(dates.contains("2020-06-11T00:00:00+07:00"));
    println!("PICTURE {dates}\nOFFSET {offset}");
}

#[test]
fn a_server_in_another_zone_shows_the_same_dates() {
    let me = std::env::current_exe().expect("this test is a program");
    let ask = |zone: &str| {
        let out = std::process::Command::new(&me)
            .args([
                "--exact",
                "deadlines::a_picture_of_dates",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("TZ", zone)
            .output()
            .expect("it runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        // The test runner may have begun the line with its own words.
        let after = |word: &str| {
            let line = said.lines().find_map(|l| l.split_once(word));
            line.unwrap_or_else(|| panic!("no {word}in {said}")).1.to_owned()
        };
        (after("PICTURE "), after("OFFSET "))
    };
    let (here, _) = picture();
    let mut offsets = std::collections::BTreeSet::new();
    // Named zones need the machine's zone tables; the last two do not.
    for zone in [
        "America/New_York",
        "Pacific/Kiritimati",
        "UTC",
        "<-04>4",
        "<+14>-14",
    ] {
        let (dates, offset) = ask(zone);
        assert_eq!(dates, here, "with TZ={zone}");
        offsets.insert(offset);
    }
    assert!(
        offsets.len() >= 3,
        "the machines really stood elsewhere: {offsets:?}"
    );
}
