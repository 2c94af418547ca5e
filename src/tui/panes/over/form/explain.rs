//! What the fields of a form are for, all of them at once: what is asked when somebody does not know what to write.
//!
//! It must never know which key shows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::layout;
use crate::tui::panes::kit::list::Line;
use crate::tui::panes::over::explained::{self, Explained};
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::hint::{Around, hint};
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;

/// What a field is for, where its label and its hint do not say it.
fn about(id: Id) -> Option<&'static str> {
    Some(match id {
        Id::Reason => "forms-about_reason",
        Id::Note => "forms-about_note",
        Id::CameWith => "forms-about_came_with",
        Id::Due => "forms-about_due",
        Id::When => "forms-about_when",
        Id::How => "forms-about_how",
        Id::Phone => "forms-about_phone",
        Id::Scope => "forms-about_scope",
        Id::Until => "forms-about_until",
        Id::Title => "forms-about_title",
        Id::Reach => "forms-about_reach",
        Id::Sdgs => "forms-about_sdgs",
        Id::Goals => "forms-about_goals",
        Id::Status => "forms-about_status",
        Id::File => "forms-about_file",
        _ => return None,
    })
}

impl Form {
    /// Shows what its fields are for, over the form.
    pub fn explain(&mut self) {
        self.explained = Some(Explained::default());
    }

    /// What is shown of that, if it is shown.
    pub fn explained(&mut self) -> Option<&mut Explained> {
        self.explained.as_mut()
    }

    /// Is it shown?
    pub fn is_explained(&self) -> bool {
        self.explained.is_some()
    }

    /// Shows the form again, as it was.
    pub fn close_explanation(&mut self) {
        self.explained = None;
    }

    /// Learns how much of the explanation has room.
    pub fn settle_explanation(&mut self, scene: &Scene<'_>, body: Rect) {
        let inside = layout::sheet_inside(layout::explanation(body));
        let len = lines(self, scene, inside.width).len();
        if let Some(explained) = &mut self.explained {
            explained.settle(inside.height, len);
        }
    }
}

fn lines(form: &Form, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let fields: Vec<&Field> = form
        .shown()
        .into_iter()
        .filter_map(|i| form.fields.get(i))
        .collect();
    let mut out: Vec<Line> = Vec::new();
    for field in fields {
        let around = Around {
            purpose: &form.purpose,
            units: form.units(),
            fields: &form.fields,
            year: form.year,
            fits: form.template_fits(),
        };
        let words = about(field.id).map(|key| scene.tr(key).into_owned());
        let said = [words.unwrap_or_default(), hint(field, &around, scene)];
        let name = scene.tr(field.id.label()).into_owned();
        explained::add(&mut out, name, &said, cells, scene);
    }
    out
}

/// Draws the explanation over the body.
pub fn view(form: &Form, scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    let Some(explained) = &form.explained else { return };
    let inside = layout::sheet_inside(layout::explanation(body));
    explained.view(&lines(form, scene, inside.width), scene, body, buf);
}
