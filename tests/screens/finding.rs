//! Finding: by name, by where a report stands, by person, number and note; several at once; all changes in one list; and
//! the line that tells of what is selected.

use ketnoi::core::decide::Command;
use ketnoi::core::fact::{ActivityStatus, Contact, ContactHow};
use ketnoi::core::names::{Lang, UnitCode};
use ketnoi::core::status::State;
use ketnoi::core::unit::Activity;
use ketnoi::tui::msg::{Answer, Msg, News};
use ketnoi::tui::overlay::Overlay;
use ketnoi::tui::print::parse_keys;

use crate::common::desk::{Desk, at};
use crate::common::screen::{AFTER, SIZES, Screen, Setting};

fn setting(lang: Lang, size: (u16, u16)) -> Setting {
    Setting {
        lang,
        ..Setting::default()
    }
    .size(size)
}

/// The codes of the units that a filter finds on the desk.
fn found(screen: &mut Screen, typed: &str) -> Vec<String> {
    screen.press("/").type_in(typed).press("<enter>");
    let model = screen.model();
    let roster = model.stage.campaign.roster();
    let units = model.here().shown_units().expect("units");
    let codes = units.iter().map(|ix| roster.code(*ix).to_owned()).collect();
    screen.press("<esc>");
    codes
}

#[test]
fn a_filter_finds_by_where_the_report_stands() {
    for (lang, returned, overdue) in [
        (Lang::Vi, "trả lại", "quá hạn"),
        (Lang::En, "returned", "overdue"),
    ] {
        let mut screen = Setting {
            lang,
            when: AFTER,
            ..Setting::default()
        }
        .demo();
        let campaign = screen.model().stage.campaign.clone();
        let now = screen.model().stage.now;
        let codes = |of: &dyn Fn(ketnoi::core::names::UnitIx) -> bool| -> Vec<String> {
            let all = campaign.roster().grid_order().iter().filter(|ix| of(**ix));
            all.map(|ix| campaign.roster().code(*ix).to_owned()).collect()
        };
        let back = codes(&|ix| campaign.unit(ix).state == State::Returned);
        let debts = codes(&|ix| campaign.is_debt(ix, now));
        let all = campaign.roster().len();
        for (typed, wanted) in [(returned, &back), (overdue, &debts)] {
            let codes = found(&mut screen, typed);
            assert!(!wanted.is_empty() && codes.len() < all, "{typed}: {codes:?}");
            for code in wanted {
                assert!(codes.contains(code), "{typed}: {code} is not among {codes:?}");
            }
        }
    }
}

#[test]
fn a_filter_finds_by_person_number_and_note_with_the_rules_of_vietnamese() {
    for lang in [Lang::Vi, Lang::En] {
        let mut screen = setting(lang, (80, 24)).demo();
        assert_eq!(found(&mut screen, "nguyen thi bich phuong"), [""; 0]);
        fill(&mut screen);
        for (typed, code) in [
            // A contact is set, a call logged: what was written is found at once.
            ("nguyen thi bich phuong", "04"),
            ("Bích Phượng", "04"),
            ("0206 385", "04"),
            ("2063851", "04"),
            ("phuong.cbg@example.vn", "04"),
            ("ho chieu", "01"),
            ("hộ chiếu", "01"),
            // Words of the name and of the note together.
            ("ha noi ho chieu", "01"),
        ] {
            assert_eq!(found(&mut screen, typed), [code], "{typed} {lang:?}");
        }
        for typed in ["hồ chiều", "Bích Phương x", "9992063851"] {
            assert_eq!(found(&mut screen, typed), [""; 0], "{typed} {lang:?}");
        }
        // A name that was typed is what is selected, whatever else has its letters.
        screen.press("/").type_in("ha noi").press("<enter>");
        let model = screen.model();
        let selected = model.selected_unit().expect("a unit");
        assert_eq!(model.stage.campaign.roster().code(selected), "01");
    }
}

/// Sets a contact and logs a call, through the forms.
fn fill(screen: &mut Screen) {
    screen.press("/").type_in("cbg").press("<enter> p <ctrl-u>");
    screen
        .type_in("Nguyễn Thị Bích Phượng")
        .press("<tab> <ctrl-u> <tab> <ctrl-u>");
    screen.type_in("0206 385 1234").press("<tab> <ctrl-u>");
    screen.type_in("phuong.cbg@example.vn").press("<enter> <esc>");
    screen.press("/").type_in("hni").press("<enter> c");
    screen.type_in("chờ hộ chiếu").press("<enter> <esc>");
}

/// `path.md` counts 24 keys for this before.
#[test]
fn three_units_that_stand_far_apart_are_marked_by_one_filter() {
    for size in SIZES {
        let mut screen = Setting::default().size(size).demo();
        let seq = screen.model().stage.campaign.seq();
        let keys = "/ h n i , c b g , l s n <ctrl-t>";
        screen.press(keys);
        assert!(matches!(screen.model().overlay, Overlay::None));
        assert!(screen.model().filter().needle.is_none(), "the filter is gone");
        assert_eq!(screen.model().stage.marks.len(), 3, "{size:?}");
        let more = "c <enter>";
        screen.press(more);
        let counted = |keys: &str| parse_keys(keys).expect("keys").len();
        assert!(counted(keys) + counted(more) <= 16);
        assert_eq!(screen.model().stage.campaign.seq(), seq + 3, "{size:?}");
    }
    // One after the other: what is marked stays marked.
    let mut screen = Setting::default().demo();
    screen.press("5 / b k n <ctrl-t> / l c i <ctrl-t>");
    assert_eq!(screen.model().stage.marks.len(), 2);
    // Where nothing can be marked the filter stays as it was typed.
    screen.press("9 / d u y e t <ctrl-t>");
    assert!(screen.model().filter().needle.is_some());
}

/// Three commands of others on two units.
fn news(more: usize) -> News {
    let mut desk = Desk::new();
    let contact = Contact {
        name: "Trần Văn Sơn".to_owned(),
        ..Contact::default()
    };
    let unit = UnitCode::from("04");
    desk.order(
        Command::SetContact {
            unit: unit.clone(),
            contact: contact.into(),
        },
        "",
    )
    .expect("set");
    for i in 0..more {
        let units = vec![if i % 2 == 0 { unit.clone() } else { "01".into() }];
        let how = ContactHow::Phone;
        desk.order(Command::LogContact { units, how }, &format!("cuộc {i}"))
            .expect("logged");
    }
    News {
        last: at("2020-05-27T17:02:00+07:00"),
        facts: desk.facts.clone(),
        more: false,
    }
}

#[test]
fn all_changes_stand_in_one_list() {
    for lang in [Lang::Vi, Lang::En] {
        let (title, unit) = match lang {
            Lang::Vi => ("Thay đổi từ lần xem trước: 3", "Cao Bằng"),
            Lang::En => ("Changes since you last looked: 3", "Cao Bang"),
        };
        for size in SIZES {
            let mut screen = setting(lang, size).demo();
            screen.tell(Msg::Clerk(Answer::Since(Box::new(news(2)))));
            screen.press("}").shows(unit);
            if size.0 >= 80 {
                screen
                    .shows(title)
                    .shows("cuộc 1")
                    .shows("Trần Văn Sơn")
                    .shows("lan");
            }
            assert!(matches!(screen.model().overlay, Overlay::Changes(_)));
            screen.press("<esc>");
            assert!(matches!(screen.model().overlay, Overlay::None));
            assert!(
                !screen.model().since.as_ref().expect("kept").is_told(),
                "all of it was seen"
            );
        }
    }
    // Of a long list only the end tells that all was seen.
    let mut screen = Setting::default().demo();
    screen.tell(Msg::Clerk(Answer::Since(Box::new(news(60)))));
    screen.press("} <esc>");
    assert!(screen.model().since.as_ref().expect("kept").is_told());
    screen.press("} G").shows("cuộc 59");
    screen.press("g").shows("Trần Văn Sơn").press("<esc>");
    assert!(!screen.model().since.as_ref().expect("kept").is_told());
    // Where nothing changed the key says so.
    let mut screen = Setting::default().demo();
    screen.press("}").shows("Không có thay đổi nào");
}

#[test]
fn the_detail_line_tells_of_the_activity_that_is_selected() {
    for lang in [Lang::Vi, Lang::En] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut screen = setting(lang, size).demo();
            for _ in 0..4 {
                screen.press("2 <down>");
                let model = screen.model();
                let campaign = &model.stage.campaign;
                let activity = model
                    .selected_activity()
                    .expect("one")
                    .of(campaign)
                    .expect("there");
                let (title, id) = (activity.details.title.clone(), activity.id.to_string());
                let text = screen.text();
                let flat = text
                    .split(['│', '┤', '├', '─', ' ', '\n'])
                    .filter(|w| !w.is_empty());
                let flat: Vec<&str> = flat.collect();
                let words = title.split_whitespace().collect::<Vec<_>>();
                let there = words.iter().all(|w| flat.contains(w));
                assert!(there, "{size:?} {title}\n{text}");
                assert!(size.0 < 120 || text.contains(&id), "{size:?} {id}\n{text}");
            }
            // On the grid it tells of the unit again.
            let text = screen.press("4").text();
            assert!(text.contains("Hà Giang") || text.contains("Ha Giang"), "{text}");
        }
    }
}

#[test]
fn the_signs_are_explained_on_the_desk_where_rows_are_free() {
    for lang in [Lang::Vi, Lang::En] {
        let cat = ketnoi::text::Catalogue::new(lang);
        let words = ["awaiting", "in_progress", "received", "accepted"]
            .map(|id| cat.tr(&format!("state_short-{id}")).to_lowercase());
        // At 100x30 the names take the room.
        let text = setting(lang, (120, 40)).demo().text();
        let lines = text.lines().filter(|l| words.iter().all(|w| l.contains(w)));
        assert_eq!(lines.count(), 1, "once on the desk\n{text}");
        // On the largest it is the map that says it, with how many there are of each.
        let text = setting(lang, (200, 60)).demo().text();
        assert!(words.iter().all(|w| text.contains(w)), "{text}");
    }
}

/// The activities that a filter finds in their table, by id.
fn activities(screen: &mut Screen, typed: &str) -> Vec<String> {
    screen.press("6 /").type_in(typed).press("<enter>");
    let model = screen.model();
    let acts = model.here().shown_activities().expect("activities");
    let ids = acts.iter().filter_map(|r| r.of(&model.stage.campaign));
    let ids = ids.map(|a| a.id.to_string()).collect();
    screen.press("<esc>");
    ids
}

#[test]
fn activities_are_found_by_how_far_they_are_by_kind_person_and_note() {
    for (lang, called_off, overdue, banner) in [
        (Lang::Vi, "đã hủy", "quá ngày", "băng-rôn"),
        (Lang::En, "cancelled", "past its day", "banner"),
    ] {
        let mut screen = setting(lang, (80, 24)).demo();
        let campaign = screen.model().stage.campaign.clone();
        let today = campaign.date(screen.model().stage.now);
        let of = |fits: &dyn Fn(&Activity) -> bool| -> Vec<String> {
            let all = campaign.activities().filter(|(_, a)| fits(a));
            all.map(|(_, a)| a.id.to_string()).collect()
        };
        let cancelled = of(&|a| a.status(today) == ActivityStatus::Cancelled);
        let late = of(&|a| a.is_overdue(today));
        let banners = of(&|a| a.details.kind == "banner");
        let noted = "theo báo cáo nhanh";
        let with_note = of(&|a| a.note.to_lowercase().contains(noted));
        let who = campaign.activities().next().expect("one").1.actor.to_string();
        let by_one = of(&|a| a.actor.as_str() == who);
        for (typed, wanted) in [
            (called_off, &cancelled),
            (overdue, &late),
            (banner, &banners),
            (noted, &with_note),
            ("theo bao cao nhanh", &with_note),
            (&who, &by_one),
        ] {
            let seen = activities(&mut screen, typed);
            assert!(
                !wanted.is_empty() && seen.len() < campaign.activities().count(),
                "{typed} {lang:?}: {seen:?}"
            );
            for id in wanted {
                assert!(seen.contains(id), "{typed} {lang:?}: {id} is not among {seen:?}");
            }
        }
        // A mark that was typed is meant.
        assert_eq!(activities(&mut screen, "thèo báo cáo nhanh"), [""; 0]);
    }
}

#[test]
fn activities_facts_and_goals_are_found_by_what_is_told_of_their_unit() {
    for lang in [Lang::Vi, Lang::En] {
        let mut screen = setting(lang, (80, 24)).demo();
        assert_eq!(activities(&mut screen, "nguyen thi bich phuong"), [""; 0]);
        fill(screen.press("0"));
        for typed in ["nguyen thi bich phuong", "2063851", "phuong.cbg@example.vn"] {
            let seen = activities(&mut screen, typed);
            assert!(
                !seen.is_empty() && seen.iter().all(|id| id.starts_with("CBG-")),
                "{typed} {lang:?} {seen:?}"
            );
            // The fact that names the person has the words itself; a number that is typed otherwise is the unit's.
            screen.press("9 /").type_in(typed).press("<enter>");
            let facts = screen.model().here().found();
            assert!(facts > 0, "{typed} {lang:?}");
            screen
                .shows("CBG")
                .press("<esc> 7 /")
                .type_in(typed)
                .press("<enter>");
            let rows = screen.model().here().found();
            assert!(rows > 0, "{typed} {lang:?}\n{}", screen.text());
            screen.press("<esc>");
        }
        for place in ["6", "7", "9"] {
            screen
                .press(place)
                .press("/")
                .type_in("9992063851")
                .press("<enter>");
            assert_eq!(screen.model().here().found(), 0, "{place}");
            screen.press("<esc>");
        }
    }
}

#[test]
fn the_history_is_found_by_person_door_and_state() {
    for (lang, state, door) in [
        (Lang::Vi, "đã duyệt", "dòng lệnh"),
        (Lang::En, "accepted", "command line"),
    ] {
        let mut screen = setting(lang, (120, 40)).demo();
        for typed in [state, door, "minh", "lai chau", "Lai Châu"] {
            let all = screen.press("9").model().here().found();
            screen.press("/").type_in(typed).press("<enter>");
            let found = screen.model().here().found();
            assert!(found > 0 && found < all, "{typed} {lang:?}: {found} of {all}");
            screen.press("<esc>");
        }
    }
}

/// Is every word of this on the screen, wherever lines were broken?
fn says(screen: &mut Screen, words: &str) -> bool {
    let text = screen.text();
    let flat: Vec<&str> = text
        .split(['│', '┤', '├', '─', '║', ' ', '\n'])
        .filter(|w| !w.is_empty())
        .collect();
    words.split_whitespace().all(|w| flat.contains(&w))
}

/// Also where there is the least room.
#[test]
fn what_is_selected_is_told_in_full_wherever_it_is_listed() {
    for lang in [Lang::Vi, Lang::En] {
        for size in SIZES {
            // The table, the desk's list and the sheet's: the whole title.
            for keys in ["6", "2", "2 <enter>"] {
                let mut screen = setting(lang, size).demo();
                screen.press(keys);
                for _ in 0..3 {
                    let model = screen.model();
                    let at = model.selected_activity().expect("one");
                    let title = at.of(&model.stage.campaign).expect("there");
                    let mut title = title.details.title.clone();
                    if size == SIZES[0] && keys == "2 <enter>" {
                        // Two lines of the smallest screen, of which the sheet shows most of all else.
                        title = title.chars().take(60).collect();
                        title.truncate(title.rfind(' ').unwrap_or(title.len()));
                    }
                    assert!(says(&mut screen, &title), "{size:?} {title}\n{}", screen.text());
                    screen.press("<down>");
                }
            }
            // The history: the whole sentence.
            let mut screen = setting(lang, size).demo();
            fill(&mut screen);
            screen.press("9");
            assert!(says(&mut screen, "“chờ hộ chiếu”"), "{size:?}\n{}", screen.text());
            // The queue: whom to call.
            let mut screen = setting(lang, size).demo();
            screen.press("5");
            let model = screen.model();
            let ix = model.selected_unit().expect("a unit");
            let phone = model
                .stage
                .campaign
                .unit(ix)
                .contacts
                .last()
                .map(|c| c.phone.clone());
            let phone = phone.expect("whom to call");
            assert!(says(&mut screen, &phone), "{size:?} {phone}\n{}", screen.text());
        }
    }
}
