//! What is asked before something is done that cannot be taken back lightly, and the line where a filter is typed.
//!
//! A question carries with it what is to be done on a yes; what that is, is for the asker to say. It must never know which
//! key means yes, nor how anything is carried out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::core::names::{Actor, UnitCode, UnitIx};
use crate::core::status::{No, Step, may};
use crate::core::time::{SECOND, Stamp};
use crate::output::told;
use crate::text::{dates, width};
use crate::tui::editor::Editor;
use crate::tui::layout;
use crate::tui::paint;
use crate::tui::panes::kit::aimed::aimed;
use crate::tui::panes::kit::names::unit_name;
use crate::tui::panes::over::form::Filled;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The widest a question is drawn.
const WIDEST: u16 = 76;
/// The most characters of a filter.
const FILTER_MAX: usize = 100;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Several units at once: who will change, and who will not, by the catalogue key of the reason.
    Bulk {
        /// Which step.
        step: Step,
        /// Those that will change.
        change: Vec<UnitCode>,
        /// Those that stay as they are.
        stay: Vec<(&'static str, Vec<UnitCode>)>,
    },
    /// Close the campaign.
    Close,
    /// Leave a form with something in it.
    Discard,
    /// Leave the program with something in a form.
    Quit,
    /// Leave the program in the middle of something.
    Leave(Box<Busy>),
    /// Send letters: from whom and by which server, then who gets what, a line each.
    Send {
        /// How many messages.
        n: usize,
        /// From whom, by which server, under which digest.
        head: Vec<String>,
        /// Who gets what.
        all: Vec<String>,
    },
    /// Record in a campaign that nobody has opened, which opens it.
    Open,
    /// Open the campaign that was set up: its id, and what it will be.
    Begin {
        /// Its id.
        id: String,
        /// What it will be, a sentence or two a line.
        lines: Vec<String>,
    },
    /// Go on with what a server holds that has lost facts: what it has lost, a sentence a line.
    Accept(Vec<String>),
    /// Record by a clock that is far ahead: the sentence that says how far.
    Clock(String),
}

/// What is under way where somebody wants to leave the program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Busy {
    /// The time.
    pub now: Stamp,
    /// The letter that is being handed over.
    pub letter: Option<Handed>,
    /// The document that is being written, and since when.
    pub document: Option<(String, Stamp)>,
    /// A file is being taken in.
    pub file: bool,
    /// It was said yes already, and is being waited for.
    pub waits: bool,
}

/// A letter that is being handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// To whom; nobody yet, where a run has just begun.
    pub to: String,
    /// Since when.
    pub since: Stamp,
    /// So many others are to leave after it.
    pub rest: usize,
    /// It is waited for at most so many seconds.
    pub most: u64,
}

impl Busy {
    /// Is nothing under way?
    pub fn is_over(&self) -> bool {
        !self.file && !self.can_be_waited_for()
    }

    /// Is there something whose end is worth waiting for?
    pub fn can_be_waited_for(&self) -> bool {
        self.letter.is_some() || self.document.is_some()
    }

    fn seconds(&self, since: Stamp) -> i64 {
        (self.now.0 - since.0).max(0) / SECOND
    }
}

/// A question, with what is to be done on a yes: a filled form, or whatever else the asker hands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm<T = Filled> {
    /// What is asked.
    pub question: Question,
    /// What is to be done on a yes.
    pub filled: T,
}

impl<T> Confirm<T> {
    /// Asks a question.
    pub fn new(question: Question, filled: T) -> Self {
        Self { question, filled }
    }

    /// Asks whether a step is to be taken on several reports. `units` are all that were marked; those that cannot take
    /// the step are named with the reason. A command is all or nothing, so only those of [`Confirm::units`] may go into
    /// `filled`.
    pub fn step(step: Step, units: &[UnitIx], actor: &Actor, filled: T, scene: &Scene<'_>) -> Self {
        let mut change = Vec::new();
        let mut stay: Vec<(&'static str, Vec<UnitCode>)> = Vec::new();
        for ix in units {
            let code = scene.campaign.code(*ix);
            match why_not(step, *ix, actor, scene) {
                None => change.push(code),
                Some(why) => match stay.iter_mut().find(|(w, _)| *w == why) {
                    Some((_, codes)) => codes.push(code),
                    None => stay.push((why, vec![code])),
                },
            }
        }
        Self::new(Question::Bulk { step, change, stay }, filled)
    }

    /// The units that would change.
    pub fn units(&self) -> &[UnitCode] {
        match &self.question {
            Question::Bulk { change, .. } => change,
            _ => &[],
        }
    }
}

/// The catalogue key of why a unit cannot take a step.
fn why_not(step: Step, ix: UnitIx, actor: &Actor, scene: &Scene<'_>) -> Option<&'static str> {
    if scene.campaign.closed().is_some() {
        return Some("forms-why_closed");
    }
    let no = may(scene.campaign.standing(ix, actor), step).err()?;
    Some(match no {
        No::NoVersion => "forms-why_no_version",
        No::NeedsNewerVersion => "forms-why_needs_newer",
        No::AlreadyAccepted => "forms-why_accepted",
        No::AlreadyExempt | No::ExemptOwesNothing => "forms-why_exempt",
        No::AlreadyAcknowledged => "forms-why_acknowledged",
        No::OneStep => "forms-why_one_step",
        No::NotRecommended | No::NoRecommendation => "forms-why_not_recommended",
        No::FourEyes => "forms-why_four_eyes",
        No::AlreadyRecommended => "forms-why_recommended",
    })
}

/// Draws the question in a box over `area`, the whole body.
pub fn view<T>(confirm: &Confirm<T>, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.width < 8 || area.height < 3 {
        return;
    }
    let wide = area.width.min(WIDEST);
    let cols = usize::from(wide - 4);
    let rows = usize::from(area.height - 2);
    let (title, lines) = words(&confirm.question, scene, cols, rows);
    let mut shown: Vec<String> = lines
        .iter()
        .flat_map(|l| width::wrap(&paint::clean(l), cols))
        .collect();
    shown.truncate(rows);
    let boxed = layout::centred(area, wide, shown.len() as u16 + 2);
    let inner = paint::sheet(buf, boxed, &title, scene.look);
    let style = scene.style(Role::Text);
    scene.here(inner.x, inner.y);
    for (y, line) in (inner.y..inner.bottom()).zip(&shown) {
        paint::text(buf, inner.x, y, inner.width, line, style);
    }
}

fn words(question: &Question, scene: &Scene<'_>, cols: usize, rows: usize) -> (String, Vec<String>) {
    let tr = |key: &str| scene.tr(key).into_owned();
    match question {
        Question::Bulk { step, change, stay } => {
            let what = tr(&format!("act-report_{}", step.id()));
            let title = scene.cat.tr_args("forms-ask_bulk", &[("what", what.into())]);
            (title, bulk(change, stay, scene, cols, rows))
        }
        Question::Close => (tr("forms-ask_close"), close(scene)),
        Question::Discard => (tr("forms-ask_discard"), vec![tr("forms-discard_lines")]),
        Question::Quit => (tr("forms-ask_quit"), vec![tr("forms-discard_lines")]),
        Question::Leave(busy) => leave(busy, scene),
        Question::Send { n, head, all } => {
            let title = scene.cat.tr_args("forms-ask_send", &[("n", (*n).into())]);
            let taken: usize = head.iter().map(|l| width::wrap(l, cols).len()).sum();
            let fitted = |l: String| width::fit(&l, cols).into_owned();
            let listed = aimed(scene, all, rows.saturating_sub(taken));
            (
                title,
                head.iter()
                    .cloned()
                    .chain(listed.into_iter().map(fitted))
                    .collect(),
            )
        }
        Question::Open => open(scene),
        Question::Begin { id, lines } => {
            let args = [("id", paint::clean(id).into_owned().into())];
            (scene.cat.tr_args("forms-ask_open", &args), lines.clone())
        }
        Question::Accept(lines) => (tr("forms-ask_accept"), lines.clone()),
        Question::Clock(sentence) => (tr("forms-ask_clock"), vec![sentence.clone()]),
    }
}

/// What is under way and for how long, and what a yes comes to: to wait for it, then to leave without it.
fn leave(busy: &Busy, scene: &Scene<'_>) -> (String, Vec<String>) {
    let tr = |key: &str| scene.tr(key).into_owned();
    let mut lines = Vec::new();
    if let Some(letter) = &busy.letter {
        let args = [
            ("to", letter.to.clone().into()),
            ("seconds", busy.seconds(letter.since).into()),
            ("most", letter.most.into()),
        ];
        let key = if letter.to.is_empty() {
            "forms-leave_letters"
        } else {
            "forms-leave_letter"
        };
        lines.push(scene.cat.tr_args(key, &args));
        let rest = [("n", letter.rest.into())];
        lines.extend((letter.rest > 0).then(|| scene.cat.tr_args("forms-leave_rest", &rest)));
    }
    if let Some((file, since)) = &busy.document {
        let args = [
            ("file", file.clone().into()),
            ("seconds", busy.seconds(*since).into()),
        ];
        lines.push(scene.cat.tr_args("forms-leave_document", &args));
    }
    lines.extend(busy.file.then(|| tr("forms-file_lines")));
    let (title, yes) = match (busy.waits, &busy.letter, &busy.document, busy.file) {
        (false, Some(_), ..) => ("forms-ask_sending", "forms-leave_wait_letter"),
        (true, Some(_), ..) => ("forms-ask_leave_letter", "forms-leave_now_letter"),
        (false, None, _, true) => return (tr("forms-ask_file"), lines),
        (false, None, Some(_), false) => ("forms-ask_export", "forms-export_lines"),
        (true, None, ..) => ("forms-ask_leave_now", "forms-leave_now_document"),
        (false, None, None, false) => ("forms-ask_leave_over", "forms-leave_over"),
    };
    lines.push(tr(yes));
    (tr(title), lines)
}

fn bulk(
    change: &[UnitCode],
    stay: &[(&'static str, Vec<UnitCode>)],
    scene: &Scene<'_>,
    cols: usize,
    rows: usize,
) -> Vec<String> {
    // Each group gets its share of the rows; what its sentence says besides names takes about one of them.
    let share = (rows / (stay.len() + 1)).max(1);
    let room = cols * share.saturating_sub(1).max(1);
    let first = if change.is_empty() {
        scene.tr("forms-none_change").into_owned()
    } else {
        let args = [
            ("n", change.len().into()),
            ("names", names(change, scene, room).into()),
        ];
        scene.cat.tr_args("forms-will_change", &args)
    };
    let others = stay.iter().map(|(why, codes)| {
        let args = [
            ("n", codes.len().into()),
            ("why", scene.tr(why).into()),
            ("names", names(codes, scene, room).into()),
        ];
        scene.cat.tr_args("forms-cannot", &args)
    });
    std::iter::once(first).chain(others).collect()
}

/// The units by name; by their letters where names have no room; the first of them where those have none either.
fn names(codes: &[UnitCode], scene: &Scene<'_>, room: usize) -> String {
    let roster = scene.campaign.roster();
    let label = |code: &UnitCode| {
        let ix = roster.by_code(code.as_str());
        let label = ix.map_or(code.as_str(), |ix| scene.campaign.label(ix));
        paint::clean(label).into_owned()
    };
    // Every name takes a cell at least, so more than `room` of them need not be put together to be found too long.
    if codes.len() <= room {
        let full: Vec<String> = codes.iter().map(|c| unit_name(scene, c)).collect();
        let full = full.join(", ");
        if width::cells(&full) <= room {
            return full;
        }
    }
    let mut out = String::new();
    for (i, code) in codes.iter().enumerate() {
        let next = label(code);
        let left = codes.len() - i;
        let tail = scene.cat.tr_args("forms-and_more", &[("n", left.into())]);
        let spare = if left == 1 { 0 } else { width::cells(&tail) + 2 };
        if i > 0 && width::cells(&out) + 2 + width::cells(&next) + spare > room {
            return format!("{out} {tail}");
        }
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&next);
    }
    out
}

fn open(scene: &Scene<'_>) -> (String, Vec<String>) {
    let def = scene.campaign.def();
    let id = || def.id.as_str().to_owned().into();
    let last = dates::date_full(def.last_day(scene.campaign.cutoff()));
    let args = [
        ("id", id()),
        ("name", def.name.get(scene.lang()).to_owned().into()),
        ("date", last.into()),
    ];
    let title = scene.cat.tr_args("forms-ask_open", &[("id", id())]);
    (title, vec![scene.cat.tr_args("forms-open_lines", &args)])
}

fn close(scene: &Scene<'_>) -> Vec<String> {
    let mut lines = vec![scene.tr("forms-close_final").into_owned()];
    lines.extend(told::closing(scene.cat, scene.campaign, scene.now));
    lines
}

/// The line where a filter is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterLine {
    /// What was typed.
    pub editor: Editor,
}

impl FilterLine {
    /// With what was typed before.
    pub fn new(text: &str) -> Self {
        Self {
            editor: Editor::new(text, FILTER_MAX),
        }
    }
}

/// Draws the line in the row of the footer, with how many match. Gives the cell of the cursor.
pub fn filter_line(
    line: &FilterLine,
    matches: usize,
    scene: &Scene<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let row = Rect { height: 1, ..area }.intersection(buf.area);
    if area.is_empty() || row.is_empty() {
        return None;
    }
    let count = scene
        .cat
        .tr_args("forms-filter_matches", &[("n", matches.into())]);
    let label = format!(" {} ", scene.tr("forms-filter"));
    let (count_wide, label_wide) = (width::cells(&count) as u16 + 2, width::cells(&label) as u16);
    let (mut x, mut room) = (row.x, row.width);
    if room >= count_wide + label_wide + 8 {
        let counted = Rect {
            width: row.width - 1,
            ..row
        };
        paint::right(buf, counted, row.y, &count, scene.style(Role::Dim));
        x = paint::text(buf, x, row.y, label_wide, &label, scene.style(Role::Key));
        room -= count_wide + label_wide;
    }
    line.editor
        .draw(scene.look, Rect::new(x, row.y, room, 1), buf, true)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::*;
    use crate::core::campaign::Campaign;
    use crate::core::fact::{Envelope, Fact, ReportReceived, Role as Rights, Via};
    use crate::core::names::{Actor, CmdId, Lang};
    use crate::core::particulars::Symbol;
    use crate::core::time::Stamp;
    use crate::text::Catalogue;
    use crate::tui::theme::Look;

    /// Draws on a campaign in which 04 has reported; checks that nothing is drawn beside the area.
    fn on_a_desk(
        lang: Lang,
        size: (u16, u16),
        paint: impl FnOnce(&Scene<'_>, Rect, &mut Buffer) -> Option<Position>,
    ) -> (String, Option<Position>) {
        let shipped = crate::campaign_file::shipped("wtisd-2020").expect("the shipped campaign");
        let mut campaign = Campaign::preview(Arc::new(shipped));
        let now = Stamp::parse_rfc3339("2020-05-28T09:00:00+07:00").expect("a time");
        let received = ReportReceived {
            version: 1,
            note: String::new(),
            files: Vec::new(),
            symbol: Symbol::default(),
        };
        let (stream, actor) = (campaign.id().clone(), Actor::from("lan"));
        campaign.apply(&Envelope {
            stream,
            seq: 1,
            cmd: CmdId(1.into()),
            n: 0,
            at: now,
            recorded: now,
            real_user: actor.clone(),
            actor,
            role: Rights::Administrator,
            via: Via::Tui,
            unit: Some(UnitCode::from("04")),
            entered_later: false,
            fact: Fact::ReportReceived(received),
            hash: [0; 32],
        });
        let scene = Scene {
            campaign: &campaign,
            now,
            cat: &Catalogue::new(lang),
            look: &Look::default(),
            marks: &BTreeSet::new(),
            act_marks: &BTreeSet::new(),
            fresh: &BTreeMap::new(),
            claims: &[],
            post: crate::tui::letters::Post::default(),
            mailing: None,
            last_time: None,
            unit: None,
            needle: None,
            focused: true,
            acts_as: crate::core::fact::Role::Editor,
            seconds: true,
            back: None,
            at_hand: None,
        };
        let whole = Rect::new(0, 0, size.0 + 2, size.1 + 2);
        let area = Rect::new(1, 1, size.0, size.1);
        let mut buf = Buffer::empty(whole);
        let cursor = paint(&scene, area, &mut buf);
        let mut out = String::new();
        for y in 0..whole.height {
            for x in 0..whole.width {
                let symbol = buf[(x, y)].symbol();
                assert!(
                    area.contains((x, y).into()) || symbol == " ",
                    "{size:?}: drew outside"
                );
                out.push_str(symbol);
            }
            out.push('\n');
        }
        (out, cursor)
    }

    fn accept(lang: Lang, size: (u16, u16), wanted: &[&str]) -> (String, Vec<UnitCode>) {
        let mut able = Vec::new();
        let (screen, _) = on_a_desk(lang, size, |scene, area, buf| {
            let roster = scene.campaign.roster();
            let units: Vec<UnitIx> = if wanted.is_empty() {
                roster.units().collect()
            } else {
                wanted.iter().filter_map(|c| roster.by_code(c)).collect()
            };
            let confirm = Confirm::step(Step::Accept, &units, &Actor::from("lan"), (), scene);
            able = confirm.units().to_vec();
            view(&confirm, scene, area, buf);
            None
        });
        (screen, able)
    }

    fn shows(screen: &str, words: &[&str]) {
        let flat: Vec<&str> = screen.split(['│', ' ', '\n']).filter(|w| !w.is_empty()).collect();
        let flat = flat.join(" ");
        for w in words {
            assert!(flat.contains(w), "{w:?} is not in\n{screen}");
        }
    }

    #[test]
    fn it_says_who_will_change_and_who_will_not_and_why() {
        let (screen, able) = accept(Lang::Vi, (80, 22), &["01", "04", "48"]);
        assert_eq!(able, [UnitCode::from("04")]);
        shows(
            &screen,
            &["Duyệt báo cáo: nhiều đơn vị", "Sẽ thay đổi 1 đơn vị: Cao Bằng"],
        );
        shows(
            &screen,
            &["2 đơn vị giữ nguyên, chưa có bản báo cáo nào: Hà Nội, Đà Nẵng"],
        );
        let (screen, _) = accept(Lang::En, (80, 22), &["01"]);
        shows(&screen, &["No unit can change", "1 unit stays as it is"]);
    }

    #[test]
    fn names_give_way_to_letters_and_letters_to_a_number() {
        let (screen, able) = accept(Lang::Vi, (198, 58), &[]);
        assert_eq!(able.len(), 1);
        shows(&screen, &["62 đơn vị giữ nguyên", "Hà Nội, ", "Cà Mau"]);
        assert!(!screen.contains("đơn vị khác"));
        let (screen, _) = accept(Lang::Vi, (80, 12), &[]);
        shows(&screen, &["HNI, ", "Sẽ thay đổi 1 đơn vị"]);
        let (screen, _) = accept(Lang::Vi, (38, 10), &[]);
        shows(&screen, &["HNI, ", "đơn vị khác", "Sẽ thay đổi 1 đơn vị"]);
    }

    #[test]
    fn other_questions_are_asked_at_every_size() {
        for lang in [Lang::Vi, Lang::En] {
            for size in [(0, 0), (1, 1), (9, 3), (38, 10), (80, 22), (198, 58)] {
                accept(lang, size, &[]);
                for question in [
                    Question::Close,
                    Question::Discard,
                    Question::Quit,
                    Question::Leave(Box::default()),
                    Question::Leave(Box::new(Busy {
                        letter: Some(Handed {
                            to: "van-phong.so-thong-tin@tinh.example".to_owned(),
                            since: Stamp(0),
                            rest: 12,
                            most: 120,
                        }),
                        document: Some(("/home/hanh/bao-cao.docx".to_owned(), Stamp(0))),
                        file: true,
                        waits: true,
                        now: Stamp(61_000),
                    })),
                    Question::Open,
                    Question::Accept(vec!["120 → 118".to_owned(); 3]),
                ] {
                    let confirm = Confirm::new(question, ());
                    on_a_desk(lang, size, |scene, area, buf| {
                        view(&confirm, scene, area, buf);
                        None
                    });
                }
            }
        }
        let close = Confirm::new(Question::Close, ());
        let (screen, _) = on_a_desk(Lang::Vi, (38, 10), |scene, area, buf| {
            view(&close, scene, area, buf);
            None
        });
        shows(
            &screen,
            &[
                "Đóng đợt báo cáo?",
                "không hoàn tác được",
                "62 đơn vị vẫn chưa",
                "1 báo cáo chưa",
            ],
        );
    }

    #[test]
    fn the_filter_shows_what_is_typed_and_how_many_match() {
        let line = FilterLine::new("thanh hóa");
        for size in [(0, 0), (1, 1), (5, 1), (38, 1), (80, 1)] {
            let (screen, cursor) = on_a_desk(Lang::Vi, size, |scene, area, buf| {
                filter_line(&line, 12, scene, area, buf)
            });
            assert_eq!(cursor.is_some(), size.0 > 0);
            if size.0 >= 38 {
                shows(&screen, &["Lọc: thanh hóa", "12 mục khớp"]);
                assert_eq!(cursor, Some(Position::new(16, 1)));
            }
        }
    }
}
