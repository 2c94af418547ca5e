//! Official letters (công văn, form 1.5 of Decree 30/2020/NĐ-CP): that reports are owed, and the year's letter itself.

use crate::core::campaign::Campaign;
use crate::core::names::Lang;
use crate::core::official::Official;
use crate::core::remind::Due;
use crate::core::time::Date;
use crate::output::parts::copies;
use crate::output::phrases::clean;
use crate::paper::{
    Align, Block, Column, Head, Item, Kind, Paper, Section, Sign, Sources, Span, Table, Unfilled,
};
use crate::text::Catalogue;
use crate::text::dates::date_full;

use super::mail::department;
use super::told::occasion;

/// Stands where nobody has said anything.
const BLANK: &str = "…";

/// How many addressees stand in the head themselves; more are called by what they have in common, and listed behind.
const FEW: usize = 5;

/// An official letter with its head, its signature and what nobody has filled in.
fn letter(cat: &Catalogue, campaign: &Campaign, day: Date, subject: String, to: Vec<String>) -> Paper {
    let official = campaign.def().official_on(day);
    let or_blank = |s: &str| {
        if s.trim().is_empty() {
            BLANK.to_owned()
        } else {
            clean(s)
        }
    };
    let kind = if cat.lang() == Lang::Vi {
        Kind::Letter
    } else {
        Kind::Plain
    };
    let head = Head {
        parent: Some(clean(&official.parent)).filter(|p| !p.is_empty()),
        issuer: clean(&official.issuer),
        symbol: format!(
            "{}-{}",
            or_blank(&official.abbreviation),
            or_blank(&official.drafting)
        ),
        number: None,
        place: clean(&official.place),
        day: None,
        kind_name: None,
        subject: vec![subject.clone()],
        addressees: to,
    };
    Paper {
        lang: cat.lang(),
        kind,
        title: subject,
        head,
        body: Section::default(),
        sign: (kind == Kind::Letter).then(|| sign(cat, &official, &or_blank)),
        appendices: Vec::new(),
        electronic: true,
        made_from: String::new(),
        unfilled: if kind == Kind::Letter {
            unfilled(&official)
        } else {
            Vec::new()
        },
        sources: Sources::default(),
    }
}

fn sign(cat: &Catalogue, official: &Official, or_blank: &dyn Fn(&str) -> String) -> Sign {
    let mut office = Vec::new();
    if let Some(mark) = official.right.mark() {
        office.push(format!(
            "{mark} {}",
            or_blank(&official.on_behalf_of).to_uppercase()
        ));
    }
    if !official.office.trim().is_empty() {
        office.push(clean(&official.office).to_uppercase());
    }
    Sign {
        office,
        name: clean(&official.signer),
        recipients: copies(cat, official, true),
    }
}

fn unfilled(official: &Official) -> Vec<Unfilled> {
    let whose = official.right.mark().is_some() && official.on_behalf_of.is_empty();
    let open = [
        (Unfilled::Issuer, official.issuer.is_empty()),
        (Unfilled::Abbreviation, official.abbreviation.is_empty()),
        (Unfilled::Place, official.place.is_empty()),
        (Unfilled::Number, true),
        (Unfilled::Day, true),
        (Unfilled::Office, official.office.is_empty() || whose),
        (Unfilled::Signer, official.signer.is_empty()),
        (Unfilled::Recipients, official.recipients.is_empty()),
        (Unfilled::Drafting, official.drafting.is_empty()),
    ];
    open.into_iter()
        .filter(|(_, is)| *is)
        .map(|(what, _)| what)
        .collect()
}

fn text(words: String) -> Block {
    Block::Text(vec![Span::plain(words)])
}

fn about<'a>(cat: &Catalogue, campaign: &Campaign, day: Date) -> Vec<(&'a str, String)> {
    let def = campaign.def();
    let letter = match (def.letter.number.as_str(), def.letter.symbol.as_str()) {
        ("", _) => BLANK.to_owned(),
        (number, "") => clean(number),
        (number, symbol) => format!("{}/{}", clean(number), clean(symbol)),
    };
    vec![
        ("sender", clean(&def.official_on(day).issuer)),
        ("name", clean(def.name.get(cat.lang()))),
        ("theme", clean(def.theme.get(cat.lang()))),
        ("year", def.year().to_string()),
        ("number", letter),
        (
            "dated",
            def.letter.date.map_or_else(|| BLANK.to_owned(), date_full),
        ),
        ("deadline", clean(def.deadline.words.get(cat.lang()))),
        ("day", date_full(def.day)),
        ("from", date_full(def.window.from)),
        ("to", date_full(def.window.to)),
    ]
}

fn say(cat: &Catalogue, key: &str, args: &[(&str, String)]) -> String {
    let args: Vec<_> = args.iter().map(|(k, v)| (*k, v.clone().into())).collect();
    cat.tr_args(key, &args)
}

/// The letter that reports are owed, to all these units: công văn đôn đốc.
pub fn urge(cat: &Catalogue, campaign: &Campaign, due: &[Due], day: Date) -> Paper {
    let mut args = about(cat, campaign, day);
    args.push(("today", date_full(day)));
    args.push(("n", due.len().to_string()));
    let few = due.len() <= FEW;
    let to = if few {
        due.iter().map(|d| department(cat, campaign, d.unit)).collect()
    } else {
        vec![say(
            cat,
            "remind_paper-to_listed",
            &[("all", clean(campaign.def().addressees.get(cat.lang())))],
        )]
    };
    let mut paper = letter(cat, campaign, day, say(cat, "remind_paper-subject", &args), to);
    let table = Block::Table(owing(cat, campaign, due));
    let mut blocks = vec![
        text(say(cat, "remind_paper-asked", &args)),
        text(say(
            cat,
            if few {
                "remind_paper-owed_few"
            } else {
                "remind_paper-owed"
            },
            &args,
        )),
    ];
    if few {
        blocks.push(table);
    } else {
        paper.appendices.push(Section {
            name: cat.tr("remind_paper-appendix").into_owned(),
            title: cat.tr("remind_paper-list").into_owned(),
            blocks: vec![table],
            ..Section::default()
        });
    }
    blocks.push(text(say(cat, "remind_paper-please", &args)));
    blocks.push(text(say(cat, "remind_paper-end", &args)));
    paper.body.blocks = blocks;
    paper
}

fn owing(cat: &Catalogue, campaign: &Campaign, due: &[Due]) -> Table {
    let column = |head: &str, align: Align, share: u16| Column {
        head: cat.tr(head).into_owned(),
        align,
        share,
    };
    let rows = due.iter().zip(1..).map(|(d, n)| {
        let cells = [
            n.to_string(),
            department(cat, campaign, d.unit),
            date_full(d.last_day),
            why(cat, campaign, d),
        ];
        cells.into_iter().map(|c| vec![Span::plain(c)]).collect()
    });
    Table {
        caption: String::new(),
        columns: vec![
            column("remind_paper-col_n", Align::Middle, 8),
            column("remind_paper-col_unit", Align::Left, 42),
            column("remind_paper-col_last_day", Align::Middle, 20),
            column("remind_paper-col_why", Align::Left, 30),
        ],
        rows: rows.collect(),
        sum: false,
        wide: false,
    }
}

fn why(cat: &Catalogue, campaign: &Campaign, due: &Due) -> String {
    if campaign.unit(due.unit).due().is_some() {
        return cat.tr("remind_paper-correction").into_owned();
    }
    match due.step {
        crate::core::reminder::Occasion::Asked => cat.tr("remind_paper-report").into_owned(),
        step => occasion(cat, step),
    }
}

/// The year's letter itself: what is asked, when, by when; and what is enclosed.
pub fn call(cat: &Catalogue, campaign: &Campaign, day: Date) -> Paper {
    let (def, lang) = (campaign.def(), cat.lang());
    let args = about(cat, campaign, day);
    let mut paper = letter(
        cat,
        campaign,
        day,
        say(cat, "remind_paper-call_subject", &args),
        vec![clean(def.addressees.get(lang))],
    );
    let mut blocks = vec![
        text(say(cat, "remind_paper-call_why", &args)),
        text(say(cat, "remind_paper-call_asks", &args)),
    ];
    for (ask, n) in def.requests.iter().zip(1..) {
        blocks.push(text(format!("{n}. {}", clean(ask.text.get(lang)))));
    }
    let parts = def.parts.iter().map(|p| {
        let key = if p.required {
            "remind_paper-part"
        } else {
            "remind_paper-part_if_any"
        };
        Item {
            spans: vec![Span::plain(say(cat, key, &[("part", clean(p.name.get(lang)))]))],
        }
    });
    blocks.push(text(say(cat, "remind_paper-call_parts", &args)));
    blocks.push(Block::List(parts.collect()));
    blocks.push(text(say(cat, "remind_paper-call_until", &args)));
    if !def.documents.is_empty() {
        blocks.push(text(say(cat, "remind_paper-call_documents", &args)));
        let documents = def.documents.iter().map(|d| {
            let title = clean(d.title.get(lang));
            let words = match &d.url {
                Some(url) => format!("{title} ({})", clean(url)),
                None => title,
            };
            Item {
                spans: vec![Span::plain(words)],
            }
        });
        blocks.push(Block::List(documents.collect()));
    }
    blocks.push(text(say(
        cat,
        "remind_paper-call_contact",
        &[("unit", clean(def.unit_in_charge.get(lang)))],
    )));
    blocks.push(text(say(cat, "remind_paper-end", &args)));
    paper.body.blocks = blocks;
    paper
}
