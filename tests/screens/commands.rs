//! Commands by name and the help: what works here comes first, `:q` leaves, F1 in a form explains its fields.

use ketnoi::core::names::Lang;
use ketnoi::tui::keymap::{Layer, TABLE};
use ketnoi::tui::overlay::Overlay;

use crate::common::screen::Setting;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

fn setting(lang: Lang, size: (u16, u16)) -> Setting {
    Setting {
        lang,
        ..Setting::default()
    }
    .size(size)
}

#[test]
fn colon_q_leaves_wherever_one_is() {
    for place in ["", "<enter>", "5", "6", "7", "8", "9"] {
        for typed in ["q", "q!", "qa"] {
            for lang in [Lang::Vi, Lang::En] {
                let mut screen = setting(lang, (80, 24)).demo();
                screen.press(place).press(":").type_in(typed).press("<enter>");
                assert!(screen.ended(), "{place} :{typed} {lang:?}");
            }
        }
    }
}

/// Before: the queue's own keys stood below those of the desk.
#[test]
fn the_palette_begins_with_what_is_done_where_one_is() {
    for (place, layer) in [
        ("5", Layer::Queue),
        ("6", Layer::Activities),
        ("9", Layer::History),
        ("<enter>", Layer::Unit),
    ] {
        let mut screen = Setting::default().demo();
        screen.press(place);
        let ready: Vec<_> = screen
            .model()
            .palette_items()
            .into_iter()
            .filter(|i| i.ready)
            .filter_map(|i| TABLE.iter().find(|r| r.id == i.id))
            .collect();
        let of = |l: Layer| ready.iter().map(|r| r.layers.contains(&l)).collect::<Vec<_>>();
        let (own, everywhere) = (of(layer), of(Layer::Global));
        let last_own = own.iter().rposition(|x| *x).expect("a key of its own");
        let first_global = everywhere.iter().position(|x| *x).expect("a key of all places");
        assert!(last_own < first_global, "{layer:?}");
        let last_global = everywhere.iter().rposition(|x| *x).expect("one");
        let first_far = (0..ready.len()).find(|i| !own[*i] && !everywhere[*i]);
        assert!(first_far.is_none_or(|i| i > last_global), "{layer:?}");
    }
}

#[test]
fn the_help_shows_what_works_here_and_the_rest_behind_a_key() {
    for lang in [Lang::Vi, Lang::En] {
        let (verify, accept, returned, rest) = match lang {
            Lang::Vi => (
                "Kiểm tra chuỗi",
                "Duyệt báo cáo",
                "Trả lại",
                "phím của mọi màn hình khác",
            ),
            Lang::En => (
                "Verify the journal",
                "Accept the report",
                "Returned",
                "the keys of all other places",
            ),
        };
        for size in SIZES {
            let mut screen = setting(lang, size).demo();
            screen.press("5 ?");
            let read = |screen: &mut crate::common::screen::Screen| {
                screen.press("g");
                let mut all = screen.text();
                for _ in 0..40 {
                    all += &screen.press("<pagedown>").text();
                }
                all
            };
            let here = read(&mut screen);
            assert!(
                here.contains(accept) && here.contains(returned),
                "{size:?} {here}"
            );
            assert!(!here.contains(verify), "{size:?}: a key of the history");
            assert!(size.0 < 80 || here.contains(rest), "{size:?} {here}");
            screen.press("<tab>");
            let others = read(&mut screen);
            assert!(others.contains(verify), "{size:?} {others}");
            assert!(!others.contains(accept), "{size:?}: said twice");
            screen.press("<tab>");
            assert!(read(&mut screen).contains(accept));
            screen.press("<esc>");
            assert!(matches!(screen.model().overlay, Overlay::None));
        }
    }
}

#[test]
fn f1_in_a_form_explains_its_fields_and_loses_nothing() {
    for lang in [Lang::Vi, Lang::En] {
        let (due, is_due) = match lang {
            Lang::Vi => ("Hạn bổ sung", "Ngày cuối cùng mà bản bổ sung"),
            Lang::En => ("Correction due", "The last day on which the correction"),
        };
        for size in SIZES {
            let mut screen = setting(lang, size).demo();
            screen.press("5 x").type_in("thiếu văn bản");
            let typed = screen.text();
            screen.press("<f1>");
            let mut told = screen.text();
            for _ in 0..9 {
                told += &screen.press("<pagedown>").text();
            }
            let flat = told.split(['│', ' ', '\n']).filter(|w| !w.is_empty());
            let flat = flat.collect::<Vec<_>>().join(" ");
            assert!(flat.contains(due), "{size:?} {told}");
            assert!(size.0 < 80 || flat.contains(is_due), "{size:?} {told}");
            // Nothing is typed into what lies below, nor handed in.
            screen.press("z <enter> <esc>");
            assert_eq!(screen.text(), typed, "{size:?}");
        }
    }
}
