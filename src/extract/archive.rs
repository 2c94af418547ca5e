//! What lies in a ZIP, entry by entry, within limits.
//!
//! The library keeps one entry of each name, the last. People pack two files of one name (and senders of bad things do on
//! purpose), so the names in its list are made different before it looks; what they were is told beside.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use unicode_normalization::UnicodeNormalization;
use zip::{CompressionMethod, ZipArchive};

use super::job::UNPACKED_MOST;
use super::told::{Entry, Lacking};

/// Entries of one archive that are looked at.
pub(super) const ENTRIES_MOST: usize = 2_000;
/// An entry that grows beyond so many times its size is a bomb, once it is larger than [`SMALL`].
const RATIO_MOST: u64 = 200;
/// What may grow as much as it likes, in bytes: empty pages and tables do.
const SMALL: u64 = 1 << 20;
/// The longest name that is told, in characters.
const NAME_MOST: usize = 1_000;

pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Lacking> {
    let (bytes, names) = told_apart(bytes);
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_ref())).map_err(|_| Lacking::Unfit)?;
    if archive.len() > ENTRIES_MOST {
        return Err(Lacking::Beyond);
    }
    let (mut out, mut left, mut seen) = (Vec::new(), UNPACKED_MOST, BTreeSet::new());
    for place in 0..archive.len() {
        let Ok(label) = archive.by_index_data(place) else {
            continue;
        };
        if label.is_dir() {
            continue;
        }
        let told = label.name().map(Cow::into_owned).unwrap_or_default();
        let name = names.get(label.name_raw()).map_or(told, |raw| readable(raw));
        let name = shown(&name);
        let packed = label.compressed_size();
        let hindrance = if label.encrypted() {
            Some("encrypted")
        } else if !matches!(
            label.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) || label.is_symlink()
        {
            Some("not-looked-into")
        } else {
            None
        };
        let most = left.min(swells_to(packed));
        let got = match hindrance {
            Some(word) => Err(word),
            None => unpacked(&mut archive, place, most),
        };
        let mut entry = Entry {
            bytes: None,
            flags: Vec::new(),
            name,
        };
        match got {
            Ok(bytes) => {
                left -= bytes.len() as u64;
                entry.bytes = Some(bytes);
            }
            Err(word) => entry.flags.push(word.to_owned()),
        }
        if !seen.insert(entry.name.clone()) {
            entry.flags.push("same-name".to_owned());
        }
        if is_odd(&entry.name) {
            entry.flags.push("odd-path".to_owned());
        }
        out.push(entry);
    }
    Ok(out)
}

fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    place: usize,
    most: u64,
) -> Result<Vec<u8>, &'static str> {
    let entry = archive.by_index(place).map_err(|_| "damaged")?;
    let mut bytes = Vec::new();
    let read = entry.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err("too-large");
    }
    read.map_err(|_| "damaged")?;
    Ok(bytes)
}

/// So large may become what is packed in so many bytes.
pub(super) fn swells_to(packed: u64) -> u64 {
    SMALL.max(packed.saturating_mul(RATIO_MOST))
}

/// A name as it is told.
pub(super) fn shown(name: &str) -> String {
    name.nfc().take(NAME_MOST).collect()
}

/// A name that would leave the folder it is unpacked in; none of ours is ever a path, so it is only said.
pub(super) fn is_odd(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let mut steps = name.split(['/', '\\']);
    drive || name.starts_with(['/', '\\']) || name.contains('\0') || steps.any(|step| step == "..")
}

/// A name whose archive does not say how it is written: mostly it is UTF-8 all the same.
pub(super) fn readable(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw).into_owned()
}

/// Names as they were, by those that stand in their place.
type Renamed = BTreeMap<Vec<u8>, Vec<u8>>;

/// The archive with a name of its own for each entry in the list at its end, and what those names were. As it was, where
/// no name stands twice or the list cannot be followed.
fn told_apart(bytes: &[u8]) -> (Cow<'_, [u8]>, Renamed) {
    let mut names = BTreeMap::new();
    let spans = list(bytes).unwrap_or_default();
    let mut known: BTreeSet<&[u8]> = BTreeSet::new();
    let twice: Vec<_> = spans
        .iter()
        .filter(|(at, length)| !known.insert(bytes.get(*at..at + length).unwrap_or_default()))
        .copied()
        .collect();
    if twice.is_empty() {
        return (Cow::Borrowed(bytes), names);
    }
    let mut own = bytes.to_vec();
    for (nth, (at, length)) in twice.into_iter().enumerate() {
        let Some(name) = own.get_mut(at..at + length) else {
            continue;
        };
        let was = name.to_vec();
        // As many bytes as before; a name too short for its number may meet another one, and is then lost as it was before.
        for (byte, digit) in name.iter_mut().rev().zip(format!("{nth:x}\u{1}").bytes().rev()) {
            *byte = digit;
        }
        if let Some(first) = name.first_mut() {
            *first = 1;
        }
        names.insert(name.to_vec(), was);
    }
    (Cow::Owned(own), names)
}

/// Where the names stand in the list at the end: place and length of each. `None`: it is not a plain one.
fn list(bytes: &[u8]) -> Option<Vec<(usize, usize)>> {
    const END: &[u8] = b"PK\x05\x06";
    let two = |at: usize| Some(usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)));
    let four = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize);
    let from = bytes.len().saturating_sub(66_000);
    let end = from + bytes.get(from..)?.windows(END.len()).rposition(|w| w == END)?;
    let (count, mut at) = (two(end + 10)?, four(end + 16)?);
    let mut out = Vec::new();
    for _ in 0..count.min(ENTRIES_MOST) {
        bytes.get(at..).filter(|rest| rest.starts_with(b"PK\x01\x02"))?;
        let (name, extra, comment) = (two(at + 28)?, two(at + 30)?, two(at + 32)?);
        out.push((at + 46, name));
        at += 46 + name + extra + comment;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn entries_are_told_with_their_bytes() {
        let zip = packed(&[("Báo cáo/số 1.txt", b"mot"), ("../../x", b"hai"), ("C:\\y", b"")]);
        let all = entries(&zip).unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|e| (e.name.as_str(), e.bytes.as_deref(), e.flags.as_slice()))
            .collect();
        let odd = ["odd-path".to_owned()];
        assert_eq!(
            told,
            [
                ("Báo cáo/số 1.txt", Some(&b"mot"[..]), &[][..]),
                ("../../x", Some(b"hai"), &odd),
                ("C:\\y", Some(b""), &odd),
            ]
        );
    }

    #[test]
    fn two_of_one_name_are_two() {
        // The writer refuses a second of one name: it is renamed afterwards, in both places.
        let mut zip = packed(&[("anh.jpg", b"mot"), ("anh.jpX", b"hai"), ("anh.jpY", b"ba")]);
        for i in 0..zip.len() - 7 {
            if matches!(&zip[i..i + 7], b"anh.jpX" | b"anh.jpY") {
                zip[i + 6] = b'g';
            }
        }
        let all = entries(&zip).unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|e| (e.name.as_str(), e.bytes.as_deref().unwrap(), e.flags.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("anh.jpg", &b"mot"[..], 0),
                ("anh.jpg", b"hai", 1),
                ("anh.jpg", b"ba", 1)
            ]
        );
    }

    #[test]
    fn bombs_and_damage_cost_their_entry() {
        let zip = packed(&[("bomb", &vec![0; 30 << 20]), ("good", b"x")]);
        let all = entries(&zip).unwrap();
        assert_eq!(
            (all[0].bytes.is_some(), all[0].flags.as_slice()),
            (false, &["too-large".to_owned()][..])
        );
        assert_eq!(all[1].bytes.as_deref(), Some(&b"x"[..]));
        let mut zip = packed(&[("a", b"abcdefgh"), ("b", b"x")]);
        let at = zip.windows(2).position(|w| w == b"a\x4b" || w == b"ab").unwrap();
        zip[at + 4] ^= 0x55;
        let all = entries(&zip).unwrap();
        assert_eq!(all[0].flags, ["damaged"]);
        assert_eq!(all[1].bytes.as_deref(), Some(&b"x"[..]));
        assert_eq!(entries(b"PK\x03\x04 and then nothing"), Err(Lacking::Unfit));
    }

    #[test]
    fn too_many_are_too_many() {
        let names: Vec<String> = (0..=ENTRIES_MOST).map(|i| i.to_string()).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
        assert_eq!(entries(&packed(&files)), Err(Lacking::Beyond));
        assert_eq!(
            entries(&packed(&files[1..])).map(|all| all.len()),
            Ok(ENTRIES_MOST)
        );
    }
}
