//! How long a film lasts, as its head says: the boxes of ISO/IEC 14496-12, which MP4, MOV and 3GP share.
//!
//! A reader of our own: the one number wanted stands at a fixed place of one box, and the crates that there are read whole
//! films. Whoever asks only skips from box to box; the box itself is read in the jail.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Read};
use std::time::Duration;

use crate::jail::{Job, Lack, Limits};

/// As much of the box about the film is handed over; what is wanted stands at its beginning.
const HEAD_MOST: u64 = 1 << 20;
/// The most boxes that are gone through.
const BOXES_MOST: usize = 4_096;
/// What such a file begins with.
const FIRST: [&[u8; 4]; 6] = [b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"];

/// `film`: the length of a film in seconds, from the box about it.
pub const FILM: Job = Job {
    name: "film",
    limits: Limits {
        bytes: HEAD_MOST,
        space: 384 << 20,
        seconds: 2,
        patience: Duration::from_secs(10),
    },
    work,
};

fn work(bytes: &[u8], _: &[OsString]) -> Result<Vec<u8>, Lack> {
    let seconds = seconds(bytes).ok_or(Lack::Unfit)?;
    Ok(seconds.to_be_bytes().to_vec())
}

/// The body of the box about the film, or the beginning of it; `None` where the file has none.
///
/// # Errors
/// The file cannot be read.
pub(super) fn head(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    for n in 0..BOXES_MOST {
        let Some((kind, body)) = next(from)? else {
            return Ok(None);
        };
        if n == 0 && !FIRST.contains(&&kind) {
            return Ok(None);
        }
        if &kind == b"moov" {
            let mut head = Vec::new();
            from.take(body.min(HEAD_MOST)).read_to_end(&mut head)?;
            return Ok(Some(head));
        }
        if io::copy(&mut from.take(body), &mut io::sink())? < body {
            return Ok(None);
        }
    }
    Ok(None)
}

/// The kind of the box that begins here and the length of its body; `None` where none begins.
fn next(from: &mut dyn Read) -> io::Result<Option<([u8; 4], u64)>> {
    let mut four = || -> io::Result<Option<[u8; 4]>> {
        let mut bytes = [0; 4];
        match from.read_exact(&mut bytes) {
            Ok(()) => Ok(Some(bytes)),
            Err(why) if why.kind() == ErrorKind::UnexpectedEof => Ok(None),
            Err(why) => Err(why),
        }
    };
    let (Some(size), Some(kind)) = (four()?, four()?) else {
        return Ok(None);
    };
    let body = match u32::from_be_bytes(size) {
        // To the end of the file.
        0 => Some(u64::MAX),
        // Its length follows, in eight bytes.
        1 => {
            let (Some(high), Some(low)) = (four()?, four()?) else {
                return Ok(None);
            };
            let long = u64::from(u32::from_be_bytes(high)) << 32 | u64::from(u32::from_be_bytes(low));
            long.checked_sub(16)
        }
        size => u64::from(size).checked_sub(8),
    };
    Ok(body.map(|body| (kind, body)))
}

/// The length of a film by the body of the box about it, in whole seconds; `None` where it does not say.
fn seconds(about: &[u8]) -> Option<u32> {
    let mut rest = about;
    for _ in 0..BOXES_MOST {
        let (kind, body) = next(&mut rest).ok()??;
        let body = usize::try_from(body).unwrap_or(usize::MAX).min(rest.len());
        let (here, behind) = rest.split_at_checked(body)?;
        if &kind == b"mvhd" {
            return told(here);
        }
        rest = behind;
    }
    None
}

/// Version and flags; when made and when changed; parts of a second; how many of these it lasts.
fn told(mvhd: &[u8]) -> Option<u32> {
    let four = |at: usize| -> Option<u64> {
        let bytes = mvhd.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes).into())
    };
    let (scale, lasts) = match mvhd.first()? {
        0 => (four(12)?, four(16).filter(|n| *n != u64::from(u32::MAX))?),
        1 => (four(20)?, four(24)?.checked_mul(1 << 32)?.checked_add(four(28)?)?),
        _ => return None,
    };
    // A film in pieces says nought of the whole.
    if scale == 0 || lasts == 0 || lasts == u64::MAX {
        return None;
    }
    let whole = lasts.checked_add(scale / 2)? / scale;
    u32::try_from(whole.max(1)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::mix::Mix;

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).expect("short");
        [&size.to_be_bytes()[..], kind, body].concat()
    }

    fn old(scale: u32, lasts: u32) -> Vec<u8> {
        let all = [0, 1, 2, scale, lasts].map(u32::to_be_bytes).concat();
        boxed(b"mvhd", &[&all[..], &[0; 80]].concat())
    }

    fn film(mvhd: &[u8]) -> Vec<u8> {
        let moov = boxed(
            b"moov",
            &[&boxed(b"iods", b"x"), mvhd, &boxed(b"trak", &[7; 50])].concat(),
        );
        [boxed(b"ftyp", b"isom"), boxed(b"mdat", &[9; 3_000]), moov].concat()
    }

    fn lasts(file: &[u8]) -> Option<u32> {
        let head = head(&mut &*file).expect("memory can be read")?;
        seconds(&head)
    }

    #[test]
    fn the_length_is_told_in_whole_seconds_or_not_at_all() {
        assert_eq!(lasts(&film(&old(600, 75_000))), Some(125));
        assert_eq!(lasts(&film(&old(1_000, 1_499))), Some(1));
        assert_eq!(lasts(&film(&old(1_000, 1_500))), Some(2));
        assert_eq!(
            lasts(&film(&old(1_000, 1))),
            Some(1),
            "it lasts, if only a moment"
        );
        for untold in [old(0, 5), old(600, 0), old(600, u32::MAX)] {
            assert_eq!(lasts(&film(&untold)), None);
        }
        let new = [
            &[1, 0, 0, 0][..],
            &[0; 16],
            &1_000_u32.to_be_bytes(),
            &7_200_000_u64.to_be_bytes(),
        ];
        assert_eq!(lasts(&film(&boxed(b"mvhd", &new.concat()))), Some(7_200));
        // A long box, and one to the end of the file.
        let moov = boxed(b"moov", &old(1, 9));
        let long = [&[0, 0, 0, 1][..], b"mdat", &19_u64.to_be_bytes(), b"abc"].concat();
        assert_eq!(lasts(&[long, moov].concat()), Some(9));
        assert_eq!(
            lasts(&[&boxed(b"ftyp", b"qt  ")[..], &[0; 4], b"moov", &old(1, 8)].concat()),
            Some(8)
        );
        assert_eq!(lasts(b"RIFF\0\0\0\0AVI "), None);
        assert_eq!(lasts(b""), None);
    }

    #[test]
    fn whatever_is_cut_or_changed_has_an_answer() {
        let whole = film(&old(600, 75_000));
        for end in 0..whole.len() {
            assert!(matches!(lasts(&whole[..end]), None | Some(125)));
        }
        let mut mix = Mix::new(11);
        let mut told = 0;
        for _ in 0..20_000 {
            let mut bytes = whole.clone();
            for _ in 0..1 + mix.next() % 4 {
                // Mostly where boxes begin.
                let most = if mix.next() % 2 == 0 {
                    24
                } else {
                    whole.len() as u64
                };
                let at = (mix.next() % most) as usize;
                let at = if mix.next() % 2 == 0 {
                    at
                } else {
                    whole.len() - 1 - at
                };
                bytes[at] = mix.next() as u8;
            }
            told += usize::from(lasts(&bytes).is_some());
        }
        assert!(
            (1..20_000).contains(&told),
            "some are still told, some are not: {told}"
        );
    }
}
