//! The dossier: its figures agree with what the campaign counts, each says what stands behind it, and the report is made of
//! nothing else.

use std::sync::Arc;

use crate::common::desk::{Desk, at, wtisd_2020};
use ketnoi::core::campaign::Campaign;
use ketnoi::core::decide::{Command, FileChange, NewActivity};
use ketnoi::core::dossier::{Audience, Dossier, Head, How, Made};
use ketnoi::core::eyes::Eyes;
use ketnoi::core::fact::{ActivityStatus, Attachment, EvidenceKind, Mode};
use ketnoi::core::names::{BlobId, Lang, UnitCode};
use ketnoi::core::official::Official;
use ketnoi::core::particulars::Consent;
use ketnoi::core::source::Source;
use ketnoi::core::status::{State, Step};
use ketnoi::core::time::{Stamp, parse_date};
use ketnoi::mdout;
use ketnoi::output::parts::Album;
use ketnoi::output::{consolidated, itu};
use ketnoi::paper::{Block, Paper, Span};
use ketnoi::text::Catalogue;

const NOW: &str = "2020-06-30T08:00:00+07:00";

fn photo(n: u8) -> Attachment {
    Attachment {
        sha256: BlobId(format!("{n:02x}").repeat(32)),
        name: format!("anh-{n}.jpg"),
        size: 1_000 + u64::from(n),
        kind: EvidenceKind::Photo,
        media: "image/jpeg".into(),
    }
}

fn activity(title: &str, reach: Option<u64>, goals: &[&str], sdgs: &[&str]) -> NewActivity {
    let tags = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect();
    NewActivity {
        kind: "seminar".into(),
        title: title.into(),
        from: parse_date("2020-05-17"),
        to: parse_date("2020-05-18"),
        mode: Mode::Hybrid,
        reach,
        goals: tags(goals),
        sdgs: tags(sdgs),
        status: Some(ActivityStatus::Done),
        notable: false,
    }
}

fn add(desk: &mut Desk, unit: &str, details: NewActivity) {
    let unit = UnitCode::from(unit);
    desk.order(
        Command::AddActivity {
            unit,
            details,
            files: vec![],
        },
        "",
    )
    .expect("an activity");
}

fn figures(desk: &mut Desk, unit: &str, values: &[(&str, f64)]) {
    let values = values
        .iter()
        .map(|(id, v)| ((*id).to_owned(), Some(*v)))
        .collect();
    let unit = UnitCode::from(unit);
    desk.order(Command::Figures { unit, values }, "")
        .expect("figures");
}

/// A campaign in which a little of everything has happened.
fn lively() -> Desk {
    let mut desk = Desk::new();
    for (unit, when) in [
        ("01", "2020-06-01T09:00:00+07:00"),
        ("04", "2020-06-04T09:00:00+07:00"),
        ("79", "2020-06-07T09:00:00+07:00"),
        ("48", "2020-06-02T09:00:00+07:00"),
    ] {
        desk.report_at(when, unit, Step::Receive, None).expect("received");
    }
    desk.report_at("2020-06-08T09:00:00+07:00", "01", Step::Accept, None)
        .expect("accepted");
    desk.report_at(
        "2020-06-08T10:00:00+07:00",
        "48",
        Step::Return,
        parse_date("2020-06-15"),
    )
    .expect("returned");
    desk.report_at("2020-06-08T11:00:00+07:00", "02", Step::Exempt, None)
        .expect("exempt");
    add(
        &mut desk,
        "01",
        activity(
            "Tọa đàm về chuyển đổi số",
            Some(1_200),
            &["2.8", "2"],
            &["5", "9.c"],
        ),
    );
    add(&mut desk, "01", activity("Hội thảo", Some(80), &["1"], &["9"]));
    add(&mut desk, "04", activity("Treo áp phích", None, &[], &[]));
    add(
        &mut desk,
        "79",
        activity("Ngày hội số", Some(5_000), &["2"], &["4"]),
    );
    figures(
        &mut desk,
        "01",
        &[
            ("households_internet", 80.0),
            ("ewaste_collected_tonnes", 120.0),
            ("digital_plan", 1.0),
        ],
    );
    figures(
        &mut desk,
        "04",
        &[
            ("households_internet", 25.0),
            ("ewaste_collected_tonnes", 30.5),
            ("digital_plan", 0.0),
        ],
    );
    figures(&mut desk, "79", &[("households_internet", 90.1)]);
    let unit = UnitCode::from("01");
    let files = (1..=5).map(photo).collect();
    desk.order(
        Command::AddEvidence {
            unit: unit.clone(),
            activity: None,
            files,
        },
        "",
    )
    .expect("photos");
    for (n, consent) in [(1, Consent::Yes), (2, Consent::No)] {
        let change = FileChange {
            caption: Some(format!("Ảnh số {n}")),
            consent: Some(consent),
        };
        let files = vec![photo(n).sha256];
        desk.order(
            Command::EditEvidence {
                unit: unit.clone(),
                files,
                change,
            },
            "",
        )
        .expect("said");
    }
    desk
}

/// Every figure of the dossier that the campaign counts as well.
pub fn agrees(campaign: &Campaign, dossier: &Dossier, now: Stamp) {
    let counts = campaign.counts(now);
    let all = &dossier.reports.all;
    assert_eq!(all.total.n, u64::from(counts.total));
    for state in State::ALL {
        assert_eq!(all.of(state).n, u64::from(counts.of(state)), "{state:?}");
        assert_eq!(all.of(state).n, all.of(state).from.len() as u64);
    }
    for (mine, theirs) in [
        (&all.reported, counts.reported()),
        (&all.on_time, counts.on_time),
        (&all.late, counts.late),
        (&all.overdue, counts.overdue),
        (&all.pending, counts.pending),
        (&all.resubmit_overdue, counts.resubmit_overdue),
    ] {
        assert_eq!(mine.n, u64::from(theirs));
        assert_eq!(mine.n, mine.from.len() as u64, "each stands behind it once");
    }
    assert_eq!(all.owing(), u64::from(counts.owing()));
    for (place, region) in dossier.reports.regions.iter().enumerate() {
        let counts = campaign.region_counts(place, now);
        assert_eq!(
            (region.total.n, region.reported.n),
            (u64::from(counts.total), u64::from(counts.reported()))
        );
        assert_eq!(
            (region.on_time.n, region.overdue.n),
            (u64::from(counts.on_time), u64::from(counts.overdue))
        );
    }
    let total = campaign.total();
    let held = &dossier.activities;
    assert_eq!(
        (held.all.activities.n, held.all.reach.n),
        (u64::from(total.activities), total.reach)
    );
    let sums = |mut parts: Vec<&ketnoi::core::dossier::Held>| {
        parts.sort_by_key(|h| h.activities.n);
        parts
            .iter()
            .fold((0, 0), |(n, reach), h| (n + h.activities.n, reach + h.reach.n))
    };
    let whole = (held.all.activities.n, held.all.reach.n);
    assert_eq!(sums(held.kinds.iter().map(|(_, h)| h).collect()), whole);
    assert_eq!(sums(held.modes.iter().collect()), whole);
    assert_eq!(sums(held.regions.iter().collect()), whole);
    assert_eq!(
        held.all.reach.from.len() as u64 + held.all.unsaid.n,
        held.all.activities.n
    );
    for s in &dossier.goals.goals {
        assert_eq!(
            s.held.activities.n,
            u64::from(campaign.tags().goal(&s.id)),
            "goal {}",
            s.id
        );
    }
    for s in &dossier.goals.sdgs {
        assert_eq!(
            s.held.activities.n,
            u64::from(campaign.tags().sdg(&s.id)),
            "SDG {}",
            s.id
        );
    }
    for (kind, n) in EvidenceKind::ALL.into_iter().zip(total.files) {
        assert_eq!(dossier.files.of_kind(kind).n, u64::from(n), "{kind:?}");
    }
}

#[test]
fn its_figures_are_those_that_the_campaign_counts() {
    let desk = lively();
    for now in ["2020-06-04T12:00:00+07:00", "2020-06-16T00:00:00+07:00", NOW] {
        let dossier = Dossier::of(&desk.campaign, at(now), None);
        agrees(&desk.campaign, &dossier, at(now));
    }
}

#[test]
fn shares_are_averaged_amounts_summed_and_yes_counted() {
    let dossier = Dossier::of(&lively().campaign, at(NOW), None);
    let of = |id: &str| dossier.figures.iter().find(|n| n.indicator == id).expect(id);
    let share = of("households_internet");
    assert_eq!(
        (share.how, share.units, share.least, share.most),
        (How::Mean, 3, 25.0, 90.1)
    );
    assert!((share.value - (80.0 + 25.0 + 90.1) / 3.0).abs() < 1e-9);
    let tonnes = of("ewaste_collected_tonnes");
    assert_eq!((tonnes.how, tonnes.units, tonnes.value), (How::Sum, 2, 150.5));
    let plan = of("digital_plan");
    assert_eq!((plan.how, plan.units, plan.value), (How::Yes, 2, 1.0));
    assert_eq!(plan.from.len(), 2);
    for indicator in &wtisd_2020().indicators {
        let summed = How::of(indicator) == How::Sum;
        assert!(
            !(summed && indicator.unit.contains("percent")),
            "{}",
            indicator.id
        );
    }
    let unusual: Vec<&str> = dossier
        .unsure
        .unusual
        .iter()
        .map(|u| u.indicator.as_str())
        .collect();
    assert_eq!(unusual, ["households_internet"], "25 in 100 is unlike the others");
}

#[test]
fn a_figure_of_last_year_is_set_beside_only_where_it_measures_the_same() {
    let desk = lively();
    let mut other = (*wtisd_2020()).clone();
    other.id = "wtisd-2019".into();
    other.day = parse_date("2019-05-17").expect("a day");
    let tonnes = other
        .indicators
        .iter_mut()
        .find(|i| i.id == "ewaste_collected_tonnes");
    tonnes.expect("there").unit = "kg/year".into();
    let mut last = Desk::new();
    last.campaign = Campaign::preview(Arc::new(other));
    figures(
        &mut last,
        "10",
        &[("households_internet", 60.0), ("ewaste_collected_tonnes", 7.0)],
    );
    let dossier = Dossier::of(&desk.campaign, at(NOW), Some(&last.campaign));
    let before = |id: &str| {
        dossier
            .figures
            .iter()
            .find(|n| n.indicator == id)
            .and_then(|n| n.before)
    };
    assert_eq!(
        before("households_internet").map(|b| (b.value, b.units)),
        Some((60.0, 1))
    );
    assert_eq!(before("ewaste_collected_tonnes"), None);
    assert_eq!(dossier.last.map(|l| l.year), Some(2019));
}

#[test]
fn what_is_named_is_chosen_by_its_rule() {
    let mut desk = lively();
    let mut small = activity("Nhỏ mà đáng nêu", Some(3), &[], &[]);
    small.notable = true;
    add(&mut desk, "48", small);
    let mut planned = activity("Còn là kế hoạch", Some(90_000), &[], &[]);
    planned.status = Some(ActivityStatus::Planned);
    (planned.from, planned.to) = (parse_date("2020-07-20"), parse_date("2020-07-20"));
    add(&mut desk, "56", planned);
    let dossier = Dossier::of(&desk.campaign, at(NOW), None);
    let named: Vec<&str> = dossier.notable.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(
        named,
        ["DNG-1", "HCM-1", "HNI-1", "CBG-1"],
        "marked; then by reach; one a unit; no plan"
    );
}

#[test]
fn photos_go_by_consent_and_each_unit_has_its_turn() {
    let mut desk = lively();
    let unit = UnitCode::from("04");
    let files = vec![photo(9)];
    desk.order(
        Command::AddEvidence {
            unit,
            activity: None,
            files,
        },
        "",
    )
    .expect("a photo");
    let dossier = Dossier::of(&desk.campaign, at(NOW), None);
    let names = |audience, unit, all| -> Vec<String> {
        let chosen = dossier.files.chosen(audience, unit, all);
        chosen.iter().map(|s| s.file.name.clone()).collect()
    };
    assert_eq!(dossier.files.photos.len(), 6);
    assert_eq!(
        names(Audience::House, 3, 60),
        ["anh-1.jpg", "anh-3.jpg", "anh-4.jpg", "anh-9.jpg"]
    );
    assert_eq!(
        names(Audience::House, 3, 2),
        ["anh-1.jpg", "anh-9.jpg"],
        "one of each before a second"
    );
    assert_eq!(names(Audience::Abroad, 3, 60), ["anh-1.jpg"]);
    assert!(names(Audience::House, 3, 0).is_empty());
}

#[test]
fn whoever_is_kept_to_a_unit_is_told_of_no_other() {
    let desk = lively();
    let eyes = Eyes::Own(["04".to_owned()].into());
    let seen = desk.campaign.seen_by(&eyes);
    let dossier = Dossier::of(&seen, at(NOW), None);
    agrees(&seen, &dossier, at(NOW));
    assert_eq!(dossier.units, [desk.ix("04")]);
    assert_eq!(
        (
            dossier.reports.all.reported.n,
            dossier.activities.all.activities.n
        ),
        (1, 1)
    );
    let house = ketnoi::core::house::House::default();
    assert_eq!(dossier.with_letters(&seen, &house).unsure.letters, None);
}

// ---------------------------------------------------------------------- the report

fn made(campaign: &Campaign, now: Stamp) -> Made {
    Made {
        campaign: campaign.id().clone(),
        at: now,
        by_happening: false,
        head: Head {
            seq: campaign.seq(),
            hash: [7; 32],
        },
        definition: "ab".repeat(32),
        zone: campaign.def().zone,
    }
}

fn report(campaign: &Campaign, lang: Lang) -> Paper {
    let now = at(NOW);
    let dossier = Dossier::of(campaign, now, None);
    let cat = Catalogue::new(lang);
    consolidated::paper(
        &cat,
        campaign,
        &dossier,
        &made(campaign, now),
        Album::default(),
        true,
    )
}

/// Every span of a paper.
fn spans(paper: &Paper) -> Vec<Span> {
    let sections = std::iter::once(&paper.body).chain(&paper.appendices);
    let of = |block: &Block| match block {
        Block::Text(spans) | Block::Note(spans) => spans.clone(),
        Block::List(items) => items.iter().flat_map(|i| i.spans.clone()).collect(),
        Block::Table(table) => table.rows.iter().flatten().flatten().cloned().collect(),
        Block::Heading { .. } | Block::Chart(..) | Block::Picture(_) => Vec::new(),
    };
    sections.flat_map(|s| &s.blocks).flat_map(of).collect()
}

#[test]
fn every_figure_of_the_report_says_where_it_comes_from() {
    let desk = lively();
    let paper = report(&desk.campaign, Lang::Vi);
    let figures: Vec<Span> = spans(&paper).into_iter().filter(|s| s.source.is_some()).collect();
    assert!(figures.len() > 200, "{}", figures.len());
    let some = figures
        .iter()
        .find(|s| s.text == "6.280")
        .expect("people reached, with the sign of the language");
    let behind = paper.sources.of(some.source.expect("a source"));
    let ids = ["HNI-1", "HNI-2", "HCM-1"].map(|id| Source::Activity(id.into()));
    assert_eq!(behind, ids, "the three that say it");
}

#[test]
fn the_same_dossier_makes_the_same_report_twice_in_one_process() {
    let desk = lively();
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(report(&desk.campaign, lang), report(&desk.campaign, lang));
    }
    let (dossier, made) = (
        Dossier::of(&desk.campaign, at(NOW), None),
        made(&desk.campaign, at(NOW)),
    );
    let again = Dossier::of(&desk.campaign, at(NOW), None);
    assert_eq!(dossier, again);
    let json = |dossier| {
        let document = consolidated::document(&desk.campaign, dossier, &made, Lang::Vi);
        serde_json::to_string(&document).expect("JSON")
    };
    assert_eq!(json(&dossier), json(&again));
}

#[test]
fn the_update_for_itu_shows_no_photo_without_consent() {
    let desk = lively();
    let (now, cat) = (at(NOW), Catalogue::new(Lang::En));
    let dossier = Dossier::of(&desk.campaign, now, None);
    let paper = itu::paper(
        &cat,
        &desk.campaign,
        &dossier,
        &made(&desk.campaign, now),
        Album::default(),
    );
    let page = mdout::text(&paper);
    assert!(page.contains("Photo 1. Ảnh số 1 (Ha Noi)"), "{page}");
    assert!(!page.contains("Ảnh số 2"), "who is in it did not agree");
    let pair = "| SDG 5: Gender Equality | 0 | 1 | 0 | 0 | 0 | 1 |";
    assert!(page.contains(pair), "{page}");
    insta::assert_snapshot!("itu_en", page);
}

#[test]
fn the_report_has_its_parts_and_leaves_to_people_what_is_theirs() {
    let desk = lively();
    let page = mdout::text(&report(&desk.campaign, Lang::Vi));
    insta::assert_snapshot!("report_vi", page);
    insta::assert_snapshot!("report_en", mdout::text(&report(&desk.campaign, Lang::En)));
}

#[test]
fn to_whom_it_goes_is_written_or_left_open_and_as_above_stands_in_the_list_once() {
    let addressed = |addressees: &[&str], recipients: &[&str]| {
        let list = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let mut def = (*wtisd_2020()).clone();
        def.official = vec![Official {
            addressees: list(addressees),
            recipients: list(recipients),
            drafting: "HTQT".into(),
            ..def.official_on(def.day)
        }];
        report(&Campaign::preview(Arc::new(def)), Lang::Vi)
    };
    let copies = |paper: &Paper| paper.sign.as_ref().expect("it is signed").copies();
    let open = addressed(&[], &["Cục Viễn thông"]);
    assert_eq!(open.head.addressees_told(), ["…"]);
    assert_eq!(copies(&open), ["- Cục Viễn thông;", "- Lưu: VT, HTQT."]);
    for own in ["Như trên", "- như trên;"] {
        let paper = addressed(&["Lãnh đạo Bộ"], &[own, "Cục Viễn thông"]);
        assert_eq!(paper.head.addressees_told(), ["Lãnh đạo Bộ."]);
        let wanted = ["- Như trên;", "- Cục Viễn thông;", "- Lưu: VT, HTQT."];
        assert_eq!(copies(&paper), wanted, "{own}");
    }
}

#[test]
fn what_nothing_was_held_for_is_a_sentence_and_no_empty_table() {
    let empty = Campaign::preview(wtisd_2020());
    for lang in [Lang::Vi, Lang::En] {
        let paper = report(&empty, lang);
        let sections = std::iter::once(&paper.body).chain(&paper.appendices);
        for block in sections.flat_map(|s| &s.blocks) {
            if let Block::Table(table) = block {
                assert!(!table.rows.is_empty(), "{lang:?}: {:?}", table.columns);
            }
        }
    }
}
