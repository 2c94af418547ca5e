//! What a report lacks is told by name, and it is the same wherever it is told: below the grid, on the sheet, in the queue, by
//! `report show` and by `status --json`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::desk::wtisd_2020;
use crate::common::screen::{AFTER, Screen, Setting, ledger};
use ketnoi::core::decide::{Command, Order};
use ketnoi::core::definition::Definition;
use ketnoi::core::names::{CmdId, Lang, UnitIx};
use ketnoi::core::status::{State, Step};
use ketnoi::demo::{Player, Script};
use ketnoi::ledger::Ledger;
use ketnoi::output::{report, status};
use ketnoi::store::Site;
use ketnoi::text::Catalogue;
use ketnoi::tui::layout::{self, Slot};
use ketnoi::tui::msg::Pane;
use ratatui::layout::Rect;

/// So much room that nothing has to be left out.
const SIZE: (u16, u16) = (200, 60);

/// The shipped campaign, and the same where everything that can be asked for is required.
fn campaigns() -> [Arc<Definition>; 2] {
    let mut strict = (*wtisd_2020()).clone();
    strict.parts.iter_mut().for_each(|p| p.required = true);
    [wtisd_2020(), Arc::new(strict)]
}

/// The demo, with one unit that was excused.
fn played(setting: &Setting, definition: &Arc<Definition>) -> Ledger {
    let mut ledger = ledger(definition, Site::memory(), setting.now(), None);
    Player::new(Script::new(2020, definition))
        .play(&mut ledger, setting.now())
        .expect("the script is carried out");
    let campaign = ledger.campaign();
    let waits = |ix: &UnitIx| campaign.unit(*ix).state == State::Awaiting;
    let excused = campaign
        .roster()
        .tops()
        .find(waits)
        .expect("one that was not heard of");
    let order = Order::new(
        CmdId(7_u128.into()),
        Command::Report {
            units: vec![campaign.code(excused)],
            step: Step::Exempt,
            due: None,
            files: Vec::new(),
        },
    );
    ledger.submit(&order.note("mới sáp nhập")).expect("recorded");
    ledger
}

/// The words in a part of the screen, in one line.
fn words(screen: &mut Screen, area: Rect) -> String {
    let buffer = screen.printed().buffer;
    let row = |y| {
        (area.x..area.right())
            .map(|x| buffer[(x, y)].symbol().to_owned())
            .collect::<String>()
    };
    let all: Vec<String> = (area.y..area.bottom()).map(row).collect();
    let text = all.join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which of these names are told as missing by a cross before them.
fn crossed<'a>(text: &str, names: &[&'a str]) -> BTreeSet<&'a str> {
    names
        .iter()
        .copied()
        .filter(|n| text.contains(&format!("× {n}")))
        .collect()
}

#[test]
fn what_is_missing_is_the_same_wherever_it_is_told() {
    let mut all = (0, 0, 0);
    for definition in campaigns() {
        for lang in [Lang::Vi, Lang::En] {
            let setting = Setting {
                lang,
                when: AFTER,
                size: SIZE,
                ..Setting::default()
            };
            let mut screen = setting.over(played(&setting, &definition));
            let kinds = every_unit(&mut screen, lang);
            all = (all.0 + kinds.0, all.1 + kinds.1, all.2 + kinds.2);
        }
    }
    // Of each kind there were some: that lack something, that lack nothing, and that are excused.
    assert!(all.0 > 50 && all.1 > 50 && all.2 >= 4, "{all:?}");
}

/// Compares for every unit; gives how many lack something, how many nothing, and how many are exempt.
fn every_unit(screen: &mut Screen, lang: Lang) -> (usize, usize, usize) {
    let cat = Catalogue::new(lang);
    let boxes = layout::desk(&layout::areas(Rect::new(0, 0, SIZE.0, SIZE.1)), Pane::Grid);
    let detail = boxes.iter().find(|b| b.slot == Slot::Unit).expect("a box").area;
    let whole = Rect::new(0, 0, SIZE.0, SIZE.1);
    let (mut some, mut none, mut exempt) = (0, 0, 0);
    let mut seen = BTreeSet::new();
    screen.press("0 <home>");
    let selected = |screen: &Screen| screen.model().selected_unit().expect("a unit");
    loop {
        let ix = selected(screen);
        assert!(seen.insert(ix), "each unit once");
        let campaign = screen.model().stage.campaign.clone();
        let (now, unit) = (screen.model().stage.now, campaign.unit(ix));
        let def = campaign.def();
        let code = campaign.roster().code(ix);
        let name_of = |id: &str| {
            def.parts
                .iter()
                .find(|p| p.id == id)
                .expect("a part")
                .name
                .get(lang)
        };
        let all: Vec<&str> = def.parts.iter().map(|p| p.name.get(lang)).collect();

        // The command line, for programs.
        let json = serde_json::to_value(report::document(&campaign, ix, unit.log(), now)).expect("JSON");
        let ids: Vec<&str> = json["missing"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|id| id.as_str().expect("an id"))
            .collect();
        let table = serde_json::to_value(status::table(&campaign, now, vec![ix])).expect("JSON");
        assert_eq!(table[0]["missing"], json["missing"], "{code}");
        let wanted: Vec<&str> = ids.iter().map(|id| name_of(id)).collect();
        let wanted_set: BTreeSet<&str> = wanted.iter().copied().collect();

        // And in words.
        let lines = report::lines(&cat, &campaign, ix, unit.log(), now);
        let told = |n: &&str| {
            let line = cat.tr_args("report_lines-part_missing", &[("part", (*n).to_owned().into())]);
            lines.contains(&line)
        };
        assert_eq!(
            all.iter().copied().filter(told).collect::<Vec<_>>(),
            wanted,
            "{code}: report show"
        );

        // Below the grid.
        let text = words(screen, detail);
        let sentence = if wanted.is_empty() {
            cat.tr("unit_line-complete").into_owned()
        } else {
            cat.tr_args("unit_line-missing", &[("parts", wanted.join(", ").into())])
        };
        let is_exempt = unit.state == State::Exempt;
        assert_eq!(
            text.contains(&sentence),
            !is_exempt || !wanted.is_empty(),
            "{code}: “{sentence}” in {text}"
        );

        // On the sheet.
        screen.press("<enter>");
        let text = words(screen, whole);
        assert_eq!(crossed(&text, &all), wanted_set, "{code}: {text}");
        let args = [
            ("missing", wanted.len().into()),
            (
                "total",
                def.parts.iter().filter(|p| p.required).count().to_string().into(),
            ),
        ];
        let count = cat.tr_args("sheet-complete", &args);
        assert!(text.contains(&count), "{code}: “{count}” in {text}");
        screen.press("<esc>");

        match (is_exempt, wanted.is_empty()) {
            (true, _) => exempt += 1,
            (false, true) => none += 1,
            (false, false) => some += 1,
        }
        screen.press("<right>");
        if selected(screen) == ix {
            break;
        }
    }
    assert_eq!(
        seen.len(),
        screen.model().stage.campaign.roster().tops().count(),
        "every unit"
    );
    queue(screen, lang);
    (some, none, exempt)
}

/// Beside the queue, of whoever stands in it.
fn queue(screen: &mut Screen, lang: Lang) {
    screen.press("5 <home>");
    let mut last = None;
    let mut waiting = 0;
    loop {
        let ix = screen.model().selected_unit().expect("a unit");
        let campaign = screen.model().stage.campaign.clone();
        let def = campaign.def();
        let all: Vec<&str> = def.parts.iter().map(|p| p.name.get(lang)).collect();
        let missing = campaign.unit(ix).missing(def);
        let wanted: BTreeSet<&str> = missing.iter().map(|p| p.name.get(lang)).collect();
        let text = words(screen, Rect::new(0, 0, SIZE.0, SIZE.1));
        assert_eq!(
            crossed(&text, &all),
            wanted,
            "{}: {text}",
            campaign.roster().code(ix)
        );
        waiting += 1;
        screen.press("<down>");
        let now = screen.model().selected_unit();
        if now == Some(ix) && last == Some(ix) || waiting > 300 {
            break;
        }
        last = Some(ix);
    }
    assert!(waiting > 4, "{waiting}");
}
