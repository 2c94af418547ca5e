//! Charts and photos on their way into a package.

use std::io;

use super::picture::{Drawn, emf_size};
use super::write::Media;
use crate::chart;
use crate::core::names::Lang;
use crate::paper::{Block, Picture, Shown};

/// What comes into a package beside its words, and under which names.
#[derive(Debug, Default)]
pub(super) struct Enclosed {
    pub(super) media: Media,
    /// Relations: the name, the part below `word/`.
    pub(super) relations: Vec<(String, String)>,
}

/// Puts a part into a package: its name, its bytes, and whether they are packed already.
pub(super) type Put<'p> = dyn FnMut(&str, &[u8], bool) -> io::Result<()> + 'p;

/// Puts the charts and the photos of blocks into the package, each photo once, and no more than one of them in memory.
pub(super) fn enclose<'b>(
    put: &mut Put<'_>,
    blocks: impl IntoIterator<Item = &'b Block>,
    mark: &str,
    lang: Lang,
    ask: &mut dyn FnMut(&Picture) -> Result<Shown, String>,
) -> io::Result<Enclosed> {
    let mut all = Enclosed::default();
    for block in blocks {
        match block {
            Block::Chart(chart, _) => {
                let bytes = chart::emf(&chart::draw(chart, lang));
                let n = all.media.charts.len() + 1;
                let (id, part) = (format!("{mark}Chart{n}"), format!("media/{mark}chart{n}.emf"));
                put(&format!("word/{part}"), &bytes, false)?;
                let (wide, high) = emf_size(&bytes).unwrap_or((160.0, 90.0));
                all.media.charts.push(Drawn {
                    id: id.clone(),
                    wide,
                    high,
                });
                all.relations.push((id, part));
            }
            Block::Picture(picture) if !all.media.photos.contains_key(&picture.file) => {
                let shown = match ask(picture) {
                    Ok(shown) => {
                        let n = all.media.photos.len() + 1;
                        let (id, part) = (format!("{mark}Photo{n}"), format!("media/{mark}photo{n}.jpg"));
                        put(&format!("word/{part}"), &shown.jpeg, true)?;
                        all.relations.push((id.clone(), part));
                        Ok(Drawn {
                            id,
                            wide: shown.width.into(),
                            high: shown.height.into(),
                        })
                    }
                    Err(why) => Err(why),
                };
                all.media.photos.insert(picture.file.clone(), shown);
            }
            _ => {}
        }
    }
    Ok(all)
}
