//! A picture of few colours as a PNG: the form that kitty and iTerm2 take, in a byte a point before it is packed.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::palette::Few;

/// The bytes of the file; `None` where the sizes do not fit, which nobody's picture makes them.
pub(super) fn png(few: &Few, (width, height): (u16, u16)) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width.into(), height.into());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(few.colours.as_flattened());
    encoder.set_compression(Compression::Balanced);
    // Places in a palette have no neighbours that are alike: there is nothing for a filter to find.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&few.points).ok()?;
    writer.finish().ok()?;
    Some(out)
}
