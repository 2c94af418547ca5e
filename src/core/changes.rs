//! What changed from one version of a report to the next: files, figures, text by line. Values and comparisons alone; where they
//! come from is said by whoever brings them.
//!
//! It must never know a letter's bytes, a store, or a sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::attachment::Attachment;
use crate::core::fact::Fact;
use crate::core::names::{LetterId, UnitIx};
use crate::core::particulars::Symbol;
use crate::core::record::Version;
use crate::core::time::Stamp;
use crate::core::unit::Entry;

/// A version, or the letter that would make one.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Its number; `None`: it would be the next.
    pub n: Option<u32>,
    /// Number, symbol and date of the document.
    pub symbol: Symbol,
    /// When it was received.
    pub at: Stamp,
    /// The letters that brought it, as far as they may be seen; none where it came by another way.
    pub letters: Vec<LetterId>,
}

/// What changed from one version to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Whose report it is.
    pub unit: UnitIx,
    /// The version before.
    pub old: Side,
    /// The later one.
    pub new: Side,
    /// Every file of both.
    pub files: Vec<FileChange>,
    /// The figures that are not the same.
    pub figures: Vec<FigureChange>,
    /// The text.
    pub text: TextChange,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum FileFate {
    /// It is new.
    Added,
    /// It is there no more.
    Gone,
    /// The same bytes under the same name.
    Same,
    /// The same bytes under another name: the one before.
    Renamed(String),
    /// Other bytes under the same name: so many they were before.
    Changed(u64),
}

/// A file, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileChange {
    /// The file as it is now; of one that is gone as it was.
    pub file: Attachment,
    /// What became of it.
    pub fate: FileFate,
}

/// A figure that is not the same.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// The indicator.
    pub id: String,
    /// Its value before, if there was one.
    pub old: Option<f64>,
    /// Its value now.
    pub new: Option<f64>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineFate {
    /// It stands in both.
    Same,
    /// In the version before alone.
    Gone,
    /// In the later one alone.
    Added,
}

/// A line of the text of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// The line.
    pub text: String,
    /// What became of it.
    pub fate: LineFate,
}

/// What changed of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextChange {
    /// The lines of both.
    Lines(Vec<LineChange>),
    /// Words of a letter were not read yet.
    NotRead,
    /// Of at least one of both there are no words: a scan, or it came by another way.
    NoWords,
}

/// Is there more than one version, so that there is something to compare?
pub fn are_there(versions: &[Version]) -> bool {
    versions.iter().filter(|v| !v.withdrawn).count() > 1
}

/// What became of the files from one version to the next, in the order of the later one; what is gone at the end.
pub fn files(old: &[Attachment], new: &[Attachment]) -> Vec<FileChange> {
    let mut left: Vec<&Attachment> = once(old);
    let mut take = |fits: &dyn Fn(&Attachment) -> bool| {
        let at = left.iter().position(|file| fits(file))?;
        Some(left.remove(at))
    };
    let new = once(new);
    // What is the same comes before what only has the name, whichever order they come in.
    let mut fates: Vec<Option<FileFate>> = new
        .iter()
        .map(|file| {
            let same = take(&|o| o.sha256 == file.sha256 && o.name == file.name);
            same.map(|_| FileFate::Same)
        })
        .collect();
    for (file, fate) in new.iter().zip(&mut fates).filter(|(_, fate)| fate.is_none()) {
        *fate = take(&|o| o.sha256 == file.sha256).map(|was| FileFate::Renamed(was.name.clone()));
    }
    for (file, fate) in new.iter().zip(&mut fates).filter(|(_, fate)| fate.is_none()) {
        let named = !file.name.is_empty();
        *fate = take(&|o| named && o.name == file.name).map(|was| FileFate::Changed(was.size));
    }
    let all = new.into_iter().zip(fates).map(|(file, fate)| FileChange {
        file: file.clone(),
        fate: fate.unwrap_or(FileFate::Added),
    });
    let gone = left.into_iter().map(|file| FileChange {
        file: file.clone(),
        fate: FileFate::Gone,
    });
    all.chain(gone).collect::<Vec<_>>()
}

/// Each file under each name once: two letters of one version may bring the same.
fn once(files: &[Attachment]) -> Vec<&Attachment> {
    let mut out: Vec<&Attachment> = Vec::new();
    for file in files {
        if !out.iter().any(|o| o.sha256 == file.sha256 && o.name == file.name) {
            out.push(file);
        }
    }
    out
}

/// The figures of a unit as they stood before fact `end`.
pub fn figures_before(log: &[Entry], end: u64) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for entry in log.iter().filter(|e| !e.void && e.seq < end) {
        if let Fact::FigureRecorded(f) = &entry.fact {
            out.insert(f.id.clone(), f.value);
        } else if let Fact::FigureWithdrawn(f) = &entry.fact {
            out.remove(&f.id);
        }
    }
    out
}

/// The figures that are not the same, in the order of their ids.
pub fn figures(old: &BTreeMap<String, f64>, new: &BTreeMap<String, f64>) -> Vec<FigureChange> {
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changes = ids.into_iter().map(|id| FigureChange {
        id: id.clone(),
        old: old.get(id).copied(),
        new: new.get(id).copied(),
    });
    changes.filter(|f| f.old != f.new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::attachment::EvidenceKind;
    use crate::core::names::BlobId;

    fn file(name: &str, bytes: &str) -> Attachment {
        Attachment {
            sha256: BlobId(bytes.to_owned()),
            name: name.to_owned(),
            size: bytes.len() as u64,
            kind: EvidenceKind::Document,
            media: "application/pdf".to_owned(),
        }
    }

    fn told(old: &[Attachment], new: &[Attachment]) -> Vec<(String, FileFate)> {
        let all = files(old, new).into_iter();
        all.map(|c| (c.file.name, c.fate)).collect()
    }

    #[test]
    fn files_are_told_apart_by_their_bytes_before_their_names() {
        let old = [
            file("a.pdf", "one"),
            file("anh.jpg", "photo"),
            file("c.xlsx", "sheet"),
        ];
        let new = [
            file("a.pdf", "two!"),
            file("b.pdf", "one"),
            file("anh.jpg", "photo"),
            file("d.doc", "new"),
        ];
        // The bytes of the first stand under another name now, so that what has its name is new.
        assert_eq!(
            told(&old, &new),
            [
                ("a.pdf".to_owned(), FileFate::Added),
                ("b.pdf".to_owned(), FileFate::Renamed("a.pdf".to_owned())),
                ("anh.jpg".to_owned(), FileFate::Same),
                ("d.doc".to_owned(), FileFate::Added),
                ("c.xlsx".to_owned(), FileFate::Gone),
            ]
        );
        assert_eq!(
            told(&[file("a.pdf", "one")], &[file("a.pdf", "four")]),
            [("a.pdf".to_owned(), FileFate::Changed(3))]
        );
        // Sent twice is one file; two without a name are not each other.
        assert_eq!(
            told(&[file("", "x")], &[file("", "y"), file("", "y")]),
            [(String::new(), FileFate::Added), (String::new(), FileFate::Gone)]
        );
    }

    #[test]
    fn only_figures_that_differ_are_told() {
        let of = |all: &[(&str, f64)]| all.iter().map(|(id, v)| ((*id).to_owned(), *v)).collect();
        let changes = figures(
            &of(&[("a", 1.0), ("b", 2.0), ("c", 3.0)]),
            &of(&[("b", 2.0), ("c", 4.0), ("d", 5.0)]),
        );
        let told: Vec<_> = changes.iter().map(|f| (f.id.as_str(), f.old, f.new)).collect();
        assert_eq!(
            told,
            [
                ("a", Some(1.0), None),
                ("c", Some(3.0), Some(4.0)),
                ("d", None, Some(5.0))
            ]
        );
    }
}
