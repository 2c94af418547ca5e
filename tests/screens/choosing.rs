//! Choosing from lists: kinds, goals, SDGs and activities by their names, several where several are meant; and codes for
//! those who know them.

use ketnoi::core::fact::ActivityDetails;
use ketnoi::core::names::Lang;
use ketnoi::tui::overlay::Overlay;

use super::common::album::{Album, LARGE, PICTURED};
use super::common::screen::{Screen, Setting};

fn demo(lang: Lang, size: (u16, u16)) -> Screen {
    let setting = Setting {
        lang,
        size,
        ..Setting::default()
    };
    setting.demo()
}

/// The activity of that title.
fn activity(screen: &Screen, title: &str) -> Option<ActivityDetails> {
    let mut all = screen.model().live().activities();
    all.find(|(_, a)| a.details.title == title)
        .map(|(_, a)| a.details.clone())
}

/// Presses keys, of which those that type a value are not counted.
fn counted(screen: &mut Screen, keys: &str) -> usize {
    let mut n = 0;
    for word in keys.split(' ') {
        let types = screen.model().layers().iter().any(|l| l.takes_text());
        let value = types && (word.chars().count() == 1 || word == "<space>");
        n += usize::from(!value);
        screen.press(word);
    }
    n
}

#[test]
fn an_activity_with_kind_date_people_and_goals_in_ten_keys() {
    for (lang, kind, sdg, goal) in [
        (
            Lang::Vi,
            "t ọ a",
            "c ô n g <space> n g h i ệ p",
            "k y <space> n a n g",
        ),
        (Lang::En, "s e m", "i n d u s t r y", "s k i l l s"),
    ] {
        let mut screen = demo(lang, (80, 24));
        let keys = format!(
            "+ {kind} <tab> L e <tab> 2 0 / 0 5 <tab> <tab> <tab> 2 5 0 <tab> {sdg} <tab> {goal} <enter> <enter>"
        );
        assert_eq!(counted(&mut screen, &keys), 10);
        assert!(
            matches!(screen.model().overlay, Overlay::None),
            "{}",
            screen.text()
        );
        let made = activity(&screen, "Le").expect("it is on record");
        assert_eq!(made.kind, "seminar");
        assert_eq!(made.reach, Some(250));
        assert_eq!(
            (made.sdgs, made.goals),
            (vec!["9".to_owned()], vec!["2.10".to_owned()])
        );
    }
}

#[test]
fn the_lists_at_every_size() {
    for (lang, typed, other, name) in [
        (Lang::Vi, "m a n g", "[ ] 3.1", "choosing_vi"),
        (Lang::En, "o n l i n e", "[ ] 1.1", "choosing_en"),
    ] {
        let mut screen = demo(lang, (80, 24));
        let mut album = Album::default();
        screen
            .press("+ <tab> <tab> <tab> <tab> <tab> <tab> <tab> 1 , 2 . 8 ,")
            .press(typed);
        for size in PICTURED {
            album.frame("goals", screen.resize(size));
        }
        screen.resize(LARGE).shows(other).shows("[x] 2.8");
        screen.resize((80, 24)).press("<esc> <tab> <tab> <space>");
        album.frame("kinds", &mut screen);
        insta::assert_snapshot!(name, album.pictures());
    }
}

#[test]
fn several_are_ticked_and_ticks_taken_away() {
    let mut screen = demo(Lang::En, (80, 24));
    screen.press("+ <tab> z z k <tab> <tab> <tab> <tab> <tab> <tab>");
    // The first Space opens and changes nothing; the next ones tick what is at hand.
    screen.press("<space>").shows("[ ] 1 ");
    screen
        .press("<space> <down> <space>")
        .shows("[x] 1 ")
        .shows("[x] 1.1");
    screen.press("<up> <space>").shows("[ ] 1 ").shows("[x] 1.1");
    screen.press("<enter> <enter>");
    assert_eq!(activity(&screen, "zzk").expect("on record").goals, ["1.1"]);
    // Backspace takes the last tick away, and what is on record is ticked when it is edited.
    screen
        .press("6 / z z k <enter> E <shift-tab> <shift-tab>")
        .shows("1.1 Households");
}

#[test]
fn a_list_that_is_closed_changes_nothing() {
    let mut screen = demo(Lang::En, (80, 24));
    screen.press("+ s e m").shows("seminar").press("<esc>");
    screen.shows("< banner >");
    assert!(
        matches!(screen.model().overlay, Overlay::Form(_)),
        "the form stays"
    );
    screen.press("<space> <down> <down> <esc>").shows("< banner >");
    screen.press("<space> <down> <down> <enter>").shows("< poster >");
    screen.press("q q q").shows("“qqq”").press("<tab>").shows("“qqq”");
}

#[test]
fn codes_are_taken_as_they_always_were() {
    let mut screen = demo(Lang::Vi, (80, 24));
    screen.press("+ <tab> x <tab> <tab> <tab> <tab> <tab>");
    screen.press("9 . C , <space> 1 7 <space> 9 . 7 <tab> 2 . 8 ; 5 <ctrl-s>");
    let made = activity(&screen, "x").expect("on record");
    assert_eq!(made.sdgs, ["9.c", "17", "9.7"]);
    assert_eq!(made.goals, ["2.8", "5"]);
    // One that is none is told, and stays.
    screen.press("+ <tab> y <tab> <tab> <tab> <tab> <tab> 9 , 1 8 <ctrl-s>");
    screen.shows("Không có SDG “18”; có: 1–17");
    screen.press("<backspace> <backspace> <ctrl-s>");
    assert_eq!(activity(&screen, "y").expect("on record").sdgs, ["9"]);
}

#[test]
fn a_file_is_given_to_an_activity_by_its_title() {
    let mut screen = demo(Lang::Vi, (80, 24));
    let campaign = screen.model().live();
    let (ix, found) = campaign.activities().next().expect("an activity");
    let (id, title) = (found.id.clone(), found.details.title.clone());
    let unit = campaign.roster().name(ix, Lang::Vi).to_owned();
    screen.press("/").type_in(&unit).press("<enter> F <tab> <space>");
    screen.shows(id.as_str()).press("<esc>");
    let word = title.split_whitespace().next().expect("a word").to_owned();
    screen.type_in(&word).shows(id.as_str()).press("<esc>");
    screen
        .type_in(&id.as_str().to_lowercase())
        .press("<enter>")
        .shows(id.as_str());
}
