//! The reference data that is built in: counts, uniqueness, lineage, the map, the links, the marks of uncertainty, and
//! that a folder of the user's can override it.

use std::collections::BTreeSet;

use chrono::Datelike;
use ketnoi::campaign_file;
use ketnoi::core::definition::Definition;
use ketnoi::core::form::{EDITIONS, edition_for};
use ketnoi::core::goals::{id_order, serving};
use ketnoi::core::names::{Lang, UnitIx};
use ketnoi::core::roster::{Roster, RosterError, Tiling, UnitKind};
use ketnoi::core::time::HOUR;
use ketnoi::refdata::{self, Source};
use ketnoi::text::Catalogue;

fn roster(id: &str) -> Roster {
    refdata::roster(id).unwrap_or_else(|| panic!("{id} is built in"))
}

fn unique<T: Ord + std::fmt::Debug>(all: impl Iterator<Item = T>, what: &str) {
    let mut seen = BTreeSet::new();
    for x in all {
        let shown = format!("{x:?}");
        assert!(seen.insert(x), "{what}: {shown} stands twice");
    }
}

#[test]
fn both_rosters_have_their_units_in_six_regions() {
    for (id, units, cities, regions) in [
        ("vn-provinces-63", 63, 5, [14, 11, 14, 5, 6, 13]),
        ("vn-provinces-34", 34, 6, [9, 6, 5, 6, 3, 5]),
    ] {
        let r = roster(id);
        assert_eq!(r.len(), units);
        assert_eq!(
            r.units().filter(|u| r.kind(*u) == UnitKind::City).count(),
            cities,
            "{id}: cities"
        );
        let by_region: Vec<usize> = (0..r.regions().len())
            .map(|n| r.units().filter(|u| r.region(*u) == n).count())
            .collect();
        assert_eq!(by_region, regions, "{id}");
        unique(r.units().map(|u| r.code(u).to_owned()), "code");
        unique(r.units().map(|u| r.abbr(u).to_owned()), "abbreviation");
        unique(r.units().map(|u| r.name(u, Lang::Vi).to_owned()), "name");
        unique(r.units().map(|u| r.iso(u).to_owned()), "ISO code");
        for u in r.units() {
            assert_eq!(r.abbr(u).len(), 3);
            assert_eq!(
                ketnoi::text::fold::folded(r.name(u, Lang::Vi)),
                r.name(u, Lang::En).to_lowercase()
            );
        }
    }
}

#[test]
fn validity_meets_without_a_gap() {
    let (old, new) = (roster("vn-provinces-63"), roster("vn-provinces-34"));
    assert_eq!(old.valid_to().and_then(|d| d.succ_opt()), Some(new.valid_from()));
    assert_eq!(new.follows(), Some("vn-provinces-63"));
}

#[test]
fn each_of_the_63_went_into_exactly_one_of_the_34() {
    let (old, new) = (roster("vn-provinces-63"), roster("vn-provinces-34"));
    let used: Vec<String> = new.units().flat_map(|u| new.formed_from(u).to_vec()).collect();
    unique(used.iter(), "formed_from");
    let mut sorted = used;
    sorted.sort();
    assert_eq!(
        sorted,
        old.units().map(|u| old.code(u).to_owned()).collect::<Vec<_>>()
    );
    let unmerged = new.units().filter(|u| new.formed_from(*u).len() == 1).count();
    assert_eq!(unmerged, 11);
    // The namesake stands first; the code may be another's. Code 15 is Yên Bái in one roster and Lào Cai in the other.
    let trap: Vec<&str> = new
        .units()
        .filter(|u| new.formed_from(*u)[0] != new.code(*u))
        .map(|u| new.code(u))
        .collect();
    assert_eq!(trap, ["15", "24", "44", "52", "80", "82", "91"]);
    let name = |r: &Roster, code: &str| r.by_code(code).map(|u| r.name(u, Lang::Vi).to_owned());
    assert_eq!(name(&old, "15").as_deref(), Some("Yên Bái"));
    assert_eq!(name(&new, "15").as_deref(), Some("Lào Cai"));
    assert_eq!(new.descendant("15"), new.by_code("15"));
    assert_eq!(new.descendant("10"), new.by_code("15"));
}

#[test]
fn a_spelling_means_one_unit_and_old_campaigns_have_none() {
    let form = roster("vn-provinces-63").to_form();
    let with = |spelling: &str| {
        let mut form = form.clone();
        form.units[0].spellings = vec![spelling.to_owned()];
        Roster::from_form(form)
    };
    assert!(with("Kẻ Chợ").is_ok());
    for taken in ["", "  ", "cao bằng", "CBG", "04", "Bắc Cạn", &"x".repeat(201)] {
        let refused = matches!(with(taken), Err(RosterError::BadSpelling { unit, .. }) if unit == "01");
        assert!(refused, "{taken:?}");
    }
    // What a journal keeps of a roster without spellings is what it kept before there were any.
    let mut old = form.clone();
    old.units.iter_mut().for_each(|u| u.spellings.clear());
    let json = serde_json::to_string(&Roster::from_form(old).expect("a roster")).expect("JSON");
    assert!(!json.contains("spellings"));
    let back: Roster = serde_json::from_str(&json).expect("read");
    assert!(back.units().all(|u| back.spellings(u).is_empty()));
}

#[test]
fn the_map_is_one_piece_and_shows_both_archipelagos() {
    for (id, size) in [("vn-provinces-63", (11, 22)), ("vn-provinces-34", (8, 17))] {
        let r = roster(id);
        assert_eq!(r.map_size(Tiling::Map), size, "{id}");
        let tiles: BTreeSet<(u16, u16)> = r.units().filter_map(|u| r.tile(u, Tiling::Map)).collect();
        assert_eq!(tiles.len(), r.len(), "{id}: a tile each");
        let insets: Vec<(&str, &str)> = r
            .insets()
            .iter()
            .map(|i| {
                (
                    i.id.as_str(),
                    r.inset_owner(i).map_or("", |u| r.name(u, Lang::Vi)),
                )
            })
            .collect();
        assert_eq!(
            insets,
            [("hoang-sa", "Đà Nẵng"), ("truong-sa", "Khánh Hòa")],
            "{id}"
        );
        assert!(
            r.insets().iter().all(|i| !tiles.contains(&i.tile)),
            "{id}: an archipelago has a tile of its own"
        );
        let mut todo: Vec<(u16, u16)> = tiles.iter().take(1).copied().collect();
        let mut seen = BTreeSet::new();
        while let Some(t) = todo.pop() {
            if seen.insert(t) {
                todo.extend(
                    tiles
                        .iter()
                        .filter(|n| n.0.abs_diff(t.0) <= 1 && n.1.abs_diff(t.1) <= 1),
                );
            }
        }
        assert_eq!(seen, tiles, "{id}: no loose tile");
    }
}

#[test]
fn goals_targets_and_sdgs_are_complete_and_linked() {
    let g = refdata::goals(Some("connect2030-2018"));
    assert_eq!((g.goals.len(), g.targets.len(), g.sdgs.len()), (5, 24, 17));
    let per_goal: Vec<usize> = g.goals.iter().map(|x| g.targets_of(&x.id).count()).collect();
    assert_eq!(per_goal, [7, 10, 5, 1, 1]);
    assert!(g.targets.is_sorted_by_key(|t| id_order(&t.id)), "2.10 after 2.9");
    unique(g.targets.iter().map(|t| t.id.clone()), "target");
    assert_eq!(
        g.sdgs.iter().map(|s| s.n).collect::<Vec<_>>(),
        (1..=17).collect::<Vec<u8>>()
    );
    for id in ["4.b", "5.b", "9.c", "17.6", "17.8"] {
        assert!(g.ict_target(id).is_some(), "{id} names ICT");
    }
    for t in &g.targets {
        assert!(
            t.sdg_targets.iter().all(|s| g.knows_sdg(s)),
            "{}: {:?}",
            t.id,
            t.sdg_targets
        );
        assert_eq!(
            t.target_value.is_none(),
            ["all_countries", "increase"].contains(&t.direction.as_str()),
            "{}",
            t.id
        );
    }
    assert_eq!(g.serving("5.b"), ["2.8"]);
    for (id, known) in [
        ("2", true),
        ("2.8", true),
        ("2.11", false),
        ("6", false),
        ("", false),
    ] {
        assert_eq!(g.knows_goal(id), known, "goal {id:?}");
    }
    for (id, known) in [
        ("9", true),
        ("9.c", true),
        ("17.19", true),
        ("18", false),
        ("09", false),
        ("9.", false),
        ("9.cc", false),
        ("0", false),
    ] {
        assert_eq!(g.knows_sdg(id), known, "SDG {id:?}");
    }
}

#[test]
fn what_is_unsure_says_so() {
    let g = refdata::goals(Some("connect2030-2018"));
    let memory = g.targets.iter().filter(|t| !t.is_verified()).count();
    assert_eq!(memory, 18, "figures not yet checked against the resolution");
    assert!(g.goals.iter().all(|x| x.sdg_basis == "own-judgement"));
    let r = roster("vn-provinces-63");
    let invented: Vec<&str> = r
        .units()
        .filter(|u| r.abbr_invented(*u))
        .map(|u| r.abbr(u))
        .collect();
    assert_eq!(invented, ["DKN", "HUG"]);
    assert!(
        refdata::calendar().is_sure(2020)
            && !refdata::calendar().is_sure(2027)
            && !refdata::calendar().covers(2031)
    );
}

#[test]
fn themes_by_year() {
    let themes = refdata::themes();
    assert_eq!(
        themes.iter().map(|t| t.year).collect::<Vec<_>>(),
        (2006..=2027).collect::<Vec<_>>()
    );
    let of = |y: i32| themes.iter().find(|t| t.year == y).expect("a year");
    assert!(of(2020).is_official() && of(2020).theme.is_some());
    assert!(of(2027).theme.is_none());
    assert_eq!(
        of(2020).theme,
        Some(campaign_file::shipped("wtisd-2020").expect("shipped").theme)
    );
}

#[test]
fn indicators_have_bounds_in_order_and_serve_targets() {
    let g = refdata::goals(Some("connect2030-2018"));
    let all = refdata::indicators();
    assert_eq!(all.len(), 15);
    for i in &all {
        assert!(
            i.hard_min <= i.soft_min && i.soft_min <= i.soft_max && i.soft_max <= i.hard_max,
            "{}",
            i.id
        );
        assert!(i.serves.iter().all(|t| g.target(t).is_some()), "{}", i.id);
    }
}

/// Editions number their targets anew, so "1.4" of one is another thing in the next.
#[test]
fn the_indicators_of_every_campaign_serve_targets_of_its_own_edition() {
    let source = Source::default();
    for edition in EDITIONS {
        let said = source.edition_indicators(edition).expect("built in");
        let (all, goals) = (
            serving(refdata::indicators(), Some(&said)),
            refdata::goals(Some(edition)),
        );
        let known: Vec<&str> = all.iter().map(|i| i.id.as_str()).collect();
        assert!(
            said.keys().all(|id| known.contains(&id.as_str())),
            "{edition}: {said:?}"
        );
        // An indicator that is forgotten would serve nothing, and nobody would notice.
        assert!(
            said.is_empty() || said.len() == known.len(),
            "{edition}: {said:?}"
        );
        assert!(all.iter().any(|i| !i.serves.is_empty()), "{edition}");
        for i in &all {
            assert!(
                i.serves.iter().all(|t| goals.target(t).is_some()),
                "{edition}: {i:?}"
            );
        }
    }
    let campaigns = refdata::campaign_ids().filter_map(refdata::shipped_campaign);
    for def in campaigns.chain(refdata::model_ids().filter_map(refdata::model)) {
        let served: Vec<&String> = def.indicators.iter().flat_map(|i| &i.serves).collect();
        assert!(!served.is_empty(), "{}", def.id);
        assert!(
            served.iter().all(|t| def.goals.target(t).is_some()),
            "{}: {served:?}",
            def.id
        );
    }
    let serves = |id: &str| {
        let def = refdata::model("wtisd-2027").expect("a model");
        def.indicator(id).map(|i| i.serves.clone())
    };
    assert_eq!(
        serves("ict_skills"),
        Some(vec!["2.3".to_owned()]),
        "2.10 was that of 2018"
    );
    assert!(
        serving(refdata::indicators(), None)
            .iter()
            .all(|i| i.serves.is_empty())
    );
}

#[test]
fn the_shipped_campaign_is_what_its_file_says() {
    let built = campaign_file::shipped("wtisd-2020").expect("shipped");
    let yaml = refdata::campaign_yaml("wtisd-2020").expect("shipped");
    let read = campaign_file::read("wtisd-2020.yaml", yaml.as_bytes(), &Source::default()).expect("readable");
    assert_eq!(built, read);
    assert_eq!(built.documents.len(), 4);
    let required: Vec<&str> = built
        .parts
        .iter()
        .filter(|p| p.required)
        .map(|p| p.id.as_str())
        .collect();
    assert_eq!(required, ["text"]);
    assert_eq!(built.mail_domains.len(), 63);
    assert_eq!(built.day.year(), 2020);
}

fn new_campaign<'a>(from: &'a Definition, day: (i32, u32, u32), roster: &'a str, settled: bool) -> String {
    let (y, m, d) = day;
    let edition = Source::default()
        .edition_documents(edition_for(y))
        .expect("built in");
    campaign_file::new_text(campaign_file::NewCampaign {
        id: "wtisd-new",
        from,
        settled,
        roster,
        day: chrono::NaiveDate::from_ymd_opt(y, m, d).expect("a date"),
        theme: None,
        offices: &refdata::offices(),
        edition: &edition,
    })
}

fn finished(text: &str) -> Result<Definition, campaign_file::CampaignFileError> {
    let text = text.replace("TODO: ", "");
    campaign_file::read("new.yaml", text.as_bytes(), &Source::default())
}

fn unfinished(text: &str) -> Vec<String> {
    campaign_file::unfinished("new.yaml", text.as_bytes(), &Source::default()).expect("only marks are wrong")
}

#[test]
fn a_new_campaign_moves_its_dates_marks_what_a_person_must_write_and_carries_no_unit_codes_over() {
    let from = campaign_file::shipped("wtisd-2020").expect("shipped");
    let text = new_campaign(&from, (2027, 5, 17), "vn-provinces-34", false);
    assert!(text.contains("cutoff: \"2027-06-05T00:00:00+07:00\""), "{text}");
    assert!(text.contains("window: {from: 2027-05-01, to: 2027-05-31}"));
    assert!(
        !text.contains("mail_domains:\n"),
        "codes mean other units in another roster"
    );
    let refused =
        campaign_file::read("new.yaml", text.as_bytes(), &Source::default()).expect_err("it still has TODO");
    assert!(
        matches!(&refused, campaign_file::CampaignFileError::Problem { line: 6, problem, .. } if problem.problem == "todo"),
        "{refused:?}"
    );
    let marked = unfinished(&text);
    assert!(marked.len() <= 8, "{marked:?}");
    assert!(
        marked
            .iter()
            .all(|k| k.starts_with("theme.") || k.starts_with("requests[")),
        "{marked:?}"
    );
    let def = finished(&text).expect("rewritten, it is a campaign");
    assert_eq!((def.roster.len(), def.mail_domains.len()), (34, 0));
    assert_eq!(def.deadline.words.vi, "trước ngày 05 tháng 6 năm 2027");
    assert_eq!(def.deadline.words.en, "before 5 June 2027");
    assert_eq!(def.sender.vi, "Bộ Khoa học và Công nghệ", "since 1 March 2025");
    assert_eq!(def.requests[1].text.en, "Do so during May 2027.");
    assert!(def.documents.iter().all(|d| d.url.is_none() && d.gist.is_none()));
    assert!(def.documents.iter().any(|d| d.title.en.contains("Bucharest")));
    assert!(!def.documents.iter().any(|d| d.title.en.contains("Dubai")));
    let refused =
        finished(&text.replace("vn-provinces-34", "vn-provinces-63")).expect_err("not valid in 2027");
    assert!(refused.to_string().contains("day-outside-roster"), "{refused}");
    let told = refused.sentence(&Catalogue::new(Lang::Vi));
    assert!(
        told.contains("vn-provinces-63 (") && told.contains("30/06/2025"),
        "days as people write them: {told}"
    );
}

#[test]
fn who_writes_and_which_edition_hang_on_the_day() {
    let from = campaign_file::shipped("wtisd-2020").expect("shipped");
    for (year, roster, sender, goals, targets) in [
        (2019, "vn-provinces-63", "Bộ Thông tin và Truyền thông", 5, 24),
        (2022, "vn-provinces-63", "Bộ Thông tin và Truyền thông", 5, 24),
        (2023, "vn-provinces-63", "Bộ Thông tin và Truyền thông", 2, 10),
        (2026, "vn-provinces-34", "Bộ Khoa học và Công nghệ", 2, 10),
    ] {
        let def = finished(&new_campaign(&from, (year, 5, 17), roster, false)).expect("a campaign");
        assert_eq!(def.sender.vi, sender, "{year}");
        assert_eq!(
            (def.goals.goals.len(), def.goals.targets.len()),
            (goals, targets),
            "{year}"
        );
        assert_eq!(def.goals.sdgs.len(), 17, "{year}");
    }
    let mut own = from;
    own.sender.vi = "Sở của chúng tôi".to_owned();
    let def = finished(&new_campaign(&own, (2026, 5, 17), "vn-provinces-34", false)).expect("a campaign");
    assert_eq!(
        def.sender.vi, "Sở của chúng tôi",
        "a house that is not listed keeps its names"
    );
}

#[test]
fn a_deadline_that_is_worded_otherwise_or_in_the_middle_of_a_day_is_for_a_person_to_write() {
    let mut from = campaign_file::shipped("wtisd-2020").expect("shipped");
    from.deadline.cutoff = from.deadline.cutoff.plus(17 * HOUR);
    let text = new_campaign(&from, (2027, 5, 17), "vn-provinces-34", true);
    assert!(
        text.contains("cutoff: \"2027-06-05T17:00:00+07:00\""),
        "the hour stays: {text}"
    );
    assert!(unfinished(&text).contains(&"deadline.words.vi".to_owned()));
    let mut from = campaign_file::shipped("wtisd-2020").expect("shipped");
    from.deadline.words.vi = "chậm nhất hết ngày 04/6/2020".to_owned();
    let text = new_campaign(&from, (2027, 5, 17), "vn-provinces-34", true);
    assert!(unfinished(&text).contains(&"deadline.words.vi".to_owned()));
}

#[test]
fn a_shipped_model_opens_with_its_theme_written() {
    let ids: Vec<&str> = refdata::model_ids().collect();
    assert_eq!(ids, ["wtisd-2027"]);
    let from = refdata::model("wtisd-2027").expect("shipped");
    for year in [2027, 2028] {
        let text = new_campaign(&from, (year, 5, 17), "vn-provinces-34", true);
        assert_eq!(unfinished(&text), ["theme.vi", "theme.en"]);
        let def = finished(&text).expect("a campaign");
        assert_eq!(
            def.requests[1].text.vi,
            format!("Thực hiện trong tháng 5 năm {year}.")
        );
    }
    assert!(
        refdata::campaign_ids().all(|id| id != "wtisd-2027"),
        "a model is no campaign"
    );
}

#[test]
fn editions_are_whole_and_two_of_them_are_one_too_many() {
    for (edition, goals, targets) in [("connect2030-2018", 5, 24), ("connect2030-2022", 2, 10)] {
        let g = refdata::goals(Some(edition));
        assert_eq!((g.goals.len(), g.targets.len()), (goals, targets), "{edition}");
        assert!(g.targets.iter().all(|t| g.goal(t.goal()).is_some()), "{edition}");
        for t in &g.targets {
            assert!(
                !t.title.vi.is_empty() && !t.desc.vi.is_empty() && !t.desc.en.is_empty(),
                "{}",
                t.id
            );
            assert!(
                t.sdg_targets.iter().all(|s| g.knows_sdg(s)),
                "{} {}",
                edition,
                t.id
            );
        }
        assert!(g.goals.iter().all(|x| x.sdgs.iter().all(|n| g.sdg(*n).is_some())));
        let documents = Source::default().edition_documents(edition).expect("built in");
        assert_eq!(documents.len(), 2, "{edition}");
    }
    assert!(refdata::goals(None).goals.is_empty());
    let yaml = refdata::campaign_yaml("wtisd-2020").expect("shipped");
    let both = yaml.replace(
        "[connect2030-2018, sdg]",
        "[connect2030-2022, connect2030-2018, sdg]",
    );
    let refused =
        campaign_file::read("x.yaml", both.as_bytes(), &Source::default()).expect_err("two editions");
    assert!(refused.to_string().contains("two-editions"), "{refused}");
    let none = yaml.replace("[connect2030-2018, sdg]", "[sdg]");
    let def = campaign_file::read("x.yaml", none.as_bytes(), &Source::default()).expect("a campaign");
    assert_eq!((def.goals.goals.len(), def.goals.sdgs.len()), (0, 17));
}

#[test]
fn offices_follow_each_other_without_a_gap() {
    let offices = refdata::offices();
    assert!(offices.len() >= 2);
    for pair in offices.windows(2) {
        assert_eq!(pair[0].until.and_then(|d| d.succ_opt()), Some(pair[1].from));
    }
    assert_eq!(offices.last().and_then(|o| o.until), None);
}

#[test]
fn a_folder_overrides_single_files_and_its_mistakes_are_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let source = Source::new(Some(dir.path().to_owned()));
    assert_eq!(source.roster("vn-provinces-63").expect("built in").len(), 63);
    assert!(
        source
            .roster("vn-provinces-99")
            .expect_err("unknown")
            .to_string()
            .contains("vn-provinces-99")
    );
    assert!(source.roster("../secret").is_err(), "an id is never a path");
    std::fs::create_dir_all(dir.path().join("rosters")).expect("a folder");
    let own = "schema: 1\nid: mini\ntitle: {vi: Nhỏ, en: Small}\nvalid_from: 2020-01-01\nregions:\n  - {id: all, name: {vi: Tất cả, en: All}}\nunits:\n  - {code: A1, name: {vi: Một, en: One}, region: all}\n  - {code: A2, name: {vi: Hai, en: Two}, region: all, parent: A1}\n";
    std::fs::write(dir.path().join("rosters/mini.yaml"), own).expect("written");
    let mini = source.roster("mini").expect("read from the folder");
    assert_eq!(
        (mini.len(), mini.is_tree(), mini.parent(UnitIx(1))),
        (2, true, Some(UnitIx(0)))
    );
    std::fs::write(
        dir.path().join("rosters/mini.yaml"),
        own.replace("region: all, parent: A1", "region: no"),
    )
    .expect("written");
    assert!(
        source
            .roster("mini")
            .expect_err("unknown region")
            .to_string()
            .contains("A2")
    );
}

#[test]
fn a_unit_without_a_name_is_refused_in_a_file_and_read_from_a_journal() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(dir.path().join("rosters")).expect("a folder");
    let source = Source::new(Some(dir.path().to_owned()));
    for blank in ["\"\"", "\"   \"", "\"\\u200B\"", "\"–\""] {
        let own = format!(
            "schema: 1\nid: mini\ntitle: {{vi: Nhỏ, en: Small}}\nvalid_from: 2020-01-01\nregions:\n  - {{id: all, name: {{vi: Tất cả, en: All}}}}\nunits:\n  - {{code: A1, name: {{vi: {blank}, en: One}}, region: all}}\n"
        );
        std::fs::write(dir.path().join("rosters/mini.yaml"), own).expect("written");
        let why = source.roster("mini").expect_err(blank);
        for (lang, words) in [
            (Lang::Vi, "đơn vị A1 không có tên"),
            (Lang::En, "unit A1 has no name"),
        ] {
            let said = why.sentence(&ketnoi::text::Catalogue::new(lang));
            assert!(said.contains(words) && said.contains("mini.yaml"), "{said}");
        }
    }
    let mut form = roster("vn-provinces-63").to_form();
    form.units[0].name.vi = " ".into();
    let kept = serde_json::to_string(&form).expect("JSON");
    serde_json::from_str::<Roster>(&kept).expect("what was opened once stays readable");
}

#[test]
fn rosters_that_contradict_themselves_are_refused() {
    let good = roster("vn-provinces-63").to_form();
    assert_eq!(
        Roster::from_form(good.clone()).as_ref(),
        Ok(&roster("vn-provinces-63"))
    );
    let mut twice = good.clone();
    twice.units[1].code = twice.units[0].code.clone();
    assert_eq!(Roster::from_form(twice), Err(RosterError::Duplicate("01".into())));
    let mut circle = good.clone();
    circle.units[0].parent = Some("02".into());
    circle.units[1].parent = Some("01".into());
    assert!(matches!(
        Roster::from_form(circle),
        Err(RosterError::UnknownParent { .. })
    ));
    let mut none = good;
    none.units.clear();
    assert_eq!(Roster::from_form(none), Err(RosterError::Empty));
}

#[test]
fn a_generated_roster_is_a_tree_in_grid_order() {
    let r = Roster::generated(&roster("vn-provinces-34"), 10_599);
    assert_eq!(r.len(), 10_599);
    let order = r.grid_order();
    assert_eq!(order.len(), r.len());
    let mut above = None;
    for u in order {
        match r.parent(*u) {
            None => above = Some(*u),
            Some(p) => assert_eq!(Some(p), above, "a commune stands under its province"),
        }
    }
    let back: Roster = postcard::from_bytes(&postcard::to_stdvec(&r).expect("bytes")).expect("a roster");
    assert_eq!(back, r);
}
