//! What shipped and invented reference data say when they are asked: names of days off, offices by the day, goals that serve
//! an SDG, units by their words, maps.

use ketnoi::core::calendar::Calendar;
use ketnoi::core::goals::id_order;
use ketnoi::core::names::{Lang, Text};
use ketnoi::core::reference::Office;
use ketnoi::core::roster::{Roster, RosterForm, Tiling, UnitForm};
use ketnoi::core::time::{Date, Zone, parse_date};
use ketnoi::refdata;

fn day(written: &str) -> Date {
    parse_date(written).expect("a date")
}

#[test]
fn a_day_off_is_called_by_its_own_name() {
    let calendar: Calendar = refdata::calendar();
    for name in &calendar.names {
        assert_eq!(calendar.name(&name.id), Some(&name.name), "{}", name.id);
    }
    assert!(calendar.names.len() > 3 && calendar.name("no such day").is_none());
    for holiday in &calendar.holidays {
        assert!(calendar.name(&holiday.name).is_some(), "{}", holiday.date);
    }
    assert!(calendar.covers(2020) && !calendar.covers(1999));
    assert!(!calendar.is_sure(1999), "nothing is known of it");
    // One day that is not sure makes its year unsure, and no other.
    let mut calendar = calendar;
    for holiday in &mut calendar.holidays {
        holiday.sure = "high".into();
    }
    let second = calendar.holidays.iter_mut().find(|h| h.date >= day("2021-01-01"));
    second.expect("a day of 2021").sure = "low".into();
    assert!(calendar.is_sure(2020) && !calendar.is_sure(2021));
    // It is looked up by halving, and so it is sorted as it is read.
    calendar.holidays.reverse();
    calendar.extra_working_days.reverse();
    let sorted = calendar.sorted();
    assert!(sorted.holidays.is_sorted_by_key(|h| h.date) && sorted.holidays.len() > 20);
    assert!(sorted.extra_working_days.is_sorted_by_key(|e| e.date) && sorted.extra_working_days.len() > 1);
}

#[test]
fn an_office_holds_from_its_first_day_to_its_last() {
    let office = |from: &str, until: Option<&str>| Office {
        from: day(from),
        until: until.map(day),
        sender: Text::new(from, from),
        unit_in_charge: Text::default(),
        addressees: Text::default(),
    };
    let offices = [
        office("2020-01-01", Some("2025-02-28")),
        office("2025-03-01", None),
    ];
    for (when, which) in [
        ("2019-12-31", None),
        ("2020-01-01", Some("2020-01-01")),
        ("2025-02-28", Some("2020-01-01")),
        ("2025-03-01", Some("2025-03-01")),
        ("2090-01-01", Some("2025-03-01")),
    ] {
        let found = Office::on(&offices, day(when)).map(|o| o.sender.vi.as_str());
        assert_eq!(found, which, "{when}");
    }
}

#[test]
fn a_target_belongs_to_its_goal_and_serves_its_sdgs() {
    for (edition, goals, targets) in [("connect2030-2018", 5, 24), ("connect2030-2022", 2, 10)] {
        let all = refdata::goals(Some(edition));
        assert_eq!(
            (all.goals.len(), all.targets.len()),
            (goals, targets),
            "{edition}"
        );
        let of = |goal: &str| all.targets_of(goal).map(|t| t.id.clone()).collect::<Vec<_>>();
        let mut each: Vec<String> = all.goals.iter().flat_map(|g| of(&g.id)).collect();
        each.sort_by_key(|id| id_order(id));
        let mut ids: Vec<String> = all.targets.iter().map(|t| t.id.clone()).collect();
        ids.sort_by_key(|id| id_order(id));
        assert_eq!(each, ids, "each target belongs to exactly one goal");
        assert!(of("1").iter().all(|id| id.starts_with("1.")) && !of("1").is_empty());
        for goal in &all.goals {
            for sdg in 1..=17 {
                let serves = all.serving(&sdg.to_string()).iter().any(|id| *id == goal.id);
                assert_eq!(serves, goal.sdgs.contains(&sdg), "goal {} and SDG {sdg}", goal.id);
                // A target of an SDG is served by targets only.
                assert!(!all.serving(&format!("{sdg}.c")).iter().any(|id| *id == goal.id));
            }
        }
        for target in &all.targets {
            for sdg in &target.sdg_targets {
                assert!(
                    all.serving(sdg).contains(&target.id.as_str()),
                    "{} {sdg}",
                    target.id
                );
                let whole = sdg.split('.').next().expect("a number");
                assert!(
                    all.serving(whole).contains(&target.id.as_str()),
                    "{} {whole}",
                    target.id
                );
            }
            let none = (1..=17u8).map(|n| n.to_string());
            for sdg in none.filter(|n| !target.sdg_targets.iter().any(|s| s.split('.').next() == Some(n))) {
                assert!(
                    !all.serving(&sdg).contains(&target.id.as_str()),
                    "{} {sdg}",
                    target.id
                );
            }
        }
        assert!(all.serving("18").is_empty());
        for wanted in &all.ict_targets {
            assert_eq!(all.ict_target(&wanted.id), Some(wanted));
        }
        assert!(!all.ict_targets.is_empty() && all.ict_target("99.z").is_none());
    }
}

#[test]
fn ids_are_ordered_by_their_numbers_not_their_letters() {
    let mut ids = [
        "10", "2.10", "2", "9.c", "2.8", "17", "9.1", "2.9", "x", "9.b", "1",
    ];
    ids.sort_by_key(|id| id_order(id));
    assert_eq!(
        ids,
        [
            "1", "2", "2.8", "2.9", "2.10", "9.1", "9.b", "9.c", "10", "17", "x"
        ]
    );
}

// ---------------------------------------------------------------------- units

/// Two regions, three units at the top, three below one of them and one below another.
fn form() -> RosterForm {
    let base = refdata::roster("vn-provinces-63").expect("shipped").to_form();
    let mut form = RosterForm {
        units: Vec::new(),
        insets: Vec::new(),
        regions: base.regions[..2].to_vec(),
        ..base
    };
    let region = |n: usize| form.regions[n].id.clone();
    let unit = |code: &str, abbr: &str, name: &str, n: usize, parent: Option<&str>| UnitForm {
        code: code.into(),
        abbr: abbr.into(),
        name: Text::new(name, ""),
        region: region(n),
        parent: parent.map(Into::into),
        ..UnitForm::default()
    };
    form.units = vec![
        unit("01", "AAA", "Tỉnh A", 1, None),
        unit("010", "", "Xã A0", 1, Some("01")),
        unit("011", "", "Xã A1", 1, Some("01")),
        unit("02", "BBB", "Tỉnh B", 0, None),
        unit("020", "", "Xã B0", 0, Some("02")),
        unit("021", "", "Xã B1", 0, Some("02")),
        unit("022", "", "Xã B2", 0, Some("02")),
        unit("03", "CCC", "Tỉnh C", 1, None),
    ];
    form.units[0].short = "A".into();
    form.units[0].spellings = vec!["Tinh Aa".into()];
    form.units[0].iso = "VN-01".into();
    form.units[3].formed_from = vec!["77".into(), "78".into()];
    form.units[0].tile = Some((4, 1));
    form.units[3].tile = Some((0, 6));
    form.units[7].tile_compact = Some((2, 3));
    form
}

#[test]
fn a_tree_of_units_is_walked_by_region_then_parent_then_code() {
    let roster = Roster::from_form(form()).expect("it is sound");
    let codes = |units: &[_]| {
        units
            .iter()
            .map(|ix| roster.code(*ix).to_owned())
            .collect::<Vec<_>>()
    };
    let ix = |code: &str| roster.by_code(code).expect("a unit");
    assert_eq!(
        codes(roster.grid_order()),
        ["02", "020", "021", "022", "01", "010", "011", "03"]
    );
    assert_eq!(codes(&roster.tops().collect::<Vec<_>>()), ["02", "01", "03"]);
    assert!(roster.is_tree() && roster.top_count() == 3 && !roster.is_empty());
    for (code, children) in [
        ("01", &["010", "011"][..]),
        ("02", &["020", "021", "022"]),
        ("03", &[]),
        ("010", &[]),
    ] {
        assert_eq!(codes(roster.children(ix(code))), children, "{code}");
        assert_eq!(roster.has_children(ix(code)), !children.is_empty(), "{code}");
    }
    let sizes: Vec<usize> = (0..4).map(|b| roster.branch_size(b)).collect();
    assert_eq!(sizes, [3, 2, 0, 0]);
    assert_eq!(
        (roster.branch(ix("021")), roster.branch(ix("03"))),
        (Some(0), Some(2))
    );
    assert_eq!([0, 1, 2].map(|r| roster.region_size(r)), [4, 4, 0]);
    let flat = refdata::roster("vn-provinces-63").expect("shipped");
    assert!(!flat.is_tree() && flat.units().all(|ix| !flat.has_children(ix)));
    assert!(flat.branch_children(0).is_empty());
}

#[test]
fn a_map_reaches_as_far_as_its_last_tile() {
    let roster = Roster::from_form(form()).expect("it is sound");
    let ix = |code: &str| roster.by_code(code).expect("a unit");
    assert_eq!(roster.map_size(Tiling::Map), (5, 7));
    assert_eq!(roster.map_size(Tiling::Compact), (3, 4));
    assert_eq!(roster.tiled(), [ix("01"), ix("02"), ix("03")]);
    assert_eq!(roster.tile(ix("01"), Tiling::Map), Some((4, 1)));
    assert_eq!(roster.tile(ix("01"), Tiling::Compact), None);
    // The archipelagos are on every map, and the map reaches over them.
    let real = refdata::roster("vn-provinces-63").expect("shipped");
    assert_eq!(real.insets().len(), 2);
    for inset in real.insets() {
        for tiling in [Tiling::Map, Tiling::Compact] {
            let ((x, y), (columns, rows)) = (inset.at(tiling), real.map_size(tiling));
            assert!(x < columns && y < rows, "{} on {columns}×{rows}", inset.id);
        }
        assert_eq!(inset.at(Tiling::Map), inset.tile);
        assert_eq!(inset.at(Tiling::Compact), inset.tile_compact);
        let owner = real.inset_owner(inset).expect("each belongs to a province");
        assert_eq!(real.code(owner), inset.belongs_to);
    }
}

#[test]
fn a_unit_is_found_by_what_it_is_called_and_told_by_its_names() {
    let roster = Roster::from_form(form()).expect("it is sound");
    let ix = |code: &str| roster.by_code(code).expect("a unit");
    for (word, code) in [
        ("01", Some("01")),
        ("aaa", Some("01")),
        ("1", Some("01")),
        ("10", Some("010")),
        ("0", None),
        ("", None),
        ("-1", None),
        ("1a", None),
        ("999", None),
    ] {
        let found = roster.find(word).map(|ix| roster.code(ix));
        assert_eq!(found, code, "{word:?}");
    }
    assert_eq!(roster.by_bare_code("").count(), 0);
    assert_eq!(
        (
            roster.short_name(ix("01"), Lang::Vi),
            roster.short_name(ix("02"), Lang::Vi)
        ),
        ("A", "Tỉnh B")
    );
    // Without an English name the Vietnamese one is better than none; the short one is Vietnamese.
    assert_eq!(roster.short_name(ix("01"), Lang::En), "Tỉnh A");
    assert_eq!((roster.iso(ix("01")), roster.iso(ix("02"))), ("VN-01", ""));
    assert_eq!(roster.formed_from(ix("02")), ["77", "78"]);
    assert!(roster.formed_from(ix("01")).is_empty());
    assert_eq!(roster.spellings(ix("01")), ["Tinh Aa"]);
    for (old, new) in [("77", Some("02")), ("78", Some("02")), ("01", None)] {
        assert_eq!(roster.descendant(old).map(|ix| roster.code(ix)), new, "{old}");
    }
}

type Change = fn(&mut RosterForm);

#[test]
fn a_roster_in_which_a_unit_could_be_taken_for_another_is_refused() {
    let refused = |change: Change| {
        let mut form = form();
        change(&mut form);
        Roster::from_form(form).expect_err("it is not sound").to_string()
    };
    let table: [(&str, Change); 13] = [
        ("a code twice", |f| f.units[7].code = "02".into()),
        ("no code", |f| f.units[0].code = String::new()),
        ("17 letters", |f| f.units[7].code = "1".repeat(17)),
        ("a code with a hyphen", |f| f.units[7].code = "0-3".into()),
        ("an abbreviation twice", |f| f.units[7].abbr = "aaa".into()),
        ("an abbreviation with a hyphen", |f| {
            f.units[7].abbr = "C-C".into();
        }),
        ("no such region", |f| f.units[7].region = "sea".into()),
        ("below nobody", |f| f.units[7].parent = Some("99".into())),
        ("three levels", |f| f.units[7].parent = Some("010".into())),
        ("a spelling that is another's name", |f| {
            f.units[0].spellings = vec![" tỉnh B".into()];
        }),
        ("a spelling that is another's spelling", |f| {
            f.units[7].spellings = vec!["TINH AA".into()];
        }),
        ("an empty spelling", |f| f.units[7].spellings = vec![" ".into()]),
        ("201 letters of a spelling", |f| {
            f.units[7].spellings = vec!["x".repeat(201)];
        }),
    ];
    for (what, change) in table {
        assert!(!refused(change).is_empty(), "{what}");
    }
    let taken = |change: Change| {
        let mut form = form();
        change(&mut form);
        Roster::from_form(form).is_ok()
    };
    assert!(
        taken(|f| f.units[7].code = format!("9{}", "1".repeat(15))),
        "16 letters"
    );
    assert!(taken(|f| f.units[7].spellings = vec!["x".repeat(200)]));
    assert!(
        taken(|f| f.units[0].spellings = vec!["tỉnh a".into()]),
        "one's own name"
    );
}

#[test]
fn a_code_of_letters_and_figures_is_found_by_itself_alone() {
    let mut form = form();
    form.units[7].code = "0X".into();
    let roster = Roster::from_form(form).expect("it is sound");
    let found = |word: &str| roster.find(word).map(|ix| roster.code(ix).to_owned());
    assert_eq!(found("0x").as_deref(), Some("0X"));
    assert_eq!(found("X"), None, "zeros are left out of figures only");
}

#[test]
fn a_file_names_its_units_and_what_is_shipped_says_what_it_knows() {
    assert_eq!(form().check_names(), Ok(()));
    for nameless in ["", " ", "—"] {
        let mut form = form();
        form.units[3].name.vi = nameless.into();
        let told = form.check_names().expect_err("nameless").to_string();
        assert!(told.contains("02"), "{told}");
    }
    let mut form = form();
    form.follows = Some("vn-provinces-63".into());
    form.units[0].seat = "Thành phố A".into();
    form.units[0].iso_status = "provisional".into();
    form.units[3].abbr_invented = true;
    let roster = Roster::from_form(form.clone()).expect("it is sound");
    let ix = |code: &str| roster.by_code(code).expect("a unit");
    assert_eq!(roster.follows(), Some("vn-provinces-63"));
    assert_eq!(
        (roster.seat(ix("01")), roster.seat(ix("02"))),
        ("Thành phố A", "")
    );
    assert_eq!(
        (roster.iso_status(ix("01")), roster.iso_status(ix("02"))),
        ("provisional", "")
    );
    assert_eq!(
        (roster.abbr_invented(ix("01")), roster.abbr_invented(ix("02"))),
        (false, true)
    );
    // What was read is told as it was written; a name of one language stands for both.
    let back = roster.to_form();
    assert_eq!(
        Roster::from_form(back).expect("as well").to_form(),
        roster.to_form()
    );
    let goals = refdata::goals(None);
    assert_eq!(goals.sdgs.len(), 17);
    let packed = postcard::to_stdvec(&roster).expect("packed");
    assert_eq!(
        postcard::from_bytes::<Roster>(&packed).expect("read").to_form(),
        roster.to_form()
    );
    for edition in ["connect2030-2018", "connect2030-2022"] {
        for target in refdata::goals(Some(edition)).targets {
            assert_eq!(
                target.is_verified(),
                target.verified == "itu-page",
                "{}",
                target.id
            );
        }
    }
    let themes = refdata::themes();
    let official = themes.iter().filter(|t| t.is_official()).count();
    assert!(
        official > 0 && official < themes.len(),
        "{official} of {}",
        themes.len()
    );
    for theme in themes {
        assert_eq!(
            theme.is_official(),
            theme.vi_status == "official",
            "{}",
            theme.year
        );
    }
}

// ---------------------------------------------------------------------- zones

#[test]
fn an_offset_is_written_with_its_sign_and_read_back() {
    let t = crate::common::desk::at("2020-06-05T00:00:00Z");
    for (minutes, written) in [
        (0, "+00:00"),
        (1, "+00:01"),
        (59, "+00:59"),
        (60, "+01:00"),
        (420, "+07:00"),
        (840, "+14:00"),
        (-1, "-00:01"),
        (-210, "-03:30"),
        (-840, "-14:00"),
    ] {
        let zone = Zone(minutes);
        assert_eq!(zone.to_string(), written);
        assert_eq!(Zone::parse(written), Some(zone), "{written}");
        assert!(zone.rfc3339(t).ends_with(written), "{}", zone.rfc3339(t));
        let local = zone.local(t);
        assert_eq!(zone.instant(local), t, "{written}");
        assert_eq!(crate::common::desk::at(&zone.rfc3339(t)), t, "{written}");
    }
    for (name, minutes) in [("UTC", 0), ("Z", 0), ("Asia/Saigon", 420), ("Asia/Bangkok", 420)] {
        assert_eq!(Zone::parse(name), Some(Zone(minutes)), "{name}");
    }
    for beyond in ["+15:00", "-15:00", "+07:60", "+14:60"] {
        assert_eq!(Zone::parse(beyond), None, "{beyond}");
    }
}
