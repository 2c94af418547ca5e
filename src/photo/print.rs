//! What the confined child does with a photo for a document: decode it, set it upright, and give it back small as a JPEG without a
//! word beside it: no place, no time, no camera.
//!
//! It must never know whose photo it is, nor read or write anything.

use std::ffi::OsString;
use std::time::Duration;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage};

use super::decode::{size, upright};
use super::thumb::MOST_BYTES;
use crate::jail::{Job, Lack, Limits};

/// What an answer begins with; then width and height, sixteen bits each, then the JPEG.
pub(super) const MARK: &[u8; 4] = b"ktp2";
/// How good the JPEG is, of a hundred: no difference is seen on paper, and a photo takes some 150 kB.
const QUALITY: u8 = 82;

/// `print W H`: the small JPEG of a photo.
pub const PRINT: Job = Job {
    name: "print",
    limits: Limits {
        bytes: MOST_BYTES,
        space: 768 << 20,
        seconds: 10,
        patience: Duration::from_secs(20),
    },
    work,
};

fn work(bytes: &[u8], words: &[OsString]) -> Result<Vec<u8>, Lack> {
    if is_cut(bytes) {
        return Err(Lack::Unfit);
    }
    let image = on_white(upright(bytes, size(words)?)?);
    let side = |n: u32| u16::try_from(n).map_err(|_| Lack::Beyond);
    let (w, h) = (side(image.width())?, side(image.height())?);
    let mut out = MARK.to_vec();
    out.extend_from_slice(&w.to_be_bytes());
    out.extend_from_slice(&h.to_be_bytes());
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .write_image(
            image.as_raw(),
            image.width(),
            image.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(|_| Lack::Unfit)?;
    Ok(out)
}

/// Does a JPEG end before its picture does? Decoders fill up what is missing with grey, which is good enough for a screen where
/// somebody looks what came, and is no photo for a report.
fn is_cut(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(&[0xff, 0xd8]) else {
        return false;
    };
    // Its preview has an end of its own: what counts comes after the head.
    loop {
        match rest {
            [0xff, 0xda, picture @ ..] => return !picture.windows(2).any(|two| two == [0xff, 0xd9]),
            // Between segments there may be any number of these.
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(2 + length..).unwrap_or_default();
            }
            _ => return true,
        }
    }
}

/// What can be seen through lies on white, as paper is.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let seen = image.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [r, g, b, a] = seen.get_pixel(x, y).0.map(u16::from);
        image::Rgb([r, g, b].map(|c| ((c * a + 255 * (255 - a)) / 255) as u8))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    #[test]
    fn it_is_small_upright_and_says_nothing_of_where_it_was_taken() {
        // Held upright, with words beside it that a telephone writes.
        let mut photo = Vec::new();
        let picture = RgbImage::from_fn(400, 300, |x, _| {
            image::Rgb(if x < 200 { [250, 0, 0] } else { [0, 0, 250] })
        });
        DynamicImage::ImageRgb8(picture)
            .write_to(&mut Cursor::new(&mut photo), ImageFormat::Jpeg)
            .unwrap();
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPSLatitude 21.0278");
        let mut whole = photo[..2].to_vec();
        whole.extend([0xff, 0xe1]);
        whole.extend((exif.len() as u16 + 2).to_be_bytes());
        whole.extend(&exif);
        whole.extend(&photo[2..]);
        let words = ["80".into(), "80".into()];
        let small = work(&whole, &words).unwrap();
        assert_eq!(small[..8], [b'k', b't', b'p', b'2', 0, 60, 0, 80], "it stands");
        let jpeg = &small[8..];
        for gone in [&b"Exif"[..], b"GPS", &[0xff, 0xe1]] {
            assert!(!jpeg.windows(gone.len()).any(|w| w == gone), "{gone:?}");
        }
        let seen = image::load_from_memory(jpeg).unwrap().into_rgb8();
        assert!(
            seen.get_pixel(30, 5).0[0] > 200 && seen.get_pixel(30, 75).0[2] > 200,
            "turned to the right"
        );
        assert_eq!(small, work(&whole, &words).unwrap(), "the same bytes");
    }

    #[test]
    fn a_photo_that_ends_in_the_middle_is_none() {
        let mut whole = Vec::new();
        DynamicImage::ImageRgb8(RgbImage::from_fn(400, 300, |x, y| {
            image::Rgb([x as u8, y as u8, 90])
        }))
        .write_to(&mut Cursor::new(&mut whole), ImageFormat::Jpeg)
        .unwrap();
        // Its preview has an end of its own, and fill bytes are no harm.
        let mut before = vec![0xff, 0xd8, 0xff, 0xff, 0xe1, 0, 8];
        before.extend(b"Ex\xff\xd8\xff\xd9");
        let framed = [&before[..], &whole[2..]].concat();
        let words = ["80".into(), "80".into()];
        for (n, photo) in [&whole, &framed].into_iter().enumerate() {
            assert!(work(photo, &words).is_ok(), "{n}");
            // What stands behind the end is no harm.
            assert!(work(&[&photo[..], b"more"].concat(), &words).is_ok(), "{n}");
            for left in [photo.len() - 2, photo.len() / 2, 700, before.len() + 2] {
                assert!(work(&photo[..left], &words).is_err(), "{n}: {left}");
            }
        }
    }

    #[test]
    fn what_can_be_seen_through_is_white() {
        let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(4, 4, Rgba([0, 0, 0, 0])));
        assert_eq!(on_white(clear).get_pixel(1, 1).0, [255, 255, 255]);
    }
}
