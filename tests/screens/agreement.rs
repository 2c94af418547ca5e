//! Everything that tells of a campaign tells the same: on the demo the grid, the counts, the line under the grid, the
//! queue, the history, JSON and CSV are compared with each other, at moments of the whole campaign.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::common::desk::at;
use ketnoi::cli::demo;
use ketnoi::clock::Clock;
use ketnoi::core::campaign::Campaign;
use ketnoi::core::fact::Role;
use ketnoi::core::names::{Lang, UnitIx};
use ketnoi::core::time::Stamp;
use ketnoi::ledger::Ledger;
use ketnoi::output::table::{Listing, Value};
use ketnoi::output::{description, log, queue, status};
use ketnoi::text::Catalogue;
use ketnoi::tui::first::First;
use ketnoi::tui::keymap::Keymap;
use ketnoi::tui::list_file::Ground;
use ketnoi::tui::print::{Plan, parse_keys, print};
use ketnoi::tui::run::Start;
use ketnoi::tui::term::Wishes;
use ketnoi::tui::theme::Look;

const MOMENTS: [&str; 5] = [
    "2020-05-04T09:00:00+07:00",
    "2020-05-28T14:03:19+07:00",
    "2020-06-04T23:59:59+07:00",
    "2020-06-05T00:00:00+07:00",
    "2020-06-30T23:00:00+07:00",
];

fn demo_at(when: Stamp, lang: Lang) -> Start {
    let cat = Catalogue::new(lang);
    let definition = Arc::new(ketnoi::campaign_file::shipped("wtisd-2020").expect("shipped"));
    let (ledger, player) = demo::open(&cat, &definition, 2020, Clock::Fixed(when)).expect("a demo");
    Start {
        ledger,
        player: Some(player),
        cat,
        look: Look::default(),
        look_name: "default".into(),
        auto_look: false,
        look_names: vec!["default".into()],
        data_dir: None,
        ground: Ground::default(),
        keymap: Keymap::default(),
        wishes: Wishes::default(),
        seconds: true,
        mouse: false,
        past: false,
        log: None,
        no_store: None,
        first: First::default(),
        jail: None,
    }
}

fn screen(when: Stamp, lang: Lang, size: (u16, u16), keys: &str) -> String {
    let plan = Plan {
        size,
        keys: parse_keys(keys).expect("keys"),
    };
    print(demo_at(when, lang), &plan).text()
}

fn facts(ledger: &mut Ledger) -> Vec<String> {
    let zone = ledger.campaign().def().zone;
    let mut out = Vec::new();
    ledger
        .each_fact(|env| out.push(log::json_line(env, zone).expect("JSON")))
        .expect("facts");
    out
}

fn told(campaign: &Campaign, now: Stamp) -> Listing<'_, UnitIx> {
    let all = status::Filter::default();
    status::document(campaign, now, &all, status::units(campaign, &all))
}

fn json(campaign: &Campaign, now: Stamp) -> serde_json::Value {
    serde_json::to_value(told(campaign, now)).expect("JSON")
}

#[test]
fn counts_are_those_of_the_units_everywhere() {
    for moment in MOMENTS {
        let now = at(moment);
        let start = demo_at(now, Lang::Vi);
        let campaign = start.ledger.campaign();
        let doc = json(campaign, now);
        let units = doc["units"].as_array().expect("units");
        let mut by: BTreeMap<String, u64> = BTreeMap::new();
        for u in units {
            for field in ["state", "timeliness"] {
                *by.entry(u[field].as_str().expect("a word").to_owned())
                    .or_default() += 1;
            }
            if u["resubmit"] == "overdue" {
                *by.entry("resubmit_overdue".into()).or_default() += 1;
            }
        }
        assert_eq!(units.len(), 63);
        for (name, n) in doc["counts"].as_object().expect("counts") {
            let counted = if name == "total" {
                63
            } else {
                by.get(name).copied().unwrap_or(0)
            };
            assert_eq!(n.as_u64(), Some(counted), "{name} at {moment}");
        }
        let c = campaign.counts(now);
        // CSV: the same rows.
        let table = told(campaign, now).table;
        let csv: Vec<Vec<Value<'_>>> = table.rows.iter().map(|row| table.csv_row(row)).collect();
        assert_eq!(csv.len(), units.len());
        let columns = table.csv_columns();
        let place = |name: &str| {
            columns
                .iter()
                .position(|(key, _)| *key == name)
                .expect("a column")
        };
        for (row, unit) in csv.iter().zip(units) {
            for name in ["code", "state"] {
                assert_eq!(row[place(name)], unit[name].as_str().expect("text").into());
            }
        }
        // The screen's heading.
        let text = screen(now, Lang::Vi, (200, 60), "");
        let head = format!("4 Báo cáo · {}/{} (", c.reported(), c.owing());
        assert!(text.contains(&head), "{head} at {moment}\n{text}");
        // Signs in the grid: as many of each as units in that state.
        let signs = screen(now, Lang::Vi, (80, 24), "");
        for u in units {
            let abbr = u["abbr"].as_str().expect("abbr");
            let sign = match u["state"].as_str().expect("state") {
                "awaiting" => "·",
                "in_progress" => "○",
                "received" => "●",
                "returned" => "◄",
                "accepted" => "√",
                _ => "–",
            };
            let debt = u["timeliness"] == "overdue" || u["resubmit"] == "overdue";
            let cell = format!("{sign}{abbr}{}", if debt { "!" } else { "" });
            assert!(signs.contains(&cell), "{cell} at {moment}\n{signs}");
        }
    }
}

#[test]
fn the_line_under_the_grid_says_what_the_unit_is() {
    for moment in MOMENTS {
        let now = at(moment);
        let start = demo_at(now, Lang::En);
        let campaign = start.ledger.campaign();
        let doc = json(campaign, now);
        for u in doc["units"].as_array().expect("units").iter().step_by(7) {
            let ix = campaign
                .roster()
                .by_code(u["code"].as_str().expect("code"))
                .expect("a unit");
            let lines = description::unit_line(&start.cat, campaign, ix, now, 0).join(" ");
            let state = u["state"].as_str().expect("state");
            let word = start.cat.tr(&format!("state-{state}")).to_lowercase();
            assert!(lines.to_lowercase().contains(&word), "{state}: {lines}");
            let n = u["activities"].as_u64().expect("a number");
            if n > 0 {
                assert!(lines.contains(&n.to_string()), "{n}: {lines}");
            }
            for part in u["missing"].as_array().expect("parts") {
                let id = part.as_str().expect("an id");
                let name = campaign.def().parts.iter().find(|p| p.id == id).expect("a part");
                if state != "awaiting" && state != "in_progress" {
                    assert!(lines.contains(name.name.get(Lang::En)), "{id}: {lines}");
                }
            }
        }
    }
}

#[test]
fn the_queue_is_what_waits() {
    for moment in MOMENTS {
        let now = at(moment);
        let start = demo_at(now, Lang::Vi);
        let campaign = start.ledger.campaign();
        let doc = json(campaign, now);
        let waits = |u: &serde_json::Value| {
            u["state"] == "received" || u["timeliness"] == "overdue" || u["resubmit"] == "overdue"
        };
        let mut expected: Vec<&str> = doc["units"]
            .as_array()
            .expect("units")
            .iter()
            .filter(|u| waits(u))
            .map(|u| u["code"].as_str().expect("code"))
            .collect();
        let queued = serde_json::to_value(queue::document(campaign, Role::Administrator, now, Vec::new()))
            .expect("JSON");
        let rows = queued["queue"].as_array().expect("rows");
        let mut codes: Vec<&str> = rows.iter().map(|r| r["unit"].as_str().expect("a code")).collect();
        codes.sort_unstable();
        expected.sort_unstable();
        assert_eq!(codes, expected, "{moment}");
        let shown = screen(now, Lang::Vi, (120, 100), "5");
        for code in &expected {
            let ix = campaign.roster().by_code(code).expect("a unit");
            let name = campaign.roster().short_name(ix, Lang::Vi);
            assert!(
                shown.contains(name) || shown.contains(campaign.label(ix)),
                "{name} at {moment}\n{shown}"
            );
        }
    }
}

#[test]
fn history_json_and_replay_agree() {
    let now = at("2020-06-30T23:00:00+07:00");
    let mut start = demo_at(now, Lang::Vi);
    let lines = facts(&mut start.ledger);
    let campaign = start.ledger.campaign().clone();
    assert_eq!(lines.len() as u64, campaign.seq());
    for (i, line) in lines.iter().enumerate() {
        let v: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(v["seq"].as_u64(), Some(i as u64 + 1));
    }
    let units: Vec<_> = campaign.heard().map(|(ix, _)| ix).collect();
    let mut history = |ix| start.ledger.history(ix).expect("a history").len();
    let of_units: usize = units.into_iter().map(&mut history).sum();
    let with_unit = lines.iter().filter(|l| !l.contains("\"unit\":null")).count();
    assert_eq!(of_units, with_unit, "each fact stands in its unit's history");
    start.ledger.verify().expect("the chain is whole");
    let shown = screen(now, Lang::Vi, (200, 60), "9");
    assert!(shown.contains(&campaign.seq().to_string()), "{shown}");
}

#[test]
fn the_same_demo_gives_the_same_picture_and_is_marked() {
    let now = at(MOMENTS[1]);
    for (lang, size) in [(Lang::Vi, (80, 24)), (Lang::En, (40, 12)), (Lang::Vi, (200, 60))] {
        let text = screen(now, lang, size, "");
        assert_eq!(text, screen(now, lang, size, ""));
        for keys in ["", "5", "6", "7", "8", "9", "<enter>", "?", ":", "m"] {
            let text = screen(now, lang, size, keys);
            assert!(
                text.lines().next().is_some_and(|l| l.contains("DEMO")),
                "{keys} {size:?}\n{text}"
            );
        }
    }
}
