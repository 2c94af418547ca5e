//! The sheet at every size.

use ratatui::layout::Rect;

use crate::core::names::Lang;
use crate::tui::msg::{Nav, Question};
use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, shows};
use crate::tui::panes::places::unit::lists::List;
use crate::tui::panes::places::unit::state::State;
use crate::tui::panes::places::unit::view::view;

fn screen(desk: &Desk, list: List, size: (u16, u16)) -> String {
    let scene = desk.scene();
    let mut state = State::default();
    state.list = list;
    if list.is_lower() {
        state.lower = Some(list);
    }
    draw(size, |area, buf| {
        state.refresh(&scene);
        state.settle(&scene, area);
        view(&state, &scene, area, buf);
    })
}

#[test]
fn every_size_tells_name_state_and_the_list() {
    for (lang, words) in [
        (Lang::Vi, ["CBG Cao Bằng", "Đã nhận", "bản 2", "Tập huấn"]),
        (Lang::En, ["CBG Cao Bang", "Received", "version 2", "Tập huấn"]),
    ] {
        let desk = Desk::busy(lang);
        for size in SIZES {
            shows(&screen(&desk, List::Activities, size), &words);
        }
    }
}

#[test]
fn each_list_is_shown_on_a_small_screen() {
    let desk = Desk::busy(Lang::Vi);
    let wants = [
        (List::Report, "nội dung báo cáo"),
        (List::Evidence, "bao-cao.docx"),
        (List::Contacts, "Nguyễn Thị Hoa"),
        (List::Figures, "Chưa có số liệu"),
        (List::History, "27/05 09:12"),
    ];
    for (list, want) in wants {
        shows(&screen(&desk, list, (38, 8)), &[want]);
    }
    shows(
        &screen(&desk, List::Report, (78, 20)),
        &["Nhận 25/05 16:40", "đúng hạn", "Hạn đến hết"],
    );
    shows(&screen(&desk, List::History, (120, 30)), &["ghi nhầm", "lan"]);
}

#[test]
fn odd_sizes_and_no_unit_do_no_harm() {
    let mut desk = Desk::busy(Lang::Vi);
    for size in ODD {
        for list in List::ALL {
            screen(&desk, list, size);
        }
    }
    desk.unit = None;
    shows(&screen(&desk, List::Report, (40, 10)), &["Chưa chọn đơn vị"]);
}

#[test]
fn moving_selects_and_copies() {
    let desk = Desk::busy(Lang::Vi);
    let scene = desk.scene();
    let mut state = State::default();
    state.refresh(&scene);
    state.settle(&scene, Rect::new(0, 0, 78, 20));
    state.go(Nav::Down, &scene);
    let act = state
        .selected_activity(scene.campaign, scene.unit)
        .and_then(|r| r.of(&desk.campaign));
    assert_eq!(act.map(|a| a.id.as_str()), Some("CBG-2"));
    state.next_list(true);
    assert_eq!(state.list, List::Evidence);
    assert_eq!(state.selected_activity(scene.campaign, scene.unit), None);
    assert_eq!(state.copy_text(&scene).map(|s| s.len()), Some(64));
    state.next_list(true);
    assert_eq!(state.copy_text(&scene).as_deref(), Some("0206 385 1234"));
    state.next_list(false);
    state.next_list(false);
    state.next_list(false);
    state.next_list(false);
    assert_eq!(state.list, List::History);
    assert!(state.copy_text(&scene).is_some());
}

#[test]
fn a_history_that_comes_late_is_not_taken_for_the_one_that_was_asked_for() {
    let desk = Desk::busy(Lang::Vi);
    let (one, other) = (desk.ix("04"), desk.ix("01"));
    let log = |ix| desk.campaign.unit(ix).log().to_vec();
    let mut state = State::default();
    // Away and back again: the unit is the same, the question is not.
    state.ask_past(Some(one), Question(1));
    state.ask_past(Some(other), Question(2));
    state.ask_past(Some(one), Question(3));
    state.take_past(Question(1), log(one));
    state.take_past(Question(2), log(other));
    assert_eq!(state.past, (Some(one), Vec::new()));
    state.take_past(Question(3), log(one));
    assert_eq!(state.past, (Some(one), log(one)));
    state.forget_past();
    state.take_past(Question(3), log(one));
    assert_eq!(state.past, (None, Vec::new()));
}
