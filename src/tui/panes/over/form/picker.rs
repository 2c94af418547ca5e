//! Picking files of this machine for a form: a folder, the newest first, a name being typed, and what is marked so far.
//!
//! It must never read a folder itself: what lies in one is brought.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::export::Format;
use crate::text::fold::Needle;
use crate::text::{dates, numbers, width};
use crate::tui::editor::Editor;
use crate::tui::folder::{Folder, Item};
use crate::tui::msg::{Edit, Nav, Question};
use crate::tui::paint;
use crate::tui::panes::kit::list::{self, Cursor, col, grow};
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::purpose::PATH;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// The most letters of a name that is looked for.
const NAME: usize = 255;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// Nothing that there is.
    Nothing,
    /// A folder, to go into.
    Folder(String),
    /// These files, by their paths.
    Files(Vec<String>),
}

/// A picker that is open.
#[derive(Debug, Clone)]
pub struct Picker {
    folder: Option<Folder>,
    /// The question by which a folder was asked for, until it has come.
    asked: Option<Question>,
    failed: Option<String>,
    editor: Editor,
    /// Places in the folder of what fits the name that is typed.
    shown: Vec<usize>,
    cursor: Cursor,
    marked: BTreeSet<String>,
    /// One file is wanted, of this ending.
    only: Option<&'static str>,
}

impl Picker {
    /// A picker that waits for its folder.
    pub fn new(question: Question) -> Self {
        Self {
            folder: None,
            asked: Some(question),
            failed: None,
            editor: Editor::new("", NAME),
            shown: Vec::new(),
            cursor: Cursor::default(),
            marked: BTreeSet::new(),
            only: None,
        }
    }

    /// The same for one file of this ending: others are not shown.
    #[must_use]
    pub fn only(mut self, ending: Option<&'static str>) -> Self {
        self.only = ending;
        self
    }

    /// Is it for one file?
    pub fn takes_one(&self) -> bool {
        self.only.is_some()
    }

    /// Another folder is asked for. What is shown stays until that has come.
    pub fn ask(&mut self, question: Question) {
        self.asked = Some(question);
    }

    /// A folder has come, or why it has not; an answer to an earlier question is nobody's.
    pub fn take(&mut self, question: Question, answer: Result<Folder, String>) {
        if self.asked != Some(question) {
            return;
        }
        self.asked = None;
        match answer {
            Ok(folder) => {
                self.folder = Some(folder);
                self.failed = None;
                self.editor.set("");
                self.look();
            }
            Err(why) => self.failed = Some(why),
        }
    }

    /// The folder that is shown.
    pub fn path(&self) -> Option<&str> {
        self.folder.as_ref().map(|f| f.path.as_str())
    }

    fn items(&self) -> &[Item] {
        self.folder.as_ref().map_or(&[], |f| &f.items)
    }

    fn at(&self) -> Option<&Item> {
        self.items().get(*self.shown.get(self.cursor.at)?)
    }

    /// What fits; the newest file is at hand, which is what most people come for.
    fn look(&mut self) {
        let needle = Needle::new(self.editor.text());
        let ending = |i: &Item| i.name.rsplit_once('.').map(|(_, e)| e.to_lowercase());
        let wanted =
            |i: &Item| i.is_folder || self.only.is_none_or(|only| ending(i).as_deref() == Some(only));
        let fits = |i: &Item| wanted(i) && (needle.is_empty() || needle.matches(&i.name).is_some());
        let all = self.items().iter().enumerate();
        self.shown = all.filter(|(_, i)| fits(i)).map(|(n, _)| n).collect();
        let is_file = |n: &usize| self.items().get(*n).is_some_and(|i| !i.is_folder);
        let newest = self.shown.iter().position(is_file).unwrap_or(0);
        self.cursor = Cursor {
            at: newest,
            ..Cursor::default()
        };
    }

    /// Letters of a name; a blank marks what is at hand, for names are found without it too.
    pub fn insert(&mut self, text: &str) {
        if text == " " && self.editor.is_empty() {
            self.mark();
        } else {
            self.editor.insert(text);
            self.look();
        }
    }

    /// Edits the name. Taken back beyond its beginning, it leads to the folder above.
    pub fn edit(&mut self, edit: Edit) -> Picked {
        if edit == Edit::Backspace && self.editor.is_empty() {
            return self.up();
        }
        self.editor.apply(edit);
        self.look();
        Picked::Nothing
    }

    /// Moves in the list.
    pub fn go(&mut self, nav: Nav) {
        self.cursor.go(nav, self.shown.len());
    }

    /// Marks the file at hand, or takes its mark away, and goes on to the next.
    pub fn mark(&mut self) {
        let at = self.at().filter(|i| !i.is_folder && !self.takes_one());
        let Some(path) = at.zip(self.folder.as_ref()).map(|(i, f)| f.path_of(&i.name)) else {
            return;
        };
        if !self.marked.remove(&path) {
            self.marked.insert(path);
        }
        self.go(Nav::Down);
    }

    /// The folder above.
    pub fn up(&self) -> Picked {
        let above = self.folder.as_ref().and_then(Folder::parent);
        above.map_or(Picked::Nothing, Picked::Folder)
    }

    /// A folder at hand is gone into; else the marked files are taken, or the one at hand where none is marked.
    pub fn choose(&self) -> Picked {
        let at = self.at().zip(self.folder.as_ref());
        match at {
            Some((i, f)) if i.is_folder => Picked::Folder(f.path_of(&i.name)),
            _ if !self.marked.is_empty() => Picked::Files(self.marked.iter().cloned().collect()),
            Some((i, f)) => Picked::Files(vec![f.path_of(&i.name)]),
            None => Picked::Nothing,
        }
    }

    /// Completes the name that is typed as far as all agree that begin with it; a folder that is the only one left is gone
    /// into.
    pub fn complete(&mut self) -> Picked {
        if let ([only], Some(f)) = (self.shown.as_slice(), &self.folder)
            && let Some(i) = f.items.get(*only).filter(|i| i.is_folder)
        {
            return Picked::Folder(f.path_of(&i.name));
        }
        let typed = self.editor.text().to_owned();
        let names = self.shown.iter().filter_map(|n| self.items().get(*n));
        let mut begin = names.map(|i| i.name.as_str()).filter(|n| n.starts_with(&typed));
        let Some(first) = begin.next() else {
            return Picked::Nothing;
        };
        let common = begin.fold(first.to_owned(), |common, name| {
            let same = common.chars().zip(name.chars()).take_while(|(a, b)| a == b);
            same.map(|(a, _)| a).collect()
        });
        if common.len() > typed.len() {
            self.editor.set(&common);
            self.look();
        }
        Picked::Nothing
    }

    /// Keeps what is at hand among the rows that are shown.
    pub fn settle(&mut self, area: Rect) {
        self.cursor
            .settle(area.height.saturating_sub(4), self.shown.len());
    }

    /// How many files are marked.
    pub fn marked(&self) -> usize {
        self.marked.len()
    }

    /// Draws it over `area`; gives the cell of the cursor.
    pub fn view(&self, scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = paint::sheet(buf, area, &self.title(scene), scene.look);
        if inner.height < 3 {
            return None;
        }
        let row = |y: u16, height: u16| Rect { y, height, ..inner };
        let cursor = self.editor.draw(scene.look, row(inner.y, 1), buf, true);
        let (said, role) = self.said(scene);
        let most = usize::from((inner.height / 3).max(1));
        let mut said = list::wrapped(&said, inner.width, scene.style(role));
        said.truncate(most);
        let below = said.len() as u16;
        list::lines(buf, row(inner.bottom() - below, below), &said, 0, scene.look);
        let body = row(inner.y + 1, inner.height - 1 - below);
        let mut seen = self.cursor;
        seen.settle(body.height, self.shown.len());
        list::rows(seen, self.shown.len(), scene, body, buf, |at, row, buf| {
            let item = self.shown.get(at).and_then(|n| self.items().get(*n));
            if let (Some(item), Some(folder)) = (item, &self.folder) {
                self.item(scene, folder, item, row, buf);
            }
        });
        cursor
    }

    fn title(&self, scene: &Scene<'_>) -> String {
        let path = self.path().map(paint::clean).unwrap_or_default();
        let title = scene.tr("forms-pick_title");
        if path.is_empty() {
            title.into_owned()
        } else {
            format!("{title} – {path}")
        }
    }

    /// What is under way, what went wrong, how many are marked, or what the keys do.
    fn said(&self, scene: &Scene<'_>) -> (String, Role) {
        let folder = self.folder.as_ref();
        let left_out = folder.map_or(0, |f| f.left_out);
        if let Some(why) = &self.failed {
            return (paint::clean(why).into_owned(), Role::Error);
        }
        if self.asked.is_some() {
            return (scene.tr("forms-pick_reading").into_owned(), Role::Dim);
        }
        if self.folder.as_ref().is_some_and(|f| f.items.is_empty()) {
            return (scene.tr("forms-pick_empty").into_owned(), Role::Warn);
        }
        if self.shown.is_empty() && self.takes_one() && self.editor.is_empty() {
            return (scene.tr("forms-pick_no_docx").into_owned(), Role::Warn);
        }
        if self.shown.is_empty() {
            return (scene.tr("forms-pick_none").into_owned(), Role::Warn);
        }
        if self.marked() > 0 {
            let args = [("n", self.marked().into())];
            return (scene.cat.tr_args("forms-pick_marked", &args), Role::Text);
        }
        if left_out > 0 {
            let shown = self.items().len();
            let whole = |n: usize| numbers::whole(scene.lang(), n as i64);
            let args = [
                ("n", whole(shown).into()),
                ("total", whole(shown + left_out).into()),
            ];
            return (scene.cat.tr_args("forms-pick_newest", &args), Role::Warn);
        }
        let hint = if self.takes_one() {
            "forms-pick_hint_one"
        } else {
            "forms-pick_hint"
        };
        (scene.tr(hint).into_owned(), Role::Dim)
    }

    fn item(&self, scene: &Scene<'_>, folder: &Folder, item: &Item, row: Rect, buf: &mut Buffer) {
        let (text, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
        let marked = self.marked.contains(&folder.path_of(&item.name));
        for c in list::columns(
            row.width,
            &[col(0u8, 1, 0), grow(1, 12, 0), col(2, 8, 1), col(3, 16, 2)],
        ) {
            match c.id {
                0 if marked => list::cell(buf, row, c, scene.look.glyphs.mark, scene.style(Role::Marked)),
                0 => {}
                1 if item.is_folder => {
                    let name = format!("{}/", paint::clean(&item.name));
                    list::cell(buf, row, c, &name, scene.style(Role::Title));
                }
                1 => {
                    let name = width::fit(&paint::clean(&item.name), usize::from(c.cells)).into_owned();
                    list::cell(buf, row, c, &name, text);
                }
                2 if item.is_folder => {}
                2 => list::number(buf, row, c, &numbers::size(scene.lang(), item.size), dim),
                _ => list::cell(buf, row, c, &dates::full_time(scene.zone(), item.changed), dim),
            }
        }
    }
}

impl Form {
    /// The picker that is open over it, if one is.
    pub fn picker(&self) -> Option<&Picker> {
        self.picker.as_deref()
    }

    /// The same, to be changed.
    pub fn picker_mut(&mut self) -> Option<&mut Picker> {
        self.picker.as_deref_mut()
    }

    /// Opens a picker over it.
    pub fn pick(&mut self, picker: Picker) {
        self.picker = Some(Box::new(picker));
    }

    /// Takes the picker away.
    pub fn put_picker_away(&mut self) -> Option<Box<Picker>> {
        self.picker.take()
    }

    /// Is the field at hand one of files?
    pub fn is_at_files(&self) -> bool {
        self.field()
            .is_some_and(|f| matches!(f.id, Id::File | Id::Template))
    }

    /// The ending of the one file that the field at hand is for; nothing of a field for any files.
    pub fn wants_only(&self) -> Option<&'static str> {
        let field = self.field().filter(|f| f.id == Id::Template);
        field.map(|_| Format::Docx.id())
    }

    /// The paths that stand in the field at hand, one a line.
    pub fn paths_at_hand(&self) -> Option<&str> {
        self.field().filter(|_| self.is_at_files()).map(Field::text)
    }

    /// The paths that are named in it, one a line.
    pub fn files_text(&self) -> Option<&str> {
        self.fields.iter().find(|f| f.id == Id::File).map(Field::text)
    }

    /// Names these files too, each once; where one is wanted, that one.
    pub fn add_files(&mut self, paths: &[String]) {
        if self.wants_only().is_some() {
            let field = self.fields.get_mut(self.at);
            if let (Some(field), Some(path)) = (field, paths.first()) {
                field.body = Body::Text(Editor::new(path, PATH));
                field.wrong = None;
                self.picked = true;
            }
            return;
        }
        let Some(field) = self.fields.iter_mut().find(|f| f.id == Id::File) else {
            return;
        };
        // A folder that was begun with is what was picked from.
        let named = field
            .text()
            .lines()
            .filter(|line| !line.trim_end().ends_with('/'));
        let mut all: Vec<String> = named.map(str::to_owned).collect();
        for path in paths {
            if !all.contains(path) {
                all.push(path.clone());
            }
        }
        if let Body::Text(editor) = &mut field.body {
            field.cut = editor.set(&all.join("\n"));
            field.wrong = None;
        }
    }
}
