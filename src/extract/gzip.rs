//! What lies in a file that was packed alone (`.gz`), or as an archive that was packed as a whole (`.tar.gz`, `.tgz`).

use std::io::Read as _;

use flate2::bufread::GzDecoder;

use super::archive::{is_odd, readable, shown, swells_to};
use super::job::UNPACKED_MOST;
use super::tar;
use super::told::{Entry, Lacking};

/// What such a file begins with.
const MAGIC: &[u8] = b"\x1f\x8b";

pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Lacking> {
    let most = UNPACKED_MOST.min(swells_to(bytes.len() as u64));
    let mut entry = Entry {
        name: String::new(),
        bytes: None,
        flags: Vec::new(),
    };
    match unpacked(bytes, most) {
        Ok((_, bytes)) if tar::is_one(&bytes) => return tar::entries(&bytes),
        Ok((name, bytes)) => {
            entry.name = shown(&readable(&name));
            if is_odd(&entry.name) {
                entry.flags.push("odd-path".to_owned());
            }
            entry.bytes = Some(bytes);
        }
        Err(word) => entry.flags.push(word.to_owned()),
    }
    Ok(vec![entry])
}

/// Its bytes, of all pieces that were put behind one another, and the name in the first.
fn unpacked(bytes: &[u8], most: u64) -> Result<(Vec<u8>, Vec<u8>), &'static str> {
    let (mut name, mut out, mut rest) = (None, Vec::new(), bytes);
    while rest.starts_with(MAGIC) {
        let mut piece = GzDecoder::new(rest);
        let head = piece.header().and_then(|h| h.filename()).map(<[u8]>::to_vec);
        name = name.or(Some(head.unwrap_or_default()));
        let left = (most + 1).saturating_sub(out.len() as u64);
        let read = piece.by_ref().take(left).read_to_end(&mut out);
        if out.len() as u64 > most {
            return Err("too-large");
        }
        read.map_err(|_| "damaged")?;
        rest = piece.into_inner();
    }
    Ok((name.unwrap_or_default(), out))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, GzBuilder};

    use super::*;

    fn packed(name: Option<&str>, bytes: &[u8]) -> Vec<u8> {
        let builder = GzBuilder::new();
        let builder = match name {
            Some(name) => builder.filename(name),
            None => builder,
        };
        let mut gz = builder.write(Vec::new(), Compression::best());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    }

    fn one(bytes: &[u8]) -> Entry {
        let mut all = entries(bytes).unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    #[test]
    fn a_file_comes_out_under_the_name_that_it_had() {
        let whole = one(&packed(Some("báo cáo.pdf"), b"%PDF-1.7"));
        assert_eq!(
            (whole.name.as_str(), whole.bytes.as_deref()),
            ("báo cáo.pdf", Some(&b"%PDF-1.7"[..]))
        );
        assert_eq!(whole.flags, [""; 0]);
        assert_eq!(one(&packed(None, b"x")).name, "");
        assert_eq!(one(&packed(Some("../../x"), b"x")).flags, ["odd-path"]);
        // Two pieces behind one another, and zeros behind them, as tapes have them.
        let two = [
            packed(Some("a"), b"mot "),
            packed(Some("b"), b"hai"),
            vec![0; 512],
        ]
        .concat();
        assert_eq!(one(&two).bytes.as_deref(), Some(&b"mot hai"[..]));
    }

    #[test]
    fn bombs_and_damage_give_no_bytes() {
        let zeros = packed(None, &vec![0; 30 << 20]);
        let bomb = one(&zeros);
        assert_eq!((bomb.bytes, bomb.flags), (None, vec!["too-large".to_owned()]));
        // As many small ones as it takes.
        let small = packed(None, &vec![0; 1 << 20]);
        assert_eq!(one(&small.repeat(200)).flags, ["too-large"]);
        let good = packed(None, b"Kinh gui Bo, So xin gui bao cao.");
        for at in 10..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x55;
            let told = one(&bad);
            assert!(told.bytes.is_none() && told.flags == ["damaged"], "{at}");
            assert_eq!(one(&good[..at]).flags, ["damaged"], "cut at {at}");
        }
    }
}
