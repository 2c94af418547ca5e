//! `ketnoi` without a command: the dashboard, on the terminal or, with `--print`, as one frame of text.
//!
//! It puts together what the dashboard is started with; it must never know what is on a screen.

use clap::ArgMatches;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::parse;
use crate::cli::session::Session;
use crate::cli::{export, files, identity};
use crate::config::{Ambiguous, LineSpeed, Places, Signs, looks};
use crate::core::fact::Via;
use crate::demo::Player;
use crate::jail::Jail;
use crate::ledger::{Ledger, ReadOnly};
use crate::text::failure::io_words;
use crate::text::{Catalogue, line};
use crate::tui::first::First;
use crate::tui::fitting;
use crate::tui::keymap::{KeyProblem, Keymap, Shadow};
use crate::tui::list_file::Ground;
use crate::tui::mailing::Mailing;
use crate::tui::print::{self, Plan, Printed};
use crate::tui::run::{self, RunError, Start};
use crate::tui::svg;
use crate::tui::term::caps::{is_utf8, wants_colour};
use crate::tui::term::{Background, Env, Glyphs, Line, Unusable, Wishes};
use crate::tui::theme::{GlyphSet, Look};
use crate::tui::workbench::Foundry;

/// The largest frame that is printed.
const LARGEST: (u16, u16) = (1_000, 500);

/// Opens the dashboard, or prints it.
pub fn run(s: &mut Session, m: &ArgMatches) -> Result<(), Fail> {
    if parse::text(m, "print").is_none() {
        return open(s);
    }
    if !parse::flag(m, "write") {
        s.only_look(ReadOnly::Print);
    }
    let ledger = s.open_as(Via::Tui)?;
    show(s, m, ledger, None)
}

/// Opens the dashboard on the terminal.
pub fn open(s: &mut Session) -> Result<(), Fail> {
    let ledger = s.open_partial(Some(Via::Tui))?;
    let first = first(s, &ledger);
    let start = start(s, ledger, None)?;
    on_terminal(s, Start { first, ..start })
}

/// How somebody begins at a terminal: calm wherever the real time is shown, with the welcome where nobody has opened a
/// campaign, none was named, and whoever sits there could begin with one.
fn first(s: &Session, ledger: &Ledger) -> First {
    let real = s.as_of.is_none() && s.known_at.is_none() && !ledger.clock().stands_still();
    let unnamed = s.settings.campaign.is_none() && ledger.campaign().opened().is_none();
    First {
        calm: real,
        welcome: real && unnamed && ledger.read_only().is_none() && !ledger.rights().pass().restricted,
        ..First::default()
    }
}

/// Shows a ledger: on the terminal, or printed.
pub fn show(s: &Session, m: &ArgMatches, ledger: Ledger, player: Option<Player>) -> Result<(), Fail> {
    let start = start(s, ledger, player)?;
    match parse::text(m, "print") {
        Some(form) => {
            let plan = plan(&s.cat, m)?;
            let print = Print::of(form, &start);
            put(s, print, &print::print(print.apply(start), &plan))
        }
        None => on_terminal(s, start),
    }
}

fn on_terminal(s: &Session, start: Start) -> Result<(), Fail> {
    match run::run(start) {
        Ok(0) => Ok(()),
        Ok(code) => Err(Fail::Said(code)),
        Err(RunError::Barred(sentence)) => Err(Fail::Refused(sentence)),
        Err(error) => Err(Fail::Failed(run_sentence(&s.cat, &error))),
    }
}

/// How a frame is printed. What the environment says of colours and letters holds for it too; its signs are the same wherever it
/// runs, unless somebody chose others.
#[derive(Debug, Clone, Copy)]
pub struct Print {
    form: Form,
    /// With colours.
    pub colours: bool,
    glyphs: Option<Glyphs>,
}

/// What a frame is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    /// With escapes for weights and colours.
    Ansi,
    /// A picture. It has a ground of its own, and so a designed look where none was chosen.
    Svg(Background),
}

impl Print {
    /// Of the word of `--print`.
    pub fn of(form: &str, start: &Start) -> Self {
        let env = Env::read();
        let wishes = start.wishes;
        let form = match form {
            "ansi" => Form::Ansi,
            "svg" if start.look_name == fitting::name(Background::Light) => Form::Svg(Background::Light),
            "svg" => Form::Svg(Background::Dark),
            _ => Form::Text,
        };
        Self {
            form,
            colours: form != Form::Text && wants_colour(&env, wishes),
            glyphs: if is_utf8(&env) {
                wishes.glyphs
            } else {
                Some(Glyphs::Ascii)
            },
        }
    }

    /// Signs and letters that the locale has.
    pub fn apply(self, mut start: Start) -> Start {
        if let Form::Svg(background) = self.form
            && start.auto_look
        {
            start.look = fitting::look(background, start.look.glyphs, start.data_dir.as_deref());
            fitting::name(background).clone_into(&mut start.look_name);
        }
        if let Some(glyphs) = self.glyphs {
            let wide = start.wishes.ambiguous_wide;
            start.look = start.look.with_glyphs(GlyphSet::of(glyphs, wide));
        }
        start
    }
}

/// Writes a printed frame to standard output.
pub fn put(s: &Session, print: Print, frame: &Printed) -> Result<(), Fail> {
    let text = match print.form {
        Form::Text => frame.text(),
        Form::Ansi => frame.ansi(print.colours),
        Form::Svg(background) => svg::picture(frame, background, print.colours),
    };
    out::raw(&s.cat, text.as_bytes())
}

/// What a screen is started with.
pub fn start(s: &Session, ledger: Ledger, player: Option<Player>) -> Result<Start, Fail> {
    let set = &s.settings;
    let dir = set.data_dir.clone();
    let wide = set.ambiguous == Ambiguous::Wide;
    // A print keeps this one where none was chosen; at a terminal another may take its place.
    let auto = set.theme == looks::AUTO;
    let name = if auto { looks::DEFAULT } else { &set.theme };
    let ascii = set.glyphs == Signs::Ascii || wide;
    let look = Look::load(name, ascii, dir.as_deref()).map_err(|e| Fail::Failed(e.render(&s.cat)))?;
    let mut mailing = Mailing {
        remind: set.remind.clone(),
        own_domains: set.intake.own_domains.clone(),
        credentials: s.credentials(),
        ..Mailing::default()
    };
    if player.is_some() {
        // What a demo shows never leaves.
        mailing.remind.server = None;
    }
    let ground = Ground {
        mailing,
        home: Places::usual().home,
        guard: set.guard(),
        office: export::office(),
        foundry: Foundry {
            shelf: files::shelf(),
            source: s.source(),
            fits: Some(identity::fits(&s.cat, ledger.site().clone())),
        },
    };
    Ok(Start {
        ledger,
        player,
        cat: s.cat.clone(),
        look,
        look_name: name.to_owned(),
        auto_look: auto,
        look_names: looks::names_in(dir.as_deref()),
        data_dir: dir,
        ground,
        keymap: keymap(s)?,
        wishes: Wishes {
            no_color: set.no_color,
            glyphs: match set.glyphs {
                Signs::Auto => None,
                Signs::Full => Some(Glyphs::Full),
                Signs::Windows => Some(Glyphs::Windows),
                Signs::Ascii => Some(Glyphs::Ascii),
            },
            ambiguous_wide: wide,
            full_console: set.console_font,
            line: match set.line {
                LineSpeed::Auto => None,
                LineSpeed::Fast => Some(Line::Fast),
                LineSpeed::Slow => Some(Line::Far),
            },
        },
        seconds: set.seconds && set.line != LineSpeed::Slow,
        mouse: set.mouse,
        past: s.as_of.is_some() || s.known_at.is_some(),
        log: set.log.clone(),
        no_store: s.no_store().map(|site| site.describe()),
        first: First::default(),
        jail: Jail::new(),
    })
}

/// The table of keys with the user's overrides.
pub fn keymap(s: &Session) -> Result<Keymap, Fail> {
    if s.settings.keys.is_empty() {
        return Ok(Keymap::default());
    }
    let wanted: Vec<(String, Vec<String>)> = s
        .settings
        .keys
        .iter()
        .map(|k| (k.action.clone(), k.keys.clone()))
        .collect();
    Keymap::with_overrides(&wanted).map_err(|(n, problem)| {
        let sentence = key_sentence(&s.cat, &problem);
        match s.settings.keys.get(n) {
            Some(o) => Fail::Failed(o.refuse(sentence).render(&s.cat)),
            None => Fail::Failed(sentence),
        }
    })
}

/// What the user's own keys are taken from, a sentence each.
pub fn shadows(s: &Session, map: &Keymap) -> Vec<String> {
    let own: Vec<&str> = s.settings.keys.iter().map(|k| k.action.as_str()).collect();
    let say = |shadow: Shadow| {
        let args = [
            ("key", shadow.key.into()),
            ("id", shadow.id.into()),
            ("from", shadow.from.into()),
            ("place", s.cat.tr(&format!("layer-{}", shadow.layer.id())).into()),
        ];
        s.cat.tr_args("keys-shadow", &args)
    };
    map.shadows(&own).into_iter().map(say).collect()
}

fn key_sentence(cat: &Catalogue, problem: &KeyProblem) -> String {
    let clean = |s: &str| line(s).into_owned();
    match problem {
        KeyProblem::UnknownAction { id } => cat.tr_args("keys-unknown_action", &[("id", clean(id).into())]),
        KeyProblem::UnknownKey { key, id } => cat.tr_args(
            "keys-unknown_key",
            &[("key", clean(key).into()), ("id", clean(id).into())],
        ),
        KeyProblem::Printable { key, id } => cat.tr_args(
            "keys-printable",
            &[("key", clean(key).into()), ("id", clean(id).into())],
        ),
        KeyProblem::NoWay { id } => cat.tr_args("keys-no_way", &[("id", clean(id).into())]),
        KeyProblem::Taken { key, id, by } => cat.tr_args(
            "keys-taken",
            &[
                ("key", clean(key).into()),
                ("id", clean(id).into()),
                ("by", clean(by).into()),
            ],
        ),
    }
}

/// The size of a printed frame.
pub fn frame_size(cat: &Catalogue, m: &ArgMatches) -> Result<(u16, u16), Fail> {
    match parse::text(m, "size") {
        None => Ok((80, 24)),
        Some(words) => size(words).ok_or_else(|| {
            let args = [
                ("value", line(words).into()),
                ("largest", format!("{}x{}", LARGEST.0, LARGEST.1).into()),
            ];
            Fail::Usage(cat.tr_args("cli-bad_size", &args))
        }),
    }
}

fn plan(cat: &Catalogue, m: &ArgMatches) -> Result<Plan, Fail> {
    let size = frame_size(cat, m)?;
    let keys = print::parse_keys(parse::text(m, "keys").unwrap_or_default())
        .map_err(|bad| Fail::Usage(cat.tr_args("cli-bad_keys", &[("word", line(&bad.0).into())])))?;
    Ok(Plan { size, keys })
}

fn size(words: &str) -> Option<(u16, u16)> {
    let (w, h) = words.split_once(['x', 'X'])?;
    let (w, h): (u16, u16) = (w.parse().ok()?, h.parse().ok()?);
    ((1..=LARGEST.0).contains(&w) && (1..=LARGEST.1).contains(&h)).then_some((w, h))
}

/// Why no screen came to be.
pub fn run_sentence(cat: &Catalogue, error: &RunError) -> String {
    match error {
        RunError::Terminal(Unusable::NoTerminal) => cat.tr("cli-no_terminal").into_owned(),
        RunError::Terminal(Unusable::TermUnset) => cat.tr("cli-term_unset").into_owned(),
        RunError::Terminal(Unusable::Dumb(name)) => {
            cat.tr_args("cli-term_dumb", &[("name", line(name).into())])
        }
        RunError::Barred(sentence) => sentence.clone(),
        RunError::Io(why) => cat.tr_args("cli-terminal_failed", &[("what", io_words(cat, why).into())]),
    }
}
