//! What the campaign rests on: the year's theme, what the letter asks, and the documents that came with it, each with a
//! summary, where it can be read, and whether the ministry keeps its own copy.
//!
//! It must never open a file or an address; it says where they are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::definition::RefDocument;
use crate::listout::{Format, Page};
use crate::output::campaigns;
use crate::text::{dates, numbers};
use crate::tui::keymap::Layer;
use crate::tui::layout::{self, Areas};
use crate::tui::msg::{Nav, Place};
use crate::tui::paint::{self, clean};
use crate::tui::panes::kit::list::{self, Cursor, Line};
use crate::tui::panes::kit::place::{PlaceState, framed, name};
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Theme,
    Ask(usize),
    Document(usize),
}

/// What the place remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    cursor: Cursor,
    len: usize,
    /// What is told of the selected row, scrolled by left and right.
    detail: Cursor,
    detail_len: usize,
}

/// The rows: few, so that they are made whenever they are needed.
fn items(scene: &Scene<'_>) -> Vec<Item> {
    let def = scene.campaign.def();
    let asks = (0..def.requests.len()).map(Item::Ask);
    let documents = (0..def.documents.len()).map(Item::Document);
    std::iter::once(Item::Theme)
        .chain(asks)
        .chain(documents)
        .collect()
}

impl State {
    /// Follows a definition that was amended.
    pub fn refresh(&mut self, scene: &Scene<'_>) {
        self.len = items(scene).len();
        self.cursor.clamp(self.len);
    }

    /// Moves the selection; right and left scroll what is told of it.
    pub fn go(&mut self, nav: Nav) {
        if matches!(nav, Nav::Left | Nav::Right) {
            self.detail.scroll(nav, self.detail_len);
            return;
        }
        self.cursor.go(nav, self.len);
        self.detail = Cursor::default();
    }

    /// Keeps the selected row among those that are shown.
    pub fn settle(&mut self, scene: &Scene<'_>, area: Rect) {
        let p = plan(area);
        self.cursor.settle(p.rows.height, self.len);
        let told = self
            .selected(scene)
            .map(|item| detail(scene, item, p.detail.width));
        self.detail_len = told.map_or(0, |lines| lines.len());
        self.detail.rows = usize::from(p.detail.height);
    }

    fn selected(&self, scene: &Scene<'_>) -> Option<Item> {
        items(scene).get(self.cursor.at).copied()
    }

    /// Id of the selected reference document.
    pub fn selected_document(&self, scene: &Scene<'_>) -> Option<String> {
        match self.selected(scene)? {
            Item::Document(i) => scene.campaign.def().documents.get(i).map(|d| d.id.clone()),
            Item::Theme | Item::Ask(_) => None,
        }
    }

    /// What copying puts on the clipboard: the address of a document, else its title; the words of the theme or request.
    pub fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        let def = scene.campaign.def();
        let lang = scene.lang();
        let words = match self.selected(scene)? {
            Item::Theme => def.theme.get(lang).to_owned(),
            Item::Ask(i) => def.requests.get(i)?.text.get(lang).to_owned(),
            Item::Document(i) => {
                let d = def.documents.get(i)?;
                d.url.clone().unwrap_or_else(|| d.title.get(lang).to_owned())
            }
        };
        Some(clean(&words).into_owned())
    }
}

impl PlaceState for State {
    fn place(&self) -> Place {
        Place::Documents
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Documents, Layer::Global]
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        Self::refresh(self, scene);
    }

    fn settle(&mut self, scene: &Scene<'_>, areas: &Areas) {
        Self::settle(self, scene, layout::inside(areas.body));
    }

    fn view(&self, scene: &Scene<'_>, areas: &Areas, buf: &mut Buffer) {
        let area = framed(&name(Place::Documents, scene), scene, areas, buf);
        view(self, scene, area, buf);
    }

    fn go(&mut self, nav: Nav, _scene: &Scene<'_>, _areas: &Areas) {
        Self::go(self, nav);
    }

    /// The rows are made whenever they are needed.
    fn forget_order(&mut self) {}

    fn copy_text(&self, scene: &Scene<'_>) -> Option<String> {
        Self::copy_text(self, scene)
    }

    fn list_key(&self) -> Option<&'static str> {
        Some("heading-documents")
    }

    fn page(&self, scene: &Scene<'_>, format: Format) -> Option<Page> {
        let table = campaigns::kept_documents(scene.campaign);
        Some(Page::of(scene.cat, "documents", table, format, scene.now))
    }
}

struct Plan {
    rows: Rect,
    rule: Rect,
    bar: Option<u16>,
    detail: Rect,
}

fn plan(area: Rect) -> Plan {
    if area.width >= 110 {
        let left = area.width * 45 / 100;
        return Plan {
            rows: Rect::new(area.x, area.y, left, area.height),
            rule: Rect::default(),
            bar: Some(area.x + left),
            detail: Rect::new(area.x + left + 2, area.y, area.width - left - 2, area.height),
        };
    }
    let below = match area.height {
        0..=4 => 0,
        5..=12 => area.height / 2,
        n => n - 9,
    };
    let (rows, low) = list::split_top(area, area.height - below);
    let (rule, detail) = list::split_top(low, 1);
    Plan {
        rows,
        rule,
        bar: None,
        detail,
    }
}

/// Draws the list and what is selected of it in full.
pub fn view(state: &State, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let p = plan(area);
    let items = items(scene);
    list::rows(state.cursor, items.len(), scene, p.rows, buf, |i, row, buf| {
        let before = i.checked_sub(1).and_then(|b| items.get(b)).copied();
        if let Some(item) = items.get(i) {
            line(scene, *item, before, row, buf);
        }
    });
    if let Some(x) = p.bar {
        list::bar(buf, x, area.y, area.bottom(), scene);
    }
    list::rule(buf, p.rule, &[], "", scene);
    if let Some(item) = items.get(state.cursor.at) {
        let lines = detail(scene, *item, p.detail.width);
        list::lines(buf, p.detail, &lines, state.detail.first, scene.look);
    }
}

/// A row: on a wide screen the first of a kind says in front what it is.
fn line(scene: &Scene<'_>, item: Item, before: Option<Item>, row: Rect, buf: &mut Buffer) {
    let def = scene.campaign.def();
    let lang = scene.lang();
    let dim = scene.style(Role::Dim);
    let (key, head, words, style) = match item {
        Item::Theme => ("docs-theme", String::new(), def.theme.get(lang), Role::Title),
        Item::Ask(i) => {
            let ask = def.requests.get(i);
            let id = ask.map_or(String::new(), |a| format!("{}) ", clean(&a.id)));
            ("docs-asks", id, ask.map_or("", |a| a.text.get(lang)), Role::Text)
        }
        Item::Document(i) => {
            let doc = def.documents.get(i);
            let kept = doc.is_some_and(|d| scene.campaign.document(&d.id).is_some());
            let sign = if kept {
                scene.look.glyphs.state(crate::core::status::State::Accepted)
            } else {
                scene.look.glyphs.bullet
            };
            let title = doc.map_or("", |d| d.title.get(lang));
            ("docs-documents", format!("{sign} "), title, Role::Text)
        }
    };
    let mut x = row.x;
    if row.width >= 60 {
        let same = before.is_some_and(|b| std::mem::discriminant(&b) == std::mem::discriminant(&item));
        if !same {
            paint::text(buf, x, row.y, 18, &scene.tr(key), dim);
        }
        x += 19;
    }
    let room = row.right().saturating_sub(x);
    let words = clean(words);
    paint::pieces(buf, x, row.y, room, &[(&head, dim), (&words, scene.style(style))]);
}

fn detail(scene: &Scene<'_>, item: Item, cells: u16) -> Vec<Line> {
    let def = scene.campaign.def();
    let lang = scene.lang();
    let mut lines = Vec::new();
    let mut say = |words: &str, role: Role| lines.extend(list::wrapped(words, cells, scene.style(role)));
    match item {
        Item::Theme => {
            say(&clean(def.name.get(lang)), Role::Title);
            say(&format!("“{}”", clean(def.theme.get(lang))), Role::Text);
            say(&days(scene), Role::Dim);
            let sender = clean(def.sender.get(lang)).into_owned();
            say(
                &scene.cat.tr_args("docs-from", &[("sender", sender.into())]),
                Role::Dim,
            );
            let to = clean(def.addressees.get(lang)).into_owned();
            say(&scene.cat.tr_args("docs-to", &[("to", to.into())]), Role::Dim);
        }
        Item::Ask(i) => {
            if let Some(a) = def.requests.get(i) {
                say(&scene.tr("docs-asks"), Role::Title);
                say(
                    &format!("{}) {}", clean(&a.id), clean(a.text.get(lang))),
                    Role::Text,
                );
                let words = clean(def.deadline.words.get(lang)).into_owned();
                say(
                    &scene.cat.tr_args("term-letter_says", &[("words", words.into())]),
                    Role::Dim,
                );
            }
        }
        Item::Document(i) => {
            if let Some(d) = def.documents.get(i) {
                return document(scene, d, cells);
            }
        }
    }
    lines
}

fn days(scene: &Scene<'_>) -> String {
    let def = scene.campaign.def();
    scene.cat.tr_args(
        "docs-days",
        &[
            ("day", dates::date_full(def.day).into()),
            ("from", dates::date_in(def.year(), def.window.from).into()),
            ("until", dates::date_in(def.year(), def.window.to).into()),
        ],
    )
}

fn document(scene: &Scene<'_>, d: &RefDocument, cells: u16) -> Vec<Line> {
    let lang = scene.lang();
    let cat = scene.cat;
    let mut lines = Vec::new();
    let mut say = |words: &str, role: Role| lines.extend(list::wrapped(words, cells, scene.style(role)));
    say(&clean(d.title.get(lang)), Role::Title);
    let gist = d.gist.as_ref().map(|g| clean(g.get(lang)));
    say(
        &gist.clone().unwrap_or_else(|| scene.tr("docs-no_gist")),
        if gist.is_some() { Role::Text } else { Role::Dim },
    );
    if let Some(url) = &d.url {
        let url = clean(url).into_owned();
        say(&cat.tr_args("docs-where", &[("url", url.into())]), Role::Key);
    } else {
        say(&scene.tr("docs-no_url"), Role::Dim);
    }
    if let Some(f) = scene.campaign.document(&d.id) {
        let args = [
            ("name", clean(&f.name).into_owned().into()),
            ("size", numbers::size(lang, f.size).into()),
        ];
        say(&cat.tr_args("docs-own_copy", &args), Role::Accepted);
        say(&format!("SHA-256 {}", clean(f.sha256.as_str())), Role::Dim);
    } else {
        let file = scene.tr("heading-file").to_uppercase();
        let command = format!("ketnoi document attach {} {file}", clean(&d.id));
        say(
            &cat.tr_args("docs-no_copy", &[("command", command.into())]),
            Role::Dim,
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::decide::Command;
    use crate::core::fact::EvidenceKind;
    use crate::core::names::Lang;
    use crate::tui::panes::fixture::{Desk, ODD, SIZES, draw, file, shows};

    fn screen(state: &mut State, desk: &Desk, size: (u16, u16)) -> String {
        let scene = desk.scene();
        draw(size, |area, buf| {
            state.refresh(&scene);
            state.settle(&scene, area);
            view(state, &scene, area, buf);
        })
    }

    #[test]
    fn theme_requests_and_documents_are_shown_at_every_size() {
        for (lang, ask) in [
            (Lang::Vi, "ii) Thực hiện trong tháng 5"),
            (Lang::En, "ii) Do so during May"),
        ] {
            let desk = Desk::busy(lang);
            for size in SIZES {
                let mut state = State::default();
                let mut seen = screen(&mut state, &desk, size);
                shows(&seen, &[ask]);
                for _ in 0..12 {
                    state.go(Nav::Right);
                    seen += &screen(&mut state, &desk, size);
                }
                shows(&seen, &["17/05/2020"]);
            }
            for size in ODD {
                screen(&mut State::default(), &desk, size);
            }
        }
    }

    #[test]
    fn a_document_tells_its_address_and_its_own_copy() {
        let mut desk = Desk::busy(Lang::Vi);
        let mut state = State::default();
        screen(&mut state, &desk, (78, 20));
        state.go(Nav::Last);
        shows(
            &screen(&mut state, &desk, (78, 20)),
            &["Phụ lục 1", "ketnoi document attach res-71-annex-1"],
        );
        assert_eq!(
            state.selected_document(&desk.scene()).as_deref(),
            Some("res-71-annex-1")
        );
        let command = Command::AttachDocument {
            document: "res-71-annex-1".to_owned(),
            file: file("res71.pdf", EvidenceKind::Document),
        };
        desk.give("2020-06-01T08:00:00+07:00", command, "");
        shows(
            &screen(&mut state, &desk, (78, 20)),
            &["Bản lưu: res71.pdf", "SHA-256"],
        );
        for _ in 0..3 {
            state.go(Nav::Up);
        }
        let url = state.copy_text(&desk.scene());
        assert_eq!(url.map(|u| u.starts_with("https://www.itu.int/")), Some(true));
    }
}
