//! How answers come out of the child: what was noticed first, bytes last and as they are.

use serde::{Deserialize, Serialize};

use super::told::{Entry, Lacking, Told};

/// An entry without its bytes, and how many there are; none where it was not unpacked.
type Label = (String, Option<u64>, Vec<String>);

#[derive(Serialize, Deserialize)]
enum Said {
    Words(Result<Told, Lacking>),
    Entries(Result<Vec<Label>, Lacking>),
}

/// An answer about words, as bytes.
pub(super) fn words(told: Result<Told, Lacking>) -> Option<Vec<u8>> {
    postcard::to_stdvec(&Said::Words(told)).ok()
}

/// An answer about entries, as bytes.
pub(super) fn entries(entries: Result<Vec<Entry>, Lacking>) -> Option<Vec<u8>> {
    let (labels, all) = match entries {
        Err(lacking) => (Err(lacking), Vec::new()),
        Ok(entries) => {
            let (labels, bytes): (Vec<Label>, Vec<_>) = entries
                .into_iter()
                .map(|e| {
                    (
                        (e.name, e.bytes.as_ref().map(|b| b.len() as u64), e.flags),
                        e.bytes,
                    )
                })
                .unzip();
            (Ok(labels), bytes)
        }
    };
    let mut out = postcard::to_stdvec(&Said::Entries(labels)).ok()?;
    for bytes in all.into_iter().flatten() {
        out.extend_from_slice(&bytes);
    }
    Some(out)
}

/// The words in an answer; `None`: no child of ours says that.
pub(super) fn read_words(answer: &[u8]) -> Option<Result<Told, Lacking>> {
    match postcard::from_bytes(answer).ok()? {
        Said::Words(told) => Some(told),
        Said::Entries(_) => None,
    }
}

/// The entries in an answer; `None`: no child of ours says that.
pub(super) fn read_entries(answer: &[u8]) -> Option<Result<Vec<Entry>, Lacking>> {
    let (said, mut rest) = postcard::take_from_bytes(answer).ok()?;
    let Said::Entries(labels) = said else { return None };
    let labels = match labels {
        Ok(labels) => labels,
        Err(lacking) => return rest.is_empty().then_some(Err(lacking)),
    };
    let mut out = Vec::new();
    for (name, length, flags) in labels {
        let bytes = match length {
            None => None,
            Some(length) => {
                let (bytes, more) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                rest = more;
                Some(bytes.to_vec())
            }
        };
        out.push(Entry { name, bytes, flags });
    }
    rest.is_empty().then_some(Ok(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_out_as_they_went_in() {
        let told = Told {
            text: "Đắk Lắk".to_owned(),
            flags: vec!["cut".to_owned()],
        };
        let bytes = words(Ok(told.clone())).unwrap();
        assert_eq!(read_words(&bytes), Some(Ok(told)));
        assert_eq!(read_entries(&bytes), None);
        let entry = |name: &str, bytes: Option<&[u8]>| Entry {
            name: name.to_owned(),
            bytes: bytes.map(<[u8]>::to_vec),
            flags: Vec::new(),
        };
        let all = vec![entry("a", Some(b"12")), entry("b", None), entry("c", Some(b""))];
        let bytes = entries(Ok(all.clone())).unwrap();
        assert_eq!(read_entries(&bytes), Some(Ok(all)));
        assert_eq!(read_entries(&bytes[..bytes.len() - 1]), None);
        let locked = entries(Err(Lacking::Encrypted)).unwrap();
        assert_eq!(read_entries(&locked), Some(Err(Lacking::Encrypted)));
    }
}
