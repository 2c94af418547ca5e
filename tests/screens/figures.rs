//! The form of a unit's figures, as an officer meets it: typed one after the other, pasted from a spreadsheet, asked about,
//! taken back, beside what was reported before.

use std::sync::Arc;

use ketnoi::core::decide::{Command, Order};
use ketnoi::core::definition::Definition;
use ketnoi::core::names::{CampaignId, CmdId, Lang, UnitCode};
use ketnoi::core::time::parse_date;
use ketnoi::refdata;
use ketnoi::store::Site;
use ketnoi::tui::overlay::Overlay;

use super::common::album::{Album, LARGE, PICTURED, loses_nothing};
use super::common::desk::wtisd_2020;
use super::common::screen::{Screen, Setting, ledger, who};

/// A value for each of the fifteen, within what is usual, as an officer of that language types it.
fn values(lang: Lang) -> Vec<&'static str> {
    let yes = match lang {
        Lang::Vi => "c",
        Lang::En => "y",
    };
    vec![
        "61,5", "70", "99.5", "15", "80", "90", "1,2", "40", yes, "0,97", "35", yes, yes, "120", yes,
    ]
}

fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        ..Setting::default()
    }
}

fn blank(setting: &Setting) -> Screen {
    setting.over(ledger(&wtisd_2020(), Site::memory(), setting.now(), None))
}

/// What is on record of the unit that is selected at first, Hà Giang: each figure by its id, in the order of the definition.
fn on_record(screen: &Screen) -> Vec<(String, f64)> {
    let campaign = screen.model().live();
    let ix = campaign.roster().by_code("02").expect("a unit");
    let figure = |id: &String| campaign.unit(ix).figure(id).map(|f| (id.clone(), f.value));
    let ids: Vec<String> = campaign.def().indicators.iter().map(|i| i.id.clone()).collect();
    ids.iter().filter_map(figure).collect()
}

fn form_is_open(screen: &Screen) -> bool {
    matches!(screen.model().overlay, Overlay::Form(_))
}

#[test]
fn fifteen_figures_in_seventeen_keys_and_one_command() {
    for lang in [Lang::Vi, Lang::En] {
        let mut screen = blank(&setting(lang));
        let before = screen.model().live().seq();
        let mut keys = 1;
        screen.press("f");
        for value in values(lang) {
            for letter in value.chars() {
                screen.press(&letter.to_string());
            }
            screen.press("<enter>");
            keys += 1;
        }
        assert!(form_is_open(&screen), "a note may follow");
        screen.press("<enter>");
        keys += 1;
        assert_eq!(keys, 17);
        assert!(!form_is_open(&screen), "{}", screen.text());
        let found = on_record(&screen);
        let numbers: Vec<f64> = found.iter().map(|(_, value)| *value).collect();
        assert_eq!(
            numbers,
            [
                61.5, 70.0, 99.5, 15.0, 80.0, 90.0, 1.2, 40.0, 1.0, 0.97, 35.0, 1.0, 1.0, 120.0, 1.0
            ]
        );
        assert!(screen.model().live().seq() > before);
        screen.press("u");
        assert_eq!(on_record(&screen), [], "one undo takes all of them back");
    }
}

#[test]
fn the_form_at_every_size() {
    for (lang, name) in [(Lang::Vi, "figures_vi"), (Lang::En, "figures_en")] {
        let mut screen = with_last_year(&setting(lang));
        let mut album = Album::default();
        screen.press("f 6 2 , 5 <enter> 1 2 <enter> <up>");
        for size in PICTURED {
            album.frame("figures", screen.resize(size));
        }
        let smaller = screen.resize((120, 40)).text();
        loses_nothing(&smaller, &screen.resize(LARGE).text());
        insta::assert_snapshot!(name, album.pictures());
    }
}

/// The campaign, and one of the year before in the same store, where the first unit reported.
fn with_last_year(setting: &Setting) -> Screen {
    over_last_year(setting, &wtisd_2020(), &[("households_internet", 61.5)])
}

/// The same over any roster, with what Hà Giang or whoever has its code has reported since.
fn over_last_year(setting: &Setting, definition: &Arc<Definition>, since: &[(&str, f64)]) -> Screen {
    let site = Site::memory();
    let mut last = (*wtisd_2020()).clone();
    last.id = CampaignId::from("wtisd-2019");
    last.day = parse_date("2019-05-17").expect("a day");
    let mut before = ledger(&Arc::new(last), site.clone(), setting.now(), None);
    let figures = [("households_internet", 58.2), ("digital_plan", 1.0)];
    record(&mut before, 1, "02", &figures);
    record(&mut before, 2, "08", &[("households_internet", 60.0)]);
    let mut now = ledger(definition, site, setting.now(), None);
    if !since.is_empty() {
        record(&mut now, 3, "02", since);
    }
    setting.over(now)
}

fn record(ledger: &mut ketnoi::ledger::Ledger, cmd: u128, unit: &str, values: &[(&str, f64)]) {
    let values = values.iter().map(|(id, n)| ((*id).to_owned(), Some(*n)));
    let command = Command::Figures {
        unit: UnitCode::from(unit),
        values: values.collect(),
    };
    let now = ledger.clock().now();
    ledger
        .submit_as(&who(), &Order::new(CmdId(cmd.into()), command), now)
        .expect("figures that may be recorded");
}

#[test]
fn last_year_stands_beside_also_over_rosters() {
    let size = (120, 40);
    let mut screen = with_last_year(&setting(Lang::Vi).size(size));
    screen
        .press("f")
        .shows("Năm 2019")
        .shows("58,2")
        .shows("Năm 2019 (Hà Giang): 58,2 %");

    // Tuyên Quang of the 34 was formed from Hà Giang and Tuyên Quang of the 63.
    let mut later = (*wtisd_2020()).clone();
    later.roster = refdata::roster("vn-provinces-34").expect("a roster");
    let setting = setting(Lang::Vi).size(size);
    let mut screen = over_last_year(&setting, &Arc::new(later), &[]);
    screen.press("/ t u y e n <space> q u a n g <enter> f");
    screen.shows("Tuyên Quang").shows("60 / 58,2").shows("Hà Giang");
}

#[test]
fn a_column_of_a_spreadsheet_goes_down_the_fields() {
    for (lang, wrong, odd) in [
        (Lang::Vi, "Không phải số", "không phải Có hay Không"),
        (Lang::En, "Not a number", "is neither yes nor no"),
    ] {
        let mut screen = blank(&setting(lang));
        screen
            .press("f")
            .type_in("61,5\r\n70\r\n12a\r\n\r\n80\r\n90\r\n1,2\r\n40\r\nperhaps\r\n0,97\r\n");
        screen.shows(wrong).shows("12a").shows("61,5").shows("0,97");
        // Mended where it is wrong, the rest is as it was pasted.
        screen.press("9 9 <ctrl-s>").shows(odd).shows("perhaps");
        assert_eq!(
            on_record(&screen),
            [],
            "nothing is recorded while something is wrong"
        );
        let yes = match lang {
            Lang::Vi => "c",
            Lang::En => "y",
        };
        screen.press(yes).press("<ctrl-s>");
        assert!(!form_is_open(&screen), "{}", screen.text());
        let ids: Vec<String> = on_record(&screen).into_iter().map(|(id, _)| id).collect();
        assert!(
            !ids.contains(&"fixed_broadband_per100".to_owned()),
            "a blank cell is none"
        );
        assert_eq!(ids.len(), 9, "{ids:?}");
    }
}

#[test]
fn a_column_that_is_pasted_with_its_heading_says_that_it_stands_too_low() {
    for (lang, heading, said) in [
        (Lang::Vi, "Giá trị", "lệch xuống một ô"),
        (Lang::En, "Value", "one field too low"),
    ] {
        for size in [(120, 40), (80, 24)] {
            let mut screen = blank(&setting(lang).size(size));
            screen.press("f").type_in(&format!("{heading}\r\n61,5\r\n70\r\n"));
            let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                text.contains(heading) && text.contains("61,5"),
                "nothing is lost: {text}"
            );
            let plain = text.replace(['│', '|', '║'], " ");
            let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(plain.contains(said), "{size:?}: {plain}");
            screen.press("<ctrl-s>");
            assert!(form_is_open(&screen));
            assert_eq!(on_record(&screen), [], "no shifted value is recorded");
        }
    }
    // A column without one goes in as ever, also where its first cell is a word of its own.
    let mut screen = blank(&setting(Lang::En));
    screen.press("f").type_in("61,5\n70\n").press("<ctrl-s>");
    assert_eq!(on_record(&screen).len(), 2);
}

#[test]
fn names_and_values_find_their_fields_in_any_order() {
    let mut screen = blank(&setting(Lang::Vi));
    screen.press("f").type_in(
        "Chỉ tiêu\tĐơn vị\tGiá trị\n\
         2. ty le nguoi dan su dung internet (%)\t%\t70\n\
         E-waste collected\ttonne\t120\n\
         Số xã có loa\txã\t9\n\
         households_internet\t\t61,5\n\
         Có kế hoạch/chương trình chuyển đổi số của tỉnh\t\tcó\n",
    );
    screen.shows("Số xã có loa").shows("(1 dòng vừa dán");
    screen.press("<ctrl-s>");
    let found = on_record(&screen);
    let told: Vec<(&str, f64)> = found.iter().map(|(id, value)| (id.as_str(), *value)).collect();
    assert_eq!(
        told,
        [
            ("households_internet", 61.5),
            ("individuals_internet", 70.0),
            ("digital_plan", 1.0),
            ("ewaste_collected_tonnes", 120.0)
        ],
        "{}",
        screen.text()
    );
    let mut screen = blank(&setting(Lang::En));
    screen
        .press("f <shift-tab> <up> <up>")
        .type_in("120\nyes\n3\n4\n");
    screen.shows("no field left for the last 2");
}

#[test]
fn unusual_values_are_asked_about_once_and_by_name() {
    for (lang, usual, look) in [
        (
            Lang::Vi,
            "Khác thường: 12,0% (thường từ 30 đến 100)",
            "hãy xem lại: Tỷ lệ hộ gia đình",
        ),
        (
            Lang::En,
            "Unusual: 12.0% (usually 30 to 100)",
            "please check: Households",
        ),
    ] {
        let mut screen = blank(&setting(lang).size((120, 40)));
        screen
            .press("f 1 2 <enter> 7 0 <enter> 9 <ctrl-s>")
            .shows(usual)
            .shows(look);
        assert_eq!(on_record(&screen), []);
        screen.press("<enter>");
        assert!(!form_is_open(&screen), "{}", screen.text());
        assert_eq!(on_record(&screen).len(), 3);
        // Another slip is another question.
        screen.press("f 1 3 <ctrl-s>");
        assert!(form_is_open(&screen));
        screen.press("6 1 , 5 <ctrl-s>");
        assert!(!form_is_open(&screen), "{}", screen.text());
    }
}

#[test]
fn a_value_is_typed_over_emptied_and_taken_back() {
    let mut screen = with_last_year(&setting(Lang::Vi).size((120, 40)));
    // What is typed takes the place of what is there; an arrow keeps it, to be edited.
    screen.press("f 7 0 <ctrl-s>");
    assert_eq!(on_record(&screen), [("households_internet".to_owned(), 70.0)]);
    screen.press("f <left> <right> , 5 <ctrl-s>");
    assert_eq!(on_record(&screen), [("households_internet".to_owned(), 70.5)]);
    screen.press("f <ctrl-s>").shows("Chưa có gì thay đổi");
    screen.press("<esc> f <backspace> <ctrl-s>");
    screen.shows("số liệu đang có (70,5%) sẽ được rút lại");
    screen
        .press("<enter>")
        .shows("rút lại số liệu “Tỷ lệ hộ gia đình");
    assert_eq!(on_record(&screen), []);
}
