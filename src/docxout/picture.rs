//! Charts and photos in a document: how large they stand, and the markup that shows them.

use super::xml::escaped;

/// Parts of Word's unit of drawings in a millimetre.
const EMU: f64 = 36_000.0;

/// A picture that lies beside the words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// The name by which the words refer to it.
    pub(super) id: String,
    /// Its size as it is, in millimetres; of photos the shape alone counts.
    pub(super) wide: f64,
    pub(super) high: f64,
}

impl Drawn {
    /// As large as it can be within these millimetres.
    pub(super) fn fitted(&self, wide: f64, high: f64) -> (f64, f64) {
        let scale = (wide / self.wide.max(0.1)).min(high / self.high.max(0.1));
        (self.wide * scale, self.high * scale)
    }
}

/// The size of an EMF by its head, in millimetres: its frame is kept in hundredths.
pub(super) fn emf_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let at = |from: usize| {
        let four = bytes.get(from..from + 4)?.try_into().ok()?;
        Some(f64::from(i32::from_le_bytes(four)))
    };
    let (left, top, right, bottom) = (at(24)?, at(28)?, at(32)?, at(36)?);
    Some(((right - left) / 100.0, (bottom - top) / 100.0))
}

/// A run that shows it, so many millimetres large, with words for those who do not see it.
pub(super) fn run(picture: &Drawn, number: u32, told: &str, (wide, high): (f64, f64)) -> String {
    let emu = |mm: f64| (mm * EMU).round() as i64;
    let (x, y, told) = (emu(wide), emu(high), escaped(told).replace('\n', " "));
    let id = &picture.id;
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{x}\" cy=\"{y}\"/>\
         <wp:docPr id=\"{number}\" name=\"{id}\" descr=\"{told}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
         <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{id}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{x}\" cy=\"{y}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
