//! The first part: on what ground, what was asked for, and who has reported.

use crate::core::definition::Ask;
use crate::core::dossier::Reporting;
use crate::core::status::State;
use crate::output::parts::{BLANK, Part, Writer, charts, clean, or_blank, plain};
use crate::output::words::moment;
use crate::paper::{Align, Block, Item, Span};
use crate::text::dates::date_told;

/// `Thực hiện Công văn số … ngày … của …`: the ground on which the report stands.
pub(super) fn ground(w: &mut Writer<'_>) -> Block {
    let def = w.campaign.def().clone();
    let letter = &def.letter;
    let number = match (letter.number.trim(), letter.symbol.trim()) {
        ("", "") => BLANK.to_owned(),
        (number, symbol) => format!("{}/{}", or_blank(number), or_blank(symbol)),
    };
    let parts = vec![
        ("number", number.into()),
        (
            "date",
            letter
                .date
                .map_or_else(|| BLANK.to_owned(), |d| date_told(w.cat, d))
                .into(),
        ),
        ("sender", or_blank(def.sender.get(w.lang())).into()),
        ("name", w.campaign_name().into()),
        ("year", w.year().into()),
        ("units", or_blank(def.addressees.get(w.lang())).into()),
    ];
    w.text("dossier-ground", parts)
}

pub(super) fn blocks(w: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks = vec![w.heading(1, "dossier-situation")];
    asked(w, &mut blocks);
    reported(w, &mut blocks);
    blocks
}

fn asked(w: &mut Writer<'_>, blocks: &mut Vec<Block>) {
    let def = w.campaign.def().clone();
    blocks.push(w.heading(2, "dossier-asked"));
    let until = def.last_day(w.campaign.cutoff());
    let parts = vec![
        ("theme", or_blank(def.theme.get(w.lang())).into()),
        ("from", date_told(w.cat, def.window.from).into()),
        ("to", date_told(w.cat, def.window.to).into()),
        ("wording", or_blank(def.deadline.words.get(w.lang())).into()),
        ("until", date_told(w.cat, until).into()),
    ];
    let mut told = w.sentence("dossier-theme", parts);
    let item = |ask: &Ask| Item {
        spans: vec![Span::plain(clean(ask.text.get(w.lang())))],
    };
    let items: Vec<Item> = def.requests.iter().map(item).collect();
    if items.is_empty() {
        blocks.push(Block::Text(told));
        return;
    }
    told.push(Span::plain(format!(" {}", w.words("dossier-requests"))));
    blocks.extend([Block::Text(told), Block::List(items)]);
}

fn reported(w: &mut Writer<'_>, blocks: &mut Vec<Block>) {
    blocks.push(w.heading(2, "dossier-reported"));
    let dossier = w.dossier;
    let all = &dossier.reports.all;
    let now = moment(w.cat, w.campaign.def().zone, dossier.at);
    let parts = vec![
        ("moment", now.into()),
        ("reported", Part::from(&all.reported)),
        ("owing", all.owing().into()),
        ("on_time", Part::from(&all.on_time)),
        ("late", Part::from(&all.late)),
        ("accepted", Part::from(all.of(State::Accepted))),
        ("received", Part::from(all.of(State::Received))),
        ("returned", Part::from(all.of(State::Returned))),
    ];
    // Of none there is nothing to take apart.
    let key = match all.reported.n {
        0 => "dossier-reported_none",
        _ => "dossier-reported_sum",
    };
    blocks.push(w.text(key, parts));
    let parts = vec![
        ("overdue", Part::from(&all.overdue)),
        ("pending", Part::from(&all.pending)),
        ("exempt", Part::from(all.of(State::Exempt))),
        ("corrections", Part::from(&all.resubmit_overdue)),
        ("appendix", w.words("dossier-appendix_units").into()),
    ];
    blocks.push(w.text("dossier-missing_sum", parts));
    if let Some(last) = &dossier.last {
        let parts = vec![
            ("year", last.year.to_string().into()),
            ("reported", last.reported.into()),
            ("total", last.total.into()),
            ("on_time", last.on_time.into()),
        ];
        blocks.push(w.text("dossier-reported_last", parts));
    }
    blocks.push(by_region(w));
    blocks.push(Block::Chart(
        charts::arrivals(w),
        w.words("dossier-caption_arrivals"),
    ));
    blocks.push(Block::Chart(
        charts::regions(w),
        w.words("dossier-caption_regions"),
    ));
}

fn by_region(w: &mut Writer<'_>) -> Block {
    let columns = vec![
        w.column("dossier-col_region", Align::Left, 30),
        w.column("dossier-col_owing", Align::Right, 10),
        w.column("dossier-col_reported", Align::Right, 10),
        w.column("dossier-col_on_time", Align::Right, 10),
        w.column("dossier-col_late", Align::Right, 10),
        w.column("dossier-col_missing", Align::Right, 10),
        w.column("dossier-col_accepted", Align::Right, 10),
        w.column("dossier-col_exempt", Align::Right, 10),
    ];
    let dossier = w.dossier;
    let named = dossier.reports.regions.iter().enumerate();
    let mut rows: Vec<Vec<Vec<Span>>> = named
        .filter(|(_, r)| r.total.n > 0)
        .map(|(place, r)| {
            let name = w.region(place);
            row(w, name, r)
        })
        .collect();
    let sum = w.words("dossier-sum");
    rows.push(row(w, sum, &dossier.reports.all));
    Block::Table(w.table("dossier-table_regions", columns, rows, true))
}

fn row(w: &mut Writer<'_>, name: String, r: &Reporting) -> Vec<Vec<Span>> {
    // Who owes one and has none, whether the cut-off has come or not.
    let missing = [&r.overdue, &r.pending];
    let from = missing.iter().flat_map(|c| c.from.clone()).collect();
    let missing = w.whole(missing.iter().map(|c| c.n).sum());
    vec![
        plain(name),
        plain(w.whole(r.owing())),
        w.cell(&r.reported),
        w.cell(&r.on_time),
        w.cell(&r.late),
        w.figure(missing, from),
        w.cell(r.of(State::Accepted)),
        w.cell(r.of(State::Exempt)),
    ]
}
