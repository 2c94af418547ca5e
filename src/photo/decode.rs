//! What the confined child does with a photo: decode it and give it back small.
//!
//! It must never know whose photo it is, nor read or write anything.

use std::ffi::OsString;
use std::io::Cursor;
use std::time::Duration;

use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use super::thumb::{MOST_BYTES, Thumb, shape};
use crate::jail::{Job, Lack, Limits};

/// The longest side, in points.
const MOST_SIDE: u32 = 20_000;
/// The most points: more than any telephone's photo that is sent on, a third of what a bomb claims at least.
const MOST_POINTS: u64 = 64_000_000;
/// The most memory that a decoder may ask for, and the most that a decoded picture may fill, in bytes.
const MOST_MEMORY: u64 = 256 << 20;

/// `thumbnail W H`: the small picture of a photo, as the bytes of a [`Thumb`].
pub const JOB: Job = Job {
    name: "thumbnail",
    limits: Limits {
        bytes: MOST_BYTES,
        space: 768 << 20,
        seconds: 10,
        patience: Duration::from_secs(20),
    },
    work,
};

fn work(bytes: &[u8], words: &[OsString]) -> Result<Vec<u8>, Lack> {
    decoded(bytes, size(words)?).map(|thumb| thumb.to_bytes())
}

/// The most points of a row and of a column, the first two words of a job.
pub(super) fn size(words: &[OsString]) -> Result<(u16, u16), Lack> {
    let number = |i: usize| words.get(i)?.to_str()?.parse::<u16>().ok();
    number(0).zip(number(1)).ok_or(Lack::Beyond)
}

/// The decoders' own limits are limits; whatever else they say, they do not take it.
fn lack(why: &ImageError) -> Lack {
    match why {
        ImageError::Limits(_) => Lack::Beyond,
        _ => Lack::Unfit,
    }
}

/// The picture upright, its shape kept, no larger than that; without a word of what stood beside it.
pub(super) fn upright(bytes: &[u8], most: (u16, u16)) -> Result<DynamicImage, Lack> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Lack::Unfit)?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    if !reader.format().is_some_and(|f| known.contains(&f)) {
        return Err(Lack::Unfit);
    }
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|why| lack(&why))?;
    let (w, h) = decoder.dimensions();
    if u64::from(w) * u64::from(h) > MOST_POINTS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Lack::Beyond);
    }
    // A telephone writes how it was held beside the photo, not into it.
    let held = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|why| lack(&why))?;
    let lies = matches!(
        held,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let most = if lies { (most.1, most.0) } else { most };
    let (tw, th) = shape((w, h), most).ok_or(Lack::Unfit)?;
    // Made smaller, never larger: that is for whoever draws it.
    let mut image = if u32::from(tw) < w || u32::from(th) < h {
        image.thumbnail_exact(tw.into(), th.into())
    } else {
        image
    };
    image.apply_orientation(held);
    Ok(image)
}

fn decoded(bytes: &[u8], most: (u16, u16)) -> Result<Thumb, Lack> {
    thumb(&upright(bytes, most)?).ok_or(Lack::Unfit)
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
    use super::super::maker::TRIED;
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
    fn a_large_bright_photo_is_one_also_where_it_is_only_tried() {
        let white = ImageBuffer::from_pixel(6_000, 4_000, Rgb([255_u8, 255, 255]));
        let mut file = Cursor::new(Vec::new());
        let white = DynamicImage::ImageRgb8(white);
        white.write_to(&mut file, ImageFormat::Jpeg).unwrap();
        let tried = decoded(file.get_ref(), TRIED).unwrap();
        assert_eq!(tried.at(3, 3), [255, 255, 255]);
    }

    #[test]
    fn what_is_no_photo_gives_nothing() {
        let whole = file(ImageFormat::Png, 400, 300);
        for none in [
            &whole[..whole.len() / 2],
            b"GIF89a\x01\0\x01\0\0\0\0;",
            b"%PDF-1.7",
            b"\x89PNG\r\n\x1a\n",
            b"",
        ] {
            assert_eq!(decoded(none, (80, 80)), Err(Lack::Unfit));
        }
    }
}
