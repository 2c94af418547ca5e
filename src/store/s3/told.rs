//! What an answer that is no yes means, and whether it is worth asking again.
//!
//! It must never know what was asked for.

use std::path::PathBuf;

use super::answers::XmlSaid;
use crate::core::time::Stamp;
use crate::secret::NoSecret;
use crate::store::error::{SiteName, StoreError};

/// What is wrong with a bucket, or with what we have for it.
#[derive(Debug)]
pub enum BucketTrouble {
    /// The clocks are so far apart that the server takes no signature: ours, and the server's.
    Skewed(Stamp, Option<Stamp>),
    /// There is no such bucket.
    NoBucket,
    /// It is in another region; which, as far as it was said.
    Region(String),
    /// Something that is none of ours lies where our files are to lie.
    Foreign(String),
    /// The keys are not to be had: of which file that is said, and why.
    Keys(Option<PathBuf>, NoSecret),
    /// The server answers what no such server answers.
    Garbage(String),
    /// Older versions of a removed file could not be removed: whoever may see versions can still read it.
    Versions(String),
}

/// An answer that is no yes.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub status: u16,
    /// The server's word for it; of what else it says nothing is repeated, for it might repeat a signature.
    pub code: String,
    /// The region that it names.
    pub region: Option<String>,
    /// The moment of its clock.
    pub date: Option<Stamp>,
}

impl Told {
    pub fn read(status: u16, region: Option<String>, date: Option<Stamp>, body: &[u8]) -> Self {
        let answer = XmlSaid::read(body);
        let said = |name: &str| {
            let said = answer.as_ref()?.first(&format!("Error/{name}"))?;
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            (said.len() <= 100 && said.chars().all(word)).then(|| said.to_owned())
        };
        Self {
            status,
            code: said("Code").unwrap_or_default(),
            region: region.or_else(|| said("Region")),
            date,
        }
    }

    /// May it be otherwise in a moment?
    pub fn passes(&self) -> bool {
        let busy = [
            "SlowDown",
            "RequestTimeout",
            "InternalError",
            "ServiceUnavailable",
            "BadDigest",
            "OperationAborted",
            "ConditionalRequestConflict",
            "XAmzContentSHA256Mismatch",
            "IncompleteBody",
        ];
        busy.contains(&self.code.as_str()) || matches!(self.status, 408 | 429 | 500 | 502 | 503 | 504)
    }

    /// Does the server not know how to do it?
    pub fn is_unknown(&self) -> bool {
        self.status == 501 || matches!(self.code.as_str(), "NotImplemented" | "MethodNotAllowed")
    }

    /// What it means for whoever asked.
    pub fn meaning(&self, site: SiteName, now: Stamp) -> StoreError {
        let bucket = |trouble| StoreError::Bucket {
            site: site.clone(),
            trouble: Box::new(trouble),
        };
        match (self.status, self.code.as_str()) {
            (_, "RequestTimeTooSkewed" | "RequestExpired") => bucket(BucketTrouble::Skewed(now, self.date)),
            (_, "NoSuchBucket") => bucket(BucketTrouble::NoBucket),
            (301 | 307, _) | (_, "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException") => {
                bucket(BucketTrouble::Region(self.region.clone().unwrap_or_default()))
            }
            (507, _) | (_, "QuotaExceeded" | "XMinioStorageFull" | "InsufficientStorage") => {
                StoreError::Full(site)
            }
            (401 | 403, _) | (_, "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken") => {
                StoreError::Denied {
                    site,
                    detail: self.words(),
                }
            }
            _ if self.passes() => StoreError::Unreachable {
                site,
                detail: self.words(),
            },
            (_, "") => bucket(BucketTrouble::Garbage(self.words())),
            _ => StoreError::Engine {
                site,
                detail: self.words(),
            },
        }
    }

    fn words(&self) -> String {
        if self.code.is_empty() {
            format!("HTTP {}", self.status)
        } else {
            format!("HTTP {}, {}", self.status, self.code)
        }
    }
}
