//! `ketnoi campaign`: campaigns shipped and opened; new ones from old ones; more time; the end.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::campaign_file::{self, CampaignFileError, NewCampaign};
use crate::cli::args::Words;
use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::parse::Calendar;
use crate::cli::session::Session;
use crate::cli::{files, lists, out, parse, show, units};
use crate::core::campaign::Campaign;
use crate::core::deadline::is_far;
use crate::core::decide::Command as Wish;
use crate::core::definition::Definition;
use crate::core::form::{edition_for, is_campaign_id};
use crate::core::names::CampaignId;
use crate::core::refusal::{Refusal, Rule};
use crate::core::roster::Roster;
use crate::core::time::Date;
use crate::outfile::{Barred, Readers};
use crate::output::{told, words};
use crate::refdata;
use crate::text::{dates, did_you_mean, line};

/// A campaign file is written by hand; more than this is something else.
const FILE_MAX: u64 = 16 << 20;

/// The family's commands.
pub fn command(w: &Words<'_>) -> Command {
    let note = |mut args: Vec<clap::Arg>| {
        args.extend(w.record());
        args
    };
    let group = w
        .group("campaign", &["ketnoi campaign list"])
        .subcommand(w.leaf(
            "campaign list",
            lists::with(w, vec![]),
            &["ketnoi campaign list --json"],
        ))
        .subcommand(w.leaf(
            "campaign show",
            vec![w.pos("ID").required(false).help(w.opt_help("campaign"))],
            &["ketnoi campaign show wtisd-2020"],
        ))
        .subcommand(w.leaf(
            "campaign new",
            vec![
                w.pos("ID").help(w.opt_help("new_id")),
                w.opt("from", "ID").help(w.opt_help("from_campaign")),
                w.opt("day", "DATE").required(true),
                w.opt("roster", "ID").help(w.opt_help("new_roster")),
                w.file(w.opt("output", "FILE").short('o')),
                w.flag("yes"),
            ],
            &[
                "ketnoi campaign new wtisd-2027 --day 2027-05-17",
                "ketnoi campaign new wtisd-2026 --from wtisd-2020 --day 2026-05-17 --roster vn-provinces-34",
            ],
        ))
        .subcommand(w.leaf(
            "campaign open",
            note(vec![w.pos("FILE-OR-ID")]),
            &[
                "ketnoi campaign open wtisd-2026.yaml",
                "ketnoi campaign open wtisd-2020",
            ],
        ))
        .subcommand(w.leaf(
            "campaign amend",
            note(vec![w.file(w.pos("FILE"))]),
            &["ketnoi campaign amend wtisd-2026.yaml --note \"theo công văn bổ sung\""],
        ))
        .subcommand(w.leaf(
            "campaign extend",
            note(vec![
                w.opt("until", "DATE").required(true),
                w.opt("unit", "UNIT"),
                w.flag("replace"),
            ]),
            &[
                "ketnoi campaign extend --until 2020-06-10",
                "ketnoi campaign extend --until 2020-06-15 --unit \"ha giang\" --note \"mưa lũ\"",
                "ketnoi campaign extend --until 2020-06-12 --replace --note \"gõ nhầm năm\"",
            ],
        ))
        .subcommand(w.leaf(
            "campaign close",
            note(vec![]),
            &["ketnoi campaign close --note \"đã tổng hợp\""],
        ))
        .subcommand(w.leaf(
            "campaign correct-clock",
            vec![w.opt("note", "TEXT").required(true)],
            &["ketnoi campaign correct-clock --note \"đồng hồ máy chủ chạy sai năm\""],
        ));
    w.finish(group, "ketnoi campaign")
}

/// Carries one of them out.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    match m.subcommand() {
        Some(("list", m)) => show::campaigns(s, m),
        Some(("show", m)) => show::campaign(s, m),
        Some(("new", m)) => new(s, m),
        Some(("open", m)) => open(s, m),
        Some(("amend", m)) => amend(s, m),
        Some(("extend", m)) => extend(s, m),
        Some(("correct-clock", m)) => {
            let mut ledger = s.open()?;
            let id = ledger.campaign().id().as_str().to_owned();
            let order = s.order(&ledger, m, Wish::CorrectClock)?;
            s.carry_out(&mut ledger, &order, &Did::to(id))
        }
        Some(("close", m)) => close(s, m),
        _ => Ok(()),
    }
}

/// Nothing can be recorded afterwards, so it is asked first, with who is missing.
fn close(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let id = ledger.campaign().id().as_str().to_owned();
    let order = s.order(&ledger, m, Wish::Close)?;
    s.check(&mut ledger, &order)?;
    let mut question = vec![
        s.cat.tr_args("cli-ask_close", &[("id", id.as_str().into())]),
        s.cat.tr("forms-close_final").into_owned(),
    ];
    question.extend(told::closing(&s.cat, ledger.campaign(), s.clock.now()));
    s.confirm(m, &question.join(" "))?;
    s.carry_out(&mut ledger, &order, &Did::to(id))
}

fn extend(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let mut ledger = s.open()?;
    let unit = match parse::text(m, "unit") {
        None => None,
        Some(word) => {
            let ix = units::one(&s.cat, ledger.campaign(), word)?;
            Some(ledger.campaign().code(ix))
        }
    };
    let until = parse::opt_date(&s.cat, Session::calendar(&ledger), m, "until")?.unwrap_or_default();
    let whom = match &unit {
        Some(u) => units::names(ledger.campaign(), std::slice::from_ref(u), s.cat.lang()),
        None => ledger.campaign().id().as_str().to_owned(),
    };
    let what = format!("{whom}, {}", dates::date_full(until));
    let wish = if parse::flag(m, "replace") {
        Wish::ReplaceExtension { unit, until }
    } else {
        Wish::Extend { unit, until }
    };
    let order = s.order(&ledger, m, wish)?;
    s.carry_out(&mut ledger, &order, &Did::to(what))
}

fn read_file(s: &Session, path: &Path) -> Result<Definition, Fail> {
    let name = path.display().to_string();
    let bytes = files::open(&s.cat, path)?
        .read(FILE_MAX)
        .map_err(|e| files::not_taken(&s.cat, &e))?;
    campaign_file::read(&name, &bytes, &s.source()).map_err(|e| file_error(s, &e))
}

fn file_error(s: &Session, e: &CampaignFileError) -> Fail {
    // A YAML mistake comes with the piece of the file that it is in.
    Fail::Failed(match e {
        CampaignFileError::Yaml(y) => y.render(&s.cat),
        other => other.sentences(&s.cat).join("\n"),
    })
}

/// A word that is the id of a shipped campaign is that campaign, and that of a draft which is kept is the draft; anything
/// else is a file.
fn open(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let word = parse::text(m, "FILE-OR-ID").unwrap_or("");
    let path = Path::new(word);
    let (definition, source) = if is_campaign_id(word) && !path.exists() {
        match (campaign_file::shipped_shared(word), files::shelf().of(word)) {
            (Some(d), _) => (d, "shipped".to_owned()),
            // What was begun on screen is opened by its id.
            (None, Some(draft)) => (
                Arc::new(read_file(s, &draft)?),
                files::display_name(&draft.display().to_string()),
            ),
            (None, None) => return Err(not_to_open(s, word)),
        }
    } else {
        (Arc::new(read_file(s, path)?), files::display_name(word))
    };
    let id = definition.id.clone();
    let mut ledger = s.open_with(Some(id.clone()), Some(&definition))?;
    let order = s.order(&ledger, m, Wish::Open { definition, source })?;
    s.carry_out(&mut ledger, &order, &Did::to(id.as_str()))
}

fn amend(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let path = parse::path(m, "FILE").unwrap_or_default();
    let definition = Arc::new(read_file(s, &path)?);
    // The file says which campaign it is about, unless the user says so: then the two must agree.
    let id = s.campaign().unwrap_or_else(|| definition.id.clone());
    let mut ledger = s.open_with(Some(id.clone()), None)?;
    let order = s.order(&ledger, m, Wish::Amend { definition })?;
    s.carry_out(&mut ledger, &order, &Did::to(id.as_str()))
}

/// What cannot be opened by its id. Where `campaign new` has written its file here, that is what was meant.
fn not_to_open(s: &Session, word: &str) -> Fail {
    let mut known: Vec<String> = refdata::campaign_ids().map(str::to_owned).collect();
    let args = [("id", line(word).into()), ("known", known.join(", ").into())];
    let what = s.cat.tr_args("cli-unknown_to_open", &args);
    let file = format!("{word}.yaml");
    if Path::new(&file).is_file() {
        known = vec![file];
    }
    Fail::Nothing(nearest(s, what, word, &known))
}

fn unknown_campaign(s: &Session, word: &str) -> Fail {
    let known: Vec<String> = refdata::campaign_ids().map(str::to_owned).collect();
    unknown(s, "cli-unknown_campaign", word, &known)
}

fn unknown(s: &Session, key: &str, word: &str, known: &[String]) -> Fail {
    let what = s.cat.tr_args(
        key,
        &[("id", line(word).into()), ("known", known.join(", ").into())],
    );
    Fail::Nothing(nearest(s, what, word, known))
}

/// A sentence with what may have been meant.
fn nearest(s: &Session, what: String, word: &str, known: &[String]) -> String {
    let near = did_you_mean(word, known);
    if near.is_empty() {
        return what;
    }
    let args = [("what", what.into()), ("words", near.join(", ").into())];
    s.cat.tr_args("cli-did_you_mean", &args)
}

/// Writes the file of a new campaign, for a person to finish. Another file of that name stays.
fn new(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    let id = parse::text(m, "ID").unwrap_or("").trim();
    if !is_campaign_id(id) {
        return Err(Fail::Usage(
            s.cat.tr_args("cli-bad_campaign_id", &[("id", line(id).into())]),
        ));
    }
    let Base { def, settled } = base(s, parse::text(m, "from").map(str::trim))?;
    // The year of the model is not the year of the new one.
    let on = Calendar {
        zone: def.zone,
        today: def.zone.date(s.clock.now()),
        year: None,
    };
    let day = parse::opt_date(&s.cat, on, m, "day")?.unwrap_or_default();
    if is_far(day, on.today, def.last_day(def.deadline.cutoff)) {
        s.confirm(m, &s.far_day(day, def.day))?;
    }
    let source = s.source();
    let failed = |e: &refdata::RefError| Fail::Failed(e.sentence(&s.cat));
    let roster = roster_of(s, &source, parse::text(m, "roster").map(str::trim), day, &def)?;
    let themes = source.themes().map_err(|e| failed(&e))?;
    let offices = source.offices().map_err(|e| failed(&e))?;
    let edition = source.edition_documents(edition_for(chrono::Datelike::year(&day)));
    let text = campaign_file::new_text(NewCampaign {
        id,
        from: &def,
        settled,
        roster: roster.id(),
        day,
        theme: theme_of(&themes, day),
        offices: &offices,
        edition: &edition.map_err(|e| failed(&e))?,
    });
    let path = parse::path(m, "output").unwrap_or_else(|| PathBuf::from(format!("{id}.yaml")));
    let shown = path.display().to_string();
    let unfinished =
        campaign_file::unfinished(&shown, text.as_bytes(), &source).map_err(|e| file_error(s, &e))?;
    let left_out = campaign_file::left_out(&shown, text.as_bytes()).map_err(|e| file_error(s, &e))?;
    write_new(s, &path, &text)?;
    if s.json {
        return out::json(
            &s.cat,
            &NewFile {
                schema: "ketnoi.campaign-file/1",
                id,
                file: &shown,
                todo: unfinished.len(),
                unfinished: &unfinished,
                left_out: &left_out,
            },
        );
    }
    let mut keys: Vec<&str> = unfinished.iter().map(|k| without_language(k)).collect();
    keys.dedup();
    let args = [
        ("file", line(&shown).into()),
        ("n", unfinished.len().into()),
        ("keys", keys.join(", ").into()),
    ];
    let mut lines = vec![s.cat.tr_args("cli-new_campaign", &args)];
    if !left_out.is_empty() {
        let args = [("keys", left_out.join(", ").into())];
        lines.push(s.cat.tr_args("cli-new_left_out", &args));
    }
    out::lines(&s.cat, lines)
}

/// `theme` of `theme.vi`.
fn without_language(key: &str) -> &str {
    key.strip_suffix(".vi")
        .or_else(|| key.strip_suffix(".en"))
        .unwrap_or(key)
}

/// The roster of a new campaign: the one that is named, else the one in force on the Day.
fn roster_of(
    s: &Session,
    source: &refdata::Source,
    named: Option<&str>,
    day: Date,
    model: &Arc<Definition>,
) -> Result<Roster, Fail> {
    let found = match named {
        Some(id) => source.roster(id).map(Some),
        None => source.roster_on(day),
    };
    let found = found.map_err(|e| match e {
        refdata::RefError::UnknownRoster { id, known } => unknown(s, "cli-unknown_roster", &id, &known),
        other => Fail::Failed(other.sentence(&s.cat)),
    })?;
    let asked = match found {
        Some(r) if r.holds_on(day) => return Ok(r),
        Some(r) => r.id().to_owned(),
        None => refdata::roster_ids().collect::<Vec<_>>().join(", "),
    };
    let refused = Refusal::new(Rule::RosterNotValid, s.clock.now())
        .what(asked.as_str())
        .date(day);
    let told = words::refusal(&s.cat, &refused, &Campaign::preview(model.clone()));
    Err(Fail::Refused(told.to_string()))
}

#[derive(Serialize)]
struct NewFile<'a> {
    schema: &'static str,
    id: &'a str,
    file: &'a str,
    /// How many texts a person still has to write.
    todo: usize,
    /// Which, by their keys in the file.
    unfinished: &'a [String],
    /// What may come later: the keys that are not in the file yet.
    left_out: &'a [&'static str],
}

fn theme_of(
    themes: &[crate::core::reference::Theme],
    day: Date,
) -> Option<(&crate::core::names::Text, bool)> {
    let year = chrono::Datelike::year(&day);
    let theme = themes.iter().find(|t| t.year == year)?;
    theme.theme.as_ref().map(|t| (t, theme.is_official()))
}

/// What a new campaign is made from.
#[derive(Clone)]
struct Base {
    def: Arc<Definition>,
    /// Written to be carried over.
    settled: bool,
}

/// A campaign that was opened, as it holds; a shipped one; a shipped model, which is also what is taken where nothing is
/// named.
fn base(s: &mut Session, named: Option<&str>) -> Result<Base, Fail> {
    let id = named.or_else(|| refdata::model_ids().last()).unwrap_or("");
    if !is_campaign_id(id) {
        return Err(unknown_campaign(s, id));
    }
    let model = campaign_file::model(id).map(|def| Base { def, settled: true });
    if let (None, Some(model)) = (named, &model) {
        return Ok(model.clone());
    }
    match s.open_with(Some(CampaignId::from(id)), None) {
        Ok(ledger) => Ok(Base {
            def: ledger.campaign().def().clone(),
            settled: false,
        }),
        Err(Fail::Nothing(said)) => model.ok_or(Fail::Nothing(said)),
        Err(why) => Err(why),
    }
}

fn write_new(s: &Session, path: &Path, text: &str) -> Result<(), Fail> {
    let guard = s.settings.guard();
    match guard.write(path, &mut text.as_bytes(), false, Readers::Usual) {
        Ok(_) => Ok(()),
        Err(Barred::Exists | Barred::Link) => {
            let shown = path.display().to_string();
            let args = [("file", line(&shown).into())];
            Err(Fail::Failed(s.cat.tr_args("cli-file_exists_new", &args)))
        }
        Err(why) => Err(files::barred(&s.cat, path, &why)),
    }
}
