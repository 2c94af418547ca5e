//! Everything that can be wrong with a campaign's form, one thing at a time: which key is named, and with which problem.

use std::collections::BTreeSet;

use crate::common::desk::at;
use ketnoi::core::form::{
    About, CampaignForm, EDITIONS, FigureForm, FormProblem, PROBLEMS, References, edition_for, is_campaign_id,
};
use ketnoi::core::time::{Date, parse_date};
use ketnoi::refdata;

fn day(written: &str) -> Date {
    parse_date(written).expect("a date")
}

fn form() -> CampaignForm {
    let yaml = refdata::campaign_yaml("wtisd-2020").expect("shipped");
    serde_yaml::from_str(yaml).expect("it is sound")
}

fn references() -> References {
    References {
        roster: refdata::roster("vn-provinces-63").expect("shipped"),
        goals: refdata::goals(Some(EDITIONS[0])),
        indicators: refdata::indicators(),
        calendar: refdata::calendar(),
    }
}

type Change = fn(&mut CampaignForm);

#[test]
fn each_thing_that_is_wrong_has_its_key_and_its_problem() {
    let refs = references();
    assert_eq!(form().check(&refs), []);
    let table: [(Change, &str, &str); 41] = [
        (|f| f.schema = 2, "schema", "schema"),
        (|f| f.id = "House".into(), "id", "id"),
        (|f| f.name.vi = " ".into(), "name.vi", "empty"),
        (|f| f.theme.vi = "TODO".into(), "theme.vi", "todo"),
        (
            |f| f.theme.en = "TODO: from the letter".into(),
            "theme.en",
            "todo",
        ),
        (|f| f.sender.vi = String::new(), "sender.vi", "empty"),
        (
            |f| f.unit_in_charge.vi = String::new(),
            "unit_in_charge.vi",
            "empty",
        ),
        (|f| f.addressees.vi = String::new(), "addressees.vi", "empty"),
        (
            |f| f.deadline.words.vi = String::new(),
            "deadline.words.vi",
            "empty",
        ),
        (
            |f| f.requests[1].text.vi = String::new(),
            "requests[1].text.vi",
            "empty",
        ),
        (
            |f| f.requests[0].text.en = "TODO".into(),
            "requests[0].text.en",
            "todo",
        ),
        (
            |f| f.documents[0].title.vi = String::new(),
            "documents[0].title.vi",
            "empty",
        ),
        (
            |f| f.documents[1].gist = Some(ketnoi::core::names::Text::new("TODO", "")),
            "documents[1].gist.vi",
            "todo",
        ),
        (|f| f.timezone = "Europe/Paris".into(), "timezone", "timezone"),
        (
            |f| f.window.to = f.window.from.pred_opt().expect("a day"),
            "window.to",
            "window",
        ),
        (
            |f| f.deadline.cutoff = "2020-06-05".into(),
            "deadline.cutoff",
            "cutoff",
        ),
        (|f| f.deadline.cutoff = "soon".into(), "deadline.cutoff", "cutoff"),
        (
            |f| f.deadline.cutoff = "2101-06-05T00:00:00+07:00".into(),
            "deadline.cutoff",
            "cutoff",
        ),
        (
            |f| f.deadline.cutoff = "2020-05-01T23:59:59+07:00".into(),
            "deadline.cutoff",
            "cutoff-before-window",
        ),
        (
            |f| f.letter.date = Some(day("2020-06-05")),
            "letter.date",
            "letter-after-cutoff",
        ),
        (|f| f.day = day("2000-01-01"), "roster", "day-outside-roster"),
        (|f| f.day = day("2099-01-01"), "roster", "day-outside-roster"),
        (
            |f| f.requests[1].id = f.requests[0].id.clone(),
            "requests[1].id",
            "duplicate",
        ),
        (|f| f.requests[1].id = " ".into(), "requests[1].id", "empty"),
        (
            |f| f.parts[1].id = f.parts[0].id.clone(),
            "parts[1].id",
            "duplicate",
        ),
        (
            |f| f.activity_kinds[1].id = f.activity_kinds[0].id.clone(),
            "activity_kinds[1].id",
            "duplicate",
        ),
        (
            |f| f.activity_kinds[0].id = String::new(),
            "activity_kinds[0].id",
            "empty",
        ),
        (
            |f| f.documents[1].id = f.documents[0].id.clone(),
            "documents[1].id",
            "duplicate",
        ),
        (
            |f| f.figures.push(figure_of("nothing")),
            "figures[0].id",
            "unknown-indicator",
        ),
        (
            |f| f.figures = vec![figure_of("digital_plan"), figure_of("digital_plan")],
            "figures[1].id",
            "duplicate",
        ),
        (
            |f| {
                f.parts[0].kind = ketnoi::core::definition::PartKind::Figure;
            },
            "parts[0].id",
            "unknown-indicator",
        ),
        (|f| f.activity_kinds.clear(), "activity_kinds", "empty"),
        (|f| f.goals.push("mdg".into()), "goals[2]", "unknown-goal-set"),
        (
            |f| f.goals[0] = "connect2020".into(),
            "goals[0]",
            "unknown-goal-set",
        ),
        (|f| f.goals.push(EDITIONS[1].into()), "goals", "two-editions"),
        (|f| f.goals.insert(0, EDITIONS[1].into()), "goals", "two-editions"),
        (
            |f| {
                f.mail_domains.insert("99".into(), vec!["a.example".into()]);
            },
            "mail_domains.99",
            "unknown-unit",
        ),
        (|f| f.id = "house".into(), "id", "id"),
        (|f| f.remind.steps = vec![-91, 1], "remind.steps[0]", "step-far"),
        (
            |f| f.remind.steps = vec![-3, 1, 1],
            "remind.steps[2]",
            "step-order",
        ),
        (
            |f| f.remind.digest_to = vec!["a@b.example\r\nBcc: c@d.example".into()],
            "remind.digest_to[0]",
            "address",
        ),
    ];
    assert_eq!(form().goals, [EDITIONS[0], "sdg"], "which the rows above go by");
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for (n, (change, key, problem)) in table.into_iter().enumerate() {
        let mut form = form();
        change(&mut form);
        let found = form.check(&refs);
        let told: Vec<_> = found.iter().map(|p| (p.key.as_str(), p.problem)).collect();
        assert_eq!(told, [(key, problem)], "row {n}");
        met.insert(problem);
        assert_eq!(form.build(references()).expect_err("it is refused"), found);
    }
    let all: BTreeSet<&str> = PROBLEMS.iter().copied().collect();
    assert_eq!(met, all, "every problem has its row");
}

fn figure_of(id: &str) -> FigureForm {
    FigureForm {
        id: id.to_owned(),
        required: true,
    }
}

#[test]
fn the_ends_of_what_is_possible_are_possible() {
    let refs = references();
    let sound = |change: &dyn Fn(&mut CampaignForm)| {
        let mut form = form();
        change(&mut form);
        form.check(&refs)
    };
    let (from, to) = (
        refs.roster.valid_from(),
        refs.roster.valid_to().expect("it was replaced"),
    );
    assert_eq!(sound(&|f| f.window.to = f.window.from), []);
    assert_eq!(
        sound(&|f| f.deadline.cutoff = "2020-05-02T00:00:00+07:00".into()),
        []
    );
    assert_eq!(sound(&|f| f.day = from), []);
    assert_eq!(sound(&|f| f.day = to), []);
    assert_eq!(
        sound(&|f| f.theme.en = String::new()),
        [],
        "English may be missing"
    );
    assert_eq!(sound(&|f| f.goals = vec![]), []);
    assert_eq!(
        sound(&|f| f.goals = vec![EDITIONS[0].into(), EDITIONS[0].into()]),
        []
    );
    assert_eq!(sound(&|f| f.figures = vec![figure_of("digital_plan")]), []);
    let (before, after) = (from.pred_opt().expect("a day"), to.succ_opt().expect("a day"));
    for day in [before, after] {
        let validity = About::Validity {
            roster: "vn-provinces-63".into(),
            from,
            to: Some(to),
        };
        let wanted = FormProblem {
            key: "roster".into(),
            problem: "day-outside-roster",
            what: validity,
        };
        assert_eq!(sound(&|f| f.day = day), [wanted], "{day}");
    }
}

#[test]
fn a_form_that_is_sound_becomes_the_definition_that_it_describes() {
    let mut form = form();
    form.figures = vec![figure_of("digital_plan")];
    form.mail_domains.clear();
    form.mail_domains
        .insert("04".into(), vec!["caobang.example".into()]);
    let words = form.clone();
    let def = form.build(references()).expect("it is sound");
    assert_eq!(def.deadline.cutoff, at("2020-06-05T00:00:00+07:00"));
    assert_eq!(
        (&def.name, &def.theme, &def.sender),
        (&words.name, &words.theme, &words.sender)
    );
    assert_eq!(
        (def.day, def.window.from, def.window.to),
        (words.day, words.window.from, words.window.to)
    );
    let ids = |all: Vec<&String>| all.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(
        ids(def.requests.iter().map(|r| &r.id).collect()),
        ids(words.requests.iter().map(|r| &r.id).collect())
    );
    assert_eq!(def.documents.len(), words.documents.len());
    assert_eq!(
        def.mail_domains,
        [("04".to_owned(), vec!["caobang.example".to_owned()])]
    );
    // A figure is asked for under the name of its indicator.
    let figure = def.parts.last().expect("a part");
    let indicator = def.indicator("digital_plan").expect("known");
    assert_eq!(
        (figure.id.as_str(), &figure.name, figure.required),
        ("digital_plan", &indicator.label, true)
    );
    assert_eq!(def.parts.len(), words.parts.len() + 1);
}

#[test]
fn a_campaign_is_named_by_what_may_name_a_stream_and_a_file() {
    for (id, good) in [
        ("ab", true),
        ("wtisd-2020", true),
        ("a", false),
        ("", false),
        ("2020", false),
        ("-a", false),
        ("Wtisd", false),
        ("wtisd_2020", false),
        ("wtisd 2020", false),
        ("wtisd.2020", false),
        ("đợt-2020", false),
        ("house", false),
        ("houses", true),
    ] {
        assert_eq!(is_campaign_id(id), good, "{id}");
    }
    assert!(is_campaign_id(&"a".repeat(40)) && !is_campaign_id(&"a".repeat(41)));
}

#[test]
fn the_edition_of_the_agenda_is_the_one_that_is_named_or_that_of_the_year() {
    let mut form = form();
    assert_eq!(form.edition(), Some(EDITIONS[0]));
    form.goals = vec!["sdg".into(), EDITIONS[1].into()];
    assert_eq!(form.edition(), Some(EDITIONS[1]));
    form.goals = vec!["sdg".into()];
    assert_eq!(form.edition(), None);
    assert_eq!([2019, 2022].map(edition_for), [EDITIONS[0]; 2]);
    assert_eq!([2023, 2030].map(edition_for), [EDITIONS[1]; 2]);
}
