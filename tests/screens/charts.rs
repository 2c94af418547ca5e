//! Charts and room: the curve with its cut-off, its range and what came later; the same by regions; the map in blocks; names
//! and titles that grow into the room there is.

use crate::common::screen::{AFTER, BEFORE, Setting};
use ketnoi::core::names::Lang;
use ketnoi::core::projection::burn_up;
use ketnoi::tui::theme::{Look, Role};
use ratatui::style::Modifier;

fn setting(lang: Lang, when: &'static str, size: (u16, u16)) -> Setting {
    Setting {
        lang,
        when,
        size,
        ..Setting::default()
    }
}

/// The range stands in the title in words and at the line of the cut-off in numbers, the last count at the end of the curve.
#[test]
fn where_it_is_heading_is_a_range_that_can_be_read() {
    for lang in [Lang::Vi, Lang::En] {
        for size in [(120, 40), (200, 60), (300, 80)] {
            let mut screen = setting(lang, BEFORE, size).demo();
            let (campaign, now) = (&screen.model().stage.campaign, screen.model().stage.now);
            let curve = burn_up(campaign, now);
            let (least, most) = curve.range.expect("a pace");
            let owing = curve.owing;
            let (said, reported) = (format!("{least}–{most}/{owing}"), campaign.counts(now).reported());
            let text = screen.text();
            assert!(text.contains(&said), "{said}\n{text}");
            for (n, place) in [(least, "│ "), (most, "│ "), (reported, "  ")] {
                let words = format!("{place}{n}");
                let found = text.lines().any(|l| l.contains(&words));
                assert!(found, "{size:?}: no “{words}”\n{text}");
            }
        }
    }
}

/// On a real campaign after its cut-off: what came later has a colour of its own, beside the line and never before it.
#[test]
fn what_came_after_the_cut_off_has_a_colour_of_its_own() {
    let look = Look::load("default", false, None).expect("built in");
    let (late, curve) = (look.style(Role::Warn).fg, look.style(Role::Chart).fg);
    for (when, is_late) in [(AFTER, true), (BEFORE, false)] {
        let buffer = setting(Lang::Vi, when, (120, 40)).demo().printed().buffer;
        let blocks = |fg| {
            let cells = buffer.content.iter().enumerate();
            let of = cells.filter(|(_, c)| look.glyphs.eighths.contains(&c.symbol()) && Some(c.fg) == fg);
            of.map(|(i, _)| buffer.pos_of(i)).collect::<Vec<_>>()
        };
        let later = blocks(late);
        assert_eq!(!later.is_empty(), is_late, "{when}: {later:?}");
        assert!(!blocks(curve).is_empty());
        // All of them right of the one upright line that crosses the curve.
        for (x, y) in later {
            let line = (0..x).any(|x| x > 44 && buffer[(x, y)].symbol() == "│");
            assert!(line, "{when}: {x},{y}");
        }
    }
}

#[test]
fn each_region_has_its_curve_where_there_is_room() {
    for (lang, name) in [(Lang::Vi, "Tây Nguyên"), (Lang::En, "Central Highlands")] {
        for size in [(200, 60), (300, 80)] {
            let text = setting(lang, BEFORE, size).demo().text();
            let plots = text
                .lines()
                .filter(|l| l.contains(name) && l.contains(" 1/5"))
                .count();
            // Once in the grid, once with its curve.
            assert_eq!(plots, 2, "{size:?}\n{text}");
        }
        let text = setting(lang, BEFORE, (120, 40)).demo().text();
        assert_eq!(text.matches(name).count(), 1, "{text}");
    }
}

/// From 100x30 on; before that letters.
#[test]
fn units_have_names_in_the_grid() {
    for (lang, size) in [
        (Lang::Vi, (100, 30)),
        (Lang::En, (100, 30)),
        (Lang::Vi, (120, 40)),
        (Lang::Vi, (200, 60)),
        (Lang::En, (300, 80)),
    ] {
        let mut screen = setting(lang, AFTER, size).demo();
        let text = screen.text();
        let roster = screen.model().stage.campaign.roster().clone();
        for ix in roster.units() {
            let names = [roster.short_name(ix, lang), roster.name(ix, lang)];
            let short = ketnoi::text::width::to_ascii(roster.short_name(ix, Lang::Vi)).into_owned();
            let found = names.iter().any(|n| text.contains(n)) || lang == Lang::En && text.contains(&short);
            assert!(found, "{size:?}: no {names:?}\n{text}");
        }
    }
    let text = setting(Lang::Vi, AFTER, (80, 24)).demo().text();
    assert!(text.contains("CBG") && !text.contains("Bắc Giang"), "{text}");
}

/// Beyond 200 columns the titles of activities grow before they are cut.
#[test]
fn titles_grow_into_free_columns() {
    let cut = |size| {
        let text = setting(Lang::Vi, BEFORE, size).demo().text();
        let left = text.lines().filter_map(|l| l.split('│').nth(1));
        left.filter(|l| l.contains('…')).count()
    };
    let (narrow, wide) = (cut((200, 60)), cut((300, 80)));
    assert!(narrow > 10 && wide == 0, "{narrow} of 200x60, {wide} of 300x80");
}

/// A block stays filled with its state's colour; the mark of the selected one stands beside it, and moves with it.
#[test]
fn the_map_is_made_of_blocks_and_the_selected_one_is_marked_beside() {
    for (size, rows) in [((120, 40), 1), ((200, 60), 2)] {
        let mut screen = setting(Lang::Vi, BEFORE, size).demo();
        screen.press("m");
        let pointer = Look::default().glyphs.pointer;
        let mut places = Vec::new();
        for key in ["<right>", "<down>", "<left>"] {
            let buffer = screen.printed().buffer;
            let marks: Vec<_> = (0..buffer.content.len())
                .filter(|i| buffer.content[*i].symbol() == pointer)
                .map(|i| buffer.pos_of(i))
                .collect();
            let [(x, y)] = marks[..] else {
                panic!("{size:?}: {marks:?}");
            };
            let filled = |x: u16, y: u16| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
            // Its last column is no letter's: there the colour of the state is seen, also while it is selected.
            let wide = (x + 1..buffer.area.right())
                .take_while(|x| buffer[(*x, y)].symbol() != " " || filled(*x, y))
                .count();
            assert!(wide >= 5 && filled(x + 5, y), "{size:?} {wide}");
            assert!(rows == 1 || buffer[(x + 1, y - 1)].symbol() == "▄", "{size:?}");
            places.push((x, y));
            screen.press(key);
        }
        places.dedup();
        assert_eq!(places.len(), 3, "{size:?}: {places:?}");
        screen
            .shows("┌ Bản đồ ─")
            .shows("đang làm 37")
            .shows("nợ bổ sung 1");
    }
}
