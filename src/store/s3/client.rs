//! Requests to a server: signed, sent, and sent again where that may help, until a deadline.
//!
//! It must never know what a file is.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use ureq::http::{HeaderMap, Request};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::{Agent, BodyReader, SendBody, Timeout};

use super::line::Lines;
use super::sign::{Signed, authorization, moment, query};
use super::told::{BucketTrouble, Told};
use crate::clock::Clock;
use crate::core::files_url::BucketUrl;
use crate::core::hex::hex;
use crate::core::time::Stamp;
use crate::secret::{self, Pair};
use crate::store::error::{SiteName, StoreError};
use crate::{store::files, trust};

/// The credential that systemd hands over.
pub(super) const CREDENTIAL: &str = "s3";
/// An answer that is not a file is never longer.
const ANSWER: u64 = 16 << 20;
/// Of a longer body it is asked first whether the server wants it.
const ASKED_FIRST: u64 = 256 << 10;
/// Pauses between two tries.
const PAUSE: Duration = Duration::from_millis(100);
const PAUSE_MOST: Duration = Duration::from_secs(5);
/// So long a server may take to answer at all.
const CONNECT: Duration = Duration::from_secs(10);
/// No clock difference is known yet.
const UNKNOWN: i64 = i64::MIN;

/// What goes with a request.
#[derive(Clone, Copy)]
pub(super) enum Payload<'a> {
    None,
    Bytes(&'a [u8]),
    /// So many bytes of a file, from here on; and their SHA-256.
    Piece(&'a File, u64, u64, &'a [u8; 32]),
}

/// A request.
pub(super) struct Ask<'a> {
    pub method: &'static str,
    /// The name of an object; nothing for the bucket itself.
    pub key: &'a str,
    pub query: Vec<(&'a str, String)>,
    pub headers: Vec<(&'a str, String)>,
    pub payload: Payload<'a>,
    /// The answer is a file, which is not read here.
    pub streams: bool,
}

impl<'a> Ask<'a> {
    pub fn new(method: &'static str, key: &'a str) -> Self {
        Self {
            method,
            key,
            query: Vec::new(),
            headers: Vec::new(),
            payload: Payload::None,
            streams: false,
        }
    }
}

/// An answer.
pub(super) struct Reply {
    pub status: u16,
    headers: HeaderMap,
    /// What it says, where it is no file.
    pub bytes: Vec<u8>,
    /// The file.
    pub file: Option<BodyReader<'static>>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the file is.
    pub fn length(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
    }
}

/// Tries again with growing pauses until a deadline.
pub(super) struct Tries {
    began: Instant,
    whole: Duration,
    tried: u32,
}

impl Tries {
    pub fn new(whole: Duration) -> Self {
        Self {
            began: Instant::now(),
            whole,
            tried: 0,
        }
    }

    /// Waits for the next try; false if there is none.
    pub fn again(&mut self) -> bool {
        let left = self.whole.saturating_sub(self.began.elapsed());
        if left.is_zero() {
            return false;
        }
        // The first pause is none: most often a line was closed that nobody had used for a while.
        if self.tried > 0 {
            let pause = PAUSE
                .saturating_mul(1 << (self.tried - 1).min(10))
                .min(PAUSE_MOST);
            let some = files::random() % (pause.as_millis() as u64).max(1);
            std::thread::sleep((pause / 2 + Duration::from_millis(some / 2)).min(left));
        }
        self.tried += 1;
        true
    }
}

/// How a bucket is spoken to, by every handle on it.
pub(super) struct Client {
    pub url: BucketUrl,
    credentials: Option<PathBuf>,
    hands: Mutex<Option<(Agent, Arc<Pair>)>>,
    /// The server's clock against ours, in milliseconds.
    skew: AtomicI64,
    /// The bucket has answered as one.
    pub is_known: AtomicBool,
    /// It was seen to be ours, or made so.
    pub is_ours: Mutex<bool>,
    /// The server takes no condition with what is put.
    pub unconditional: AtomicBool,
}

/// Why one try was of no use, and whether another may be.
struct Failed {
    why: StoreError,
    again: bool,
}

impl Client {
    pub fn new(url: BucketUrl, credentials: Option<PathBuf>) -> Self {
        Self {
            url,
            credentials,
            hands: Mutex::new(None),
            skew: AtomicI64::new(UNKNOWN),
            is_known: AtomicBool::new(false),
            is_ours: Mutex::new(false),
            unconditional: AtomicBool::new(false),
        }
    }

    pub fn site(&self) -> SiteName {
        SiteName::new(self.url.name())
    }

    pub fn trouble(&self, trouble: BucketTrouble) -> StoreError {
        StoreError::Bucket {
            site: self.site(),
            trouble: Box::new(trouble),
        }
    }

    pub fn patience(&self) -> Duration {
        Duration::from_secs(self.url.wait)
    }

    /// How far the server's clock is ahead of ours, in milliseconds, once it has answered.
    pub fn skew(&self) -> Option<i64> {
        Some(self.skew.load(Ordering::Relaxed)).filter(|ms| *ms != UNKNOWN)
    }

    /// Asks until there is an answer with one of these statuses, or no hope.
    pub fn ask(&self, ask: &Ask<'_>, fine: &[u16]) -> Result<Reply, StoreError> {
        self.told(ask, fine)?.map_err(|told| self.meaning(&told))
    }

    /// The same; what the server says otherwise is for whoever asks to judge, once asking again is of no use.
    pub fn told(&self, ask: &Ask<'_>, fine: &[u16]) -> Result<Result<Reply, Told>, StoreError> {
        let mut tries = Tries::new(self.patience());
        loop {
            match self.once(ask) {
                Ok(reply) if fine.contains(&reply.status) => {
                    if reply.status < 300 {
                        self.is_known.store(true, Ordering::Relaxed);
                    }
                    return Ok(Ok(reply));
                }
                Ok(reply) => {
                    let told = self.word_of(ask, reply);
                    if !told.passes() || !tries.again() {
                        return Ok(Err(told));
                    }
                }
                Err(failed) => {
                    if !failed.again || !tries.again() {
                        return Err(failed.why);
                    }
                }
            }
        }
    }

    /// Is this one request refused?
    pub fn refuses(&self, ask: &Ask<'_>) -> Result<bool, StoreError> {
        let reply = self.once(ask).map_err(|failed| failed.why)?;
        Ok(reply.status >= 400 && reply.status < 500)
    }

    /// Is it the file that is missing, and not the bucket?
    pub fn is_missing(&self, said: &[u8]) -> Result<(), StoreError> {
        let told = Told::read(404, None, None, said);
        match told.code.as_str() {
            "NoSuchBucket" => Err(self.meaning(&told)),
            _ => Ok(()),
        }
    }

    pub fn meaning(&self, told: &Told) -> StoreError {
        told.meaning(self.site(), Clock::Real.now())
    }

    fn word_of(&self, ask: &Ask<'_>, reply: Reply) -> Told {
        let region = reply.header("x-amz-bucket-region").map(str::to_owned);
        let date = date_of(&reply.headers);
        let body = match reply.file {
            Some(file) => {
                let mut body = Vec::new();
                // What it says is more than its number, where it can be read.
                let _ = file.take(ANSWER).read_to_end(&mut body);
                body
            }
            None => reply.bytes,
        };
        if ask.method == "HEAD" {
            // An answer to this has no body: what is wrong is said to whoever asks for the thing itself.
            let again = Ask {
                headers: vec![("range", "bytes=0-0".to_owned())],
                ..Ask::new("GET", ask.key)
            };
            if let Ok(said) = self.once(&again) {
                let region = said.header("x-amz-bucket-region").map(str::to_owned).or(region);
                return Told::read(reply.status, region, date_of(&said.headers), &said.bytes);
            }
        }
        Told::read(reply.status, region, date, &body)
    }

    fn hands(&self) -> Result<(Agent, Arc<Pair>), StoreError> {
        let mut held = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(hands) = held.as_ref() {
            return Ok(hands.clone());
        }
        let (file, folder) = (self.url.key_file.as_deref(), self.credentials.as_deref());
        let own = format!("{CREDENTIAL}-{}", self.url.bucket);
        let keys = secret::find_pair(file, folder, &[&own, CREDENTIAL])
            .map_err(|(file, why)| self.trouble(BucketTrouble::Keys(file, why)))?;
        let untold = |why| StoreError::Authorities {
            site: self.site(),
            why,
        };
        let tls = if self.url.tls {
            Some(trust::config(self.url.ca_file.as_deref()).map_err(untold)?)
        } else {
            None
        };
        let patience = self.patience();
        let connect = CONNECT.min(patience);
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(concat!("ketnoi/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(Some(connect))
            .timeout_per_read(Some(patience))
            .timeout_per_write(Some(patience))
            .build();
        let lines = Lines {
            tls,
            host: self.url.host.clone(),
            patience: connect,
        };
        let agent = Agent::with_parts(config, lines, DefaultResolver::default());
        let hands = (agent, Arc::new(keys));
        *held = Some(hands.clone());
        Ok(hands)
    }

    /// The path of an object's address; of nothing that needs escaping.
    fn path(&self, key: &str) -> String {
        if key.is_empty() {
            format!("/{}", self.url.bucket)
        } else {
            format!("/{}/{key}", self.url.bucket)
        }
    }

    fn once(&self, ask: &Ask<'_>) -> Result<Reply, Failed> {
        let lost = |why| Failed { why, again: false };
        let (agent, keys) = self.hands().map_err(lost)?;
        let now = Clock::Real.now();
        let (length, sum) = match ask.payload {
            Payload::None => (None, hex(&Sha256::digest(b""))),
            Payload::Bytes(bytes) => (Some(bytes.len() as u64), hex(&Sha256::digest(bytes))),
            Payload::Piece(_, _, length, sum) => (Some(length), hex(sum)),
        };
        let mut headers = ask.headers.clone();
        headers.push(("host", self.url.authority()));
        headers.push(("x-amz-content-sha256", sum.clone()));
        headers.push(("x-amz-date", moment(now)));
        headers.sort_unstable();
        let path = self.path(ask.key);
        let signature = authorization(
            &Signed {
                method: ask.method,
                path: &path,
                query: &ask.query,
                headers: &headers,
                body: &sum,
                region: &self.url.region,
            },
            &keys,
            &moment(now),
        );
        let mut address = format!("{}{path}", self.url.endpoint());
        if !ask.query.is_empty() {
            address = format!("{address}?{}", query(&ask.query));
        }
        let mut request = Request::builder().method(ask.method).uri(address);
        for (name, value) in &headers {
            request = request.header(*name, value);
        }
        request = request.header("authorization", signature);
        if let Some(length) = length {
            request = request.header("content-length", length);
            if length > ASKED_FIRST {
                request = request.header("expect", "100-continue");
            }
        }
        let body = match ask.payload {
            Payload::None => SendBody::none(),
            Payload::Bytes(bytes) => SendBody::from_owned_reader(Cursor::new(bytes.to_vec())),
            Payload::Piece(file, at, left, _) => {
                let file = file.try_clone();
                let file = file.map_err(|why| lost(files::refused(Path::new(ask.key), why)))?;
                SendBody::from_owned_reader(Piece { file, at, left })
            }
        };
        let failed = |why: &ureq::Error| self.failed(why);
        let request = request.body(body).map_err(|why| failed(&why.into()))?;
        let reply = agent.run(request).map_err(|why| failed(&why))?;
        let (parts, body) = reply.into_parts();
        let status = parts.status.as_u16();
        if let Some(theirs) = date_of(&parts.headers) {
            self.skew.store(theirs.0.saturating_sub(now.0), Ordering::Relaxed);
        }
        let mut reply = Reply {
            status,
            headers: parts.headers,
            bytes: Vec::new(),
            file: None,
        };
        let mut file = body.into_reader();
        if ask.streams && status < 300 {
            reply.file = Some(file);
        } else if ask.method != "HEAD" {
            let read = file.by_ref().take(ANSWER + 1).read_to_end(&mut reply.bytes);
            read.map_err(|why| failed(&ureq::Error::Io(why)))?;
            if reply.bytes.len() as u64 > ANSWER {
                return Err(lost(self.trouble(BucketTrouble::Garbage("too long".to_owned()))));
            }
        }
        Ok(reply)
    }

    /// What an error below HTTP means.
    fn failed(&self, why: &ureq::Error) -> Failed {
        let site = self.site();
        let detail = match why {
            ureq::Error::Io(why) => {
                if let Some(told) = why.get_ref().and_then(|w| w.downcast_ref::<rustls::Error>()) {
                    return Failed {
                        why: StoreError::Untrusted {
                            site,
                            detail: told.to_string(),
                        },
                        again: false,
                    };
                }
                why.to_string()
            }
            ureq::Error::Timeout(Timeout::Resolve) | ureq::Error::HostNotFound => {
                format!("{}: no such host", self.url.host)
            }
            ureq::Error::Timeout(_) => format!("no answer from {} for {} s", self.url.host, self.url.wait),
            ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
                return Failed {
                    why: self.trouble(BucketTrouble::Garbage("no HTTP".to_owned())),
                    again: true,
                };
            }
            other => other.to_string(),
        };
        Failed {
            why: StoreError::Unreachable { site, detail },
            again: true,
        }
    }
}

/// A part of a file, read by its place, so that many can be read of one file and each again.
struct Piece {
    file: File,
    at: u64,
    left: u64,
}

impl Read for Piece {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let n = self
            .file
            .read_at(into.get_mut(..most).unwrap_or_default(), self.at)?;
        self.at += n as u64;
        self.left -= n as u64;
        Ok(n)
    }
}

/// What the server's clock says.
fn date_of(headers: &HeaderMap) -> Option<Stamp> {
    let said = headers.get("date")?.to_str().ok()?;
    let at = chrono::DateTime::parse_from_rfc2822(said).ok()?;
    Some(Stamp(at.timestamp_millis()))
}
