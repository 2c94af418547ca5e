//! What stands behind a figure, as a list: units, versions, activities, files, letters.

use crate::core::source::Source;
use crate::output::words;
use crate::text::line;
use crate::tui::panes::kit::list::Cursor;
use crate::tui::scene::Scene;

/// A list of what stands behind a figure.
#[derive(Debug, Clone)]
pub(super) struct Behind {
    /// The figure as it reads.
    pub(super) figure: String,
    pub(super) sources: Vec<Source>,
    pub(super) cursor: Cursor,
}

impl Behind {
    pub(super) fn of(figure: &str, sources: &[Source]) -> Self {
        Self {
            figure: figure.to_owned(),
            sources: sources.to_vec(),
            cursor: Cursor::default(),
        }
    }

    /// What is selected.
    pub(super) fn selected(&self) -> Option<&Source> {
        self.sources.get(self.cursor.at)
    }
}

/// What a source is called; `letter` knows the names of letters.
pub(super) fn name(source: &Source, scene: &Scene<'_>, letter: impl Fn(&str) -> Option<String>) -> String {
    let campaign = scene.campaign;
    let unit = |ix| words::name_in(campaign, ix, scene.lang());
    match source {
        Source::Unit(ix) => unit(*ix),
        Source::Version(ix, n) => {
            let args = [("unit", unit(*ix).into()), ("n", n.to_string().into())];
            scene.cat.tr_args("preview-version", &args)
        }
        Source::Activity(id) => match campaign.activity(id.as_str()) {
            Some((ix, a)) => {
                let title = line(&a.details.title).into_owned();
                let args = [("title", title.into()), ("unit", unit(ix).into())];
                scene.cat.tr_args("preview-of_unit", &args)
            }
            None => line(id.as_str()).into_owned(),
        },
        Source::File(ix, id) => {
            let file = campaign.unit(*ix).file(id);
            let title = line(file.map_or(id.as_str(), |e| &e.file.name)).into_owned();
            let args = [("title", title.into()), ("unit", unit(*ix).into())];
            scene.cat.tr_args("preview-of_unit", &args)
        }
        Source::Letter(key) => letter(key).unwrap_or_else(|| scene.tr("preview-letter").into_owned()),
        Source::Definition => scene.tr("place-documents").into_owned(),
    }
}
