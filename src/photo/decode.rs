//! What the short-lived process does: take its own rights away, read a file from standard input, write a small picture
//! to standard output.
//!
//! It must never look at a name, a setting or a store, and never say anything: whoever asked judges what came.

use std::ffi::OsString;
use std::io::{self, Cursor, Read, Write};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use rustix::process::{Resource, Rlimit, setrlimit};

use super::thumb::{MOST_BYTES, Thumb, shape};

/// The longest side, in points.
const MOST_SIDE: u32 = 20_000;
/// The most points: more than any telephone's photo that is sent on, a third of what a bomb claims at least.
const MOST_POINTS: u64 = 64_000_000;
/// The most memory that a decoder may ask for.
const MOST_MEMORY: u64 = 256 << 20;
/// The most address space of the process, its code and the file's own bytes included.
const MOST_SPACE: u64 = 512 << 20;
/// The most time on a processor, in seconds.
const MOST_SECONDS: u64 = 10;

/// Is the process of `ketnoi __thumbnail W H`; gives its exit code.
pub fn serve(words: &[OsString]) -> u8 {
    let size = |i: usize| words.get(i)?.to_str()?.parse::<u16>().ok();
    let (Some(w), Some(h)) = (size(0), size(1)) else {
        return 2;
    };
    // Without limits nothing is decoded.
    if confine().is_err() {
        return 1;
    }
    match small(io::stdin().lock(), (w, h)) {
        Some(thumb) => match io::stdout().lock().write_all(&thumb.to_bytes()) {
            Ok(()) => 0,
            Err(_) => 1,
        },
        None => 1,
    }
}

/// From here on this process opens no file, starts no other, writes no file, leaves no core and lives shortly.
fn confine() -> io::Result<()> {
    for (what, most) in [
        (Resource::Cpu, MOST_SECONDS),
        (Resource::As, MOST_SPACE),
        (Resource::Fsize, 0),
        (Resource::Nofile, 0),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(what, limit)?;
    }
    Ok(())
}

fn small(from: impl Read, most: (u16, u16)) -> Option<Thumb> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > MOST_BYTES {
        return None;
    }
    decoded(&bytes, most)
}

fn decoded(bytes: &[u8], most: (u16, u16)) -> Option<Thumb> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    reader.format().filter(|f| known.contains(f))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (w, h) = decoder.dimensions();
    if u64::from(w) * u64::from(h) > MOST_POINTS || decoder.total_bytes() > MOST_MEMORY {
        return None;
    }
    // A telephone writes how it was held beside the photo, not into it.
    let held = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).ok()?;
    let lies = matches!(
        held,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let most = if lies { (most.1, most.0) } else { most };
    let (tw, th) = shape((w, h), most)?;
    // Made smaller, never larger: that is for whoever draws it.
    let mut image = if u32::from(tw) < w || u32::from(th) < h {
        image.thumbnail_exact(tw.into(), th.into())
    } else {
        image
    };
    image.apply_orientation(held);
    thumb(&image)
}

/// What can be seen through lies on black, as the screen does.
fn thumb(image: &DynamicImage) -> Option<Thumb> {
    let seen = image.to_rgba8();
    let on_black = |p: &image::Rgba<u8>| {
        let [r, g, b, a] = p.0;
        [r, g, b].map(|c| (u16::from(c) * u16::from(a) / 255) as u8)
    };
    let points = seen.pixels().map(on_black).collect();
    Thumb::new(
        seen.width().try_into().ok()?,
        seen.height().try_into().ok()?,
        points,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageBuffer, Rgb};

    fn file(format: ImageFormat, w: u32, h: u32) -> Vec<u8> {
        let image = ImageBuffer::from_fn(w, h, |x, _| {
            if x < w / 2 {
                Rgb([250_u8, 0, 0])
            } else {
                Rgb([0, 0, 250])
            }
        });
        let mut out = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(image).write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn the_three_kinds_of_photo_are_made_small() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let t = decoded(&file(format, 400, 300), (80, 80)).unwrap();
            assert_eq!((t.width(), t.height()), (80, 60), "{format:?}");
            let [r, _, b] = t.at(5, 30);
            assert!(r > 200 && b < 50, "{format:?}");
            let [r, _, b] = t.at(75, 30);
            assert!(b > 200 && r < 50, "{format:?}");
        }
        let tiny = decoded(&file(ImageFormat::Png, 2, 2), (80, 80)).unwrap();
        assert_eq!((tiny.width(), tiny.height()), (2, 2), "never made larger");
    }

    #[test]
    fn what_is_no_photo_gives_nothing() {
        let whole = file(ImageFormat::Png, 400, 300);
        assert_eq!(decoded(&whole[..whole.len() / 2], (80, 80)), None);
        assert_eq!(decoded(b"GIF89a\x01\0\x01\0\0\0\0;", (80, 80)), None);
        assert_eq!(decoded(b"%PDF-1.7", (80, 80)), None);
        assert_eq!(decoded(b"", (80, 80)), None);
    }
}
