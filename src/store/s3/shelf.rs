//! What lies in a bucket under which name, and whether it is ours: `PREFIX/ab/cd…`, as in a folder of files, so that the one
//! can be copied to the other; and one object that says what the place is.
//!
//! It must never know what is in the files.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use sha2::{Digest, Sha256};

use super::answers::XmlSaid;
use super::client::{Ask, Client, Payload};
use super::told::{BucketTrouble, Told};
use crate::core::names::BlobId;
use crate::core::time::Stamp;
use crate::store::blobs::BlobInfo;
use crate::store::error::StoreError;

/// The object that says what the place is.
const MARKER: &str = "ketnoi.json";
/// What it says, before the number of the form.
const FORMAT: &str = "ketnoi.files/";
/// The form that this program knows.
const FORM: i64 = 1;
/// What the names of trials begin with; see `probe`.
pub(super) const TRIAL: &str = ".trial-";
/// Servers give no more names at a time.
const NAMES_MOST: usize = 1_000;
/// An upload that nobody has ended after a day is nobody's.
const LEFT: i64 = 24 * 60 * 60 * 1_000;

/// A list that servers give page by page, and how its pages are asked for.
struct Pages {
    /// What is asked for.
    what: &'static str,
    /// What the answer is called.
    answer: &'static str,
    /// Beside the name, what tells two entries of a name apart: as it is asked for, and as the answer says the last.
    second: (&'static str, &'static str),
}

const VERSIONS: Pages = Pages {
    what: "versions",
    answer: "ListVersionsResult",
    second: ("version-id-marker", "NextVersionIdMarker"),
};
const UPLOADS: Pages = Pages {
    what: "uploads",
    answer: "ListMultipartUploadsResult",
    second: ("upload-id-marker", "NextUploadIdMarker"),
};

/// A name in a bucket.
struct Named {
    key: String,
    size: u64,
}

impl Client {
    /// The name of an object below our prefix.
    pub fn below(&self, name: &str) -> String {
        let prefix = &self.url.prefix;
        if prefix.is_empty() {
            name.to_owned()
        } else {
            format!("{prefix}/{name}")
        }
    }

    /// The name of a file; `None` for what is no id.
    pub fn key(&self, id: &BlobId) -> Option<String> {
        let (first, rest) = id.is_well_formed().then(|| id.0.split_at_checked(2)).flatten()?;
        Some(self.below(&format!("{first}/{rest}")))
    }

    /// The file that a name belongs to.
    fn id(&self, key: &str) -> Option<BlobId> {
        let own = key.strip_prefix(&self.below(""))?;
        let (first, rest) = own.split_once('/').filter(|(first, _)| first.len() == 2)?;
        Some(BlobId(format!("{first}{rest}"))).filter(BlobId::is_well_formed)
    }

    /// Is there a bucket? Asked once where a file was missing: what is said then can mean either.
    pub fn is_there_at_all(&self) -> Result<(), StoreError> {
        if !self.is_known.load(Ordering::Relaxed) {
            self.names("", 1)?;
        }
        Ok(())
    }

    /// Names in their order, behind one; and whether there may be more.
    fn names(&self, after: &str, most: usize) -> Result<(Vec<Named>, bool), StoreError> {
        let mut ask = Ask::new("GET", "");
        ask.query = vec![
            ("list-type", "2".to_owned()),
            ("prefix", self.below("")),
            ("max-keys", most.min(NAMES_MOST).to_string()),
        ];
        if !after.is_empty() {
            ask.query.push(("start-after", after.to_owned()));
        }
        let reply = self.ask(&ask, &[200])?;
        let garbage = || self.trouble(BucketTrouble::Garbage("no list".to_owned()));
        let answer = XmlSaid::read(&reply.bytes).ok_or_else(garbage)?;
        let more = match answer.first("ListBucketResult/IsTruncated") {
            Some("true") => true,
            Some("false") => false,
            _ => return Err(garbage()),
        };
        let mut all = Vec::new();
        for one in answer.each("ListBucketResult/Contents") {
            let said = |name: &str| one.iter().find(|(n, _)| *n == name).map(|(_, said)| *said);
            let size = said("Size").and_then(|s| s.parse().ok());
            let (Some(key), Some(size)) = (said("Key"), size) else {
                return Err(garbage());
            };
            // A server that begins anew each time would be asked for ever.
            if key <= after {
                return Err(garbage());
            }
            all.push(Named {
                key: key.to_owned(),
                size,
            });
        }
        let more = more && !all.is_empty();
        Ok((all, more))
    }

    /// The files behind one, at most so many.
    pub fn files(&self, after: Option<&BlobId>, most: usize) -> Result<Vec<BlobInfo>, StoreError> {
        let mut at = after.and_then(|id| self.key(id)).unwrap_or_default();
        let mut page = Vec::new();
        while page.len() < most {
            let (names, more) = self.names(&at, most - page.len())?;
            if let Some(last) = names.last() {
                at.clone_from(&last.key);
            }
            let files = names.into_iter().filter_map(|named| {
                Some(BlobInfo {
                    id: self.id(&named.key)?,
                    size: named.size,
                })
            });
            page.extend(files);
            if !more {
                break;
            }
        }
        Ok(page)
    }

    /// Sees to it, before anything is put, that the place is ours: said so by its own object, or holding nothing else.
    pub fn make_ours(&self) -> Result<(), StoreError> {
        let mut known = self
            .is_ours
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if *known {
            return Ok(());
        }
        let marker = self.below(MARKER);
        let reply = self.ask(&Ask::new("GET", &marker), &[200, 404])?;
        if reply.status == 200 {
            self.is_ours_by(&reply.bytes)?;
        } else {
            let (names, _) = self.names("", NAMES_MOST)?;
            let trials = self.below(TRIAL);
            let strange = names
                .iter()
                .find(|n| self.id(&n.key).is_none() && !n.key.starts_with(&trials));
            if let Some(strange) = strange {
                return Err(self.trouble(BucketTrouble::Foreign(strange.key.clone())));
            }
            let text = format!("{{\"format\":\"{FORMAT}{FORM}\"}}\n");
            let sum = Sha256::digest(text.as_bytes()).into();
            self.put(&marker, Payload::Bytes(text.as_bytes()), &sum, true)?;
        }
        *known = true;
        Ok(())
    }

    /// What the object says that says what the place is.
    fn is_ours_by(&self, said: &[u8]) -> Result<(), StoreError> {
        // A page for people, as whoever stands between shows it to everybody: nothing is said by it of the bucket.
        if matches!(said.trim_ascii_start().first(), None | Some(b'<')) {
            return Err(self.trouble(BucketTrouble::Garbage("HTTP 200".to_owned())));
        }
        let said: Option<serde_json::Value> = serde_json::from_slice(said).ok();
        let form = said
            .as_ref()
            .and_then(|s| s.get("format")?.as_str()?.strip_prefix(FORMAT));
        match form.and_then(|form| form.parse::<i64>().ok()) {
            Some(FORM) => Ok(()),
            Some(found) if found > FORM => Err(StoreError::Newer {
                site: self.site(),
                found,
                known: FORM,
            }),
            _ => Err(self.trouble(BucketTrouble::Foreign(self.below(MARKER)))),
        }
    }

    /// Shows every page of a list of what begins with a name; what the server says otherwise is for whoever asks to judge.
    fn pages(
        &self,
        list: &Pages,
        prefix: &str,
        each: &mut dyn FnMut(&XmlSaid),
    ) -> Result<Result<(), Told>, StoreError> {
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        let mut after: Option<(String, String)> = None;
        loop {
            let mut ask = Ask::new("GET", "");
            ask.query = vec![(list.what, String::new()), ("prefix", prefix.to_owned())];
            if let Some((key, second)) = &after {
                ask.query.push(("key-marker", key.clone()));
                if !second.is_empty() {
                    ask.query.push((list.second.0, second.clone()));
                }
            }
            let reply = match self.told(&ask, &[200])? {
                Ok(reply) => reply,
                Err(told) => return Ok(Err(told)),
            };
            let garbage = || self.trouble(BucketTrouble::Garbage("no list".to_owned()));
            let answer = XmlSaid::read(&reply.bytes).ok_or_else(garbage)?;
            each(&answer);
            let said = |name: &str| {
                answer
                    .first(&format!("{}/{name}", list.answer))
                    .unwrap_or_default()
            };
            if said("IsTruncated") != "true" {
                return Ok(Ok(()));
            }
            let next = (said("NextKeyMarker").to_owned(), said(list.second.1).to_owned());
            // A server that begins anew would be asked for ever.
            if next.0.is_empty() || !seen.insert(next.clone()) {
                return Err(garbage());
            }
            after = Some(next);
        }
    }

    /// Gives up uploads that were begun a day ago and more and never ended; gives how many.
    pub fn sweep_uploads(&self, now: Stamp) -> Result<usize, StoreError> {
        let mut left = Vec::new();
        let listed = self.pages(&UPLOADS, &self.below(""), &mut |page| {
            for one in page.each("ListMultipartUploadsResult/Upload") {
                let said = |name: &str| one.iter().find(|(n, _)| *n == name).map(|(_, said)| *said);
                let (Some(key), Some(upload)) = (said("Key"), said("UploadId")) else {
                    continue;
                };
                let begun = said("Initiated").and_then(Stamp::parse_rfc3339);
                if self.id(key).is_some() && begun.is_some_and(|at| at.0 < now.0.saturating_sub(LEFT)) {
                    left.push((key.to_owned(), upload.to_owned()));
                }
            }
        })?;
        match listed {
            Ok(()) => {}
            // Then it has none, or they are its own affair.
            Err(told) if told.is_unknown() || told.status == 403 => return Ok(0),
            Err(told) => return Err(self.meaning(&told)),
        }
        for (key, upload) in &left {
            self.abort(key, upload)?;
        }
        Ok(left.len())
    }

    /// Does the bucket keep what is removed or replaced? `None`: it does not say.
    pub fn keeps_versions(&self) -> Result<Option<bool>, StoreError> {
        let mut ask = Ask::new("GET", "");
        ask.query.push(("versioning", String::new()));
        match self.told(&ask, &[200])? {
            Ok(reply) => Ok(XmlSaid::read(&reply.bytes).map(|answer| {
                // Suspended: what was kept before is kept still.
                answer
                    .first("VersioningConfiguration/Status")
                    .is_some_and(|s| !s.is_empty())
            })),
            Err(told) if told.is_unknown() || matches!(told.status, 403..=405) => Ok(None),
            Err(told) => Err(self.meaning(&told)),
        }
    }

    /// Removes an object with all that the bucket has kept of it.
    pub fn remove(&self, key: &str) -> Result<bool, StoreError> {
        let there = self.ask(&Ask::new("HEAD", key), &[200, 404])?.status == 200;
        let versions = match self.keeps_versions()? {
            Some(true) => self.versions(key)?,
            Some(false) | None => Vec::new(),
        };
        if there {
            self.ask(&Ask::new("DELETE", key), &[200, 204, 404])?;
        }
        let (mut removed, mut left) = (there, None);
        for version in versions {
            let mut ask = Ask::new("DELETE", key);
            ask.query.push(("versionId", version));
            match self.told(&ask, &[200, 204, 404])? {
                Ok(_) => removed = true,
                Err(told) if told.status == 403 => left = Some(told.code),
                Err(told) => return Err(self.meaning(&told)),
            }
        }
        match left {
            Some(code) => Err(self.trouble(BucketTrouble::Versions(code))),
            None => Ok(removed),
        }
    }

    /// The names of the versions of an object, those that only say that it was removed among them.
    fn versions(&self, key: &str) -> Result<Vec<String>, StoreError> {
        let mut all = Vec::new();
        let listed = self.pages(&VERSIONS, key, &mut |page| {
            for kind in ["Version", "DeleteMarker"] {
                for one in page.each(&format!("ListVersionsResult/{kind}")) {
                    let said = |name: &str| one.iter().find(|(n, _)| *n == name).map(|(_, said)| *said);
                    if said("Key") == Some(key) {
                        all.extend(said("VersionId").map(str::to_owned));
                    }
                }
            }
        })?;
        match listed {
            Ok(()) => Ok(all),
            Err(told) => Err(self.meaning(&told)),
        }
    }
}
