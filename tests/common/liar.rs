//! A server that speaks as much S3 as we ask for, keeps objects in memory, and lies when it is told to: it cuts, hangs, is busy,
//! gives other bytes, has another clock. Plain TCP, a thread for each line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use ketnoi::core::base64::base64;
use ketnoi::core::hex::hex;

/// What is done with a request instead of what should be.
#[derive(Debug, Clone, PartialEq)]
pub enum Lie {
    /// Refused with a status and a code.
    Status(u16, &'static str),
    /// The line is cut after so many bytes of its body.
    CutIn(u64),
    /// It is done, and the line is cut before the answer.
    CutAfter,
    /// The line is cut after so many bytes of the answer's body.
    CutOut(u64),
    /// A bit of the answer's body is another.
    WrongBytes,
    /// Nothing is answered, and the line stays open.
    Hang,
    /// A page of somebody else's.
    Page,
    /// It says this and nothing else.
    Says(&'static str),
}

/// A request, as a test sees it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub key: String,
    pub query: String,
    pub range: Option<String>,
}

#[derive(Clone)]
enum Object {
    Bytes(Vec<u8>),
    /// Too long to be kept: so many zeros.
    Zeros(u64),
}

#[derive(Default)]
struct State {
    objects: BTreeMap<String, Object>,
    uploads: BTreeMap<String, BTreeMap<u32, u64>>,
    asked: Vec<Asked>,
    /// The next lies, each for the first request whose method and query begin so.
    lies: Vec<(&'static str, &'static str, Lie)>,
    /// Seconds that its clock is ahead.
    ahead: i64,
    /// It takes whatever sum comes with what is put.
    unchecking: bool,
    versions: Option<BTreeMap<String, Vec<String>>>,
    locked: bool,
}

/// The server; it ends with the test program.
#[derive(Clone)]
pub struct Liar {
    pub port: u16,
    state: Arc<Mutex<State>>,
}

/// Entries of a list that are given at a time, as by every server.
const PAGE: usize = 1_000;
/// Longer bodies are counted and not kept.
const KEPT: u64 = 8 << 20;

impl Liar {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let liar = Self {
            port: listener.local_addr().expect("an address").port(),
            state: Arc::default(),
        };
        let own = liar.clone();
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let own = own.clone();
                std::thread::spawn(move || {
                    let _ = own.talk(&line);
                    let _ = line.shutdown(Shutdown::Both);
                });
            }
        });
        liar
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lies at the next request of this method whose parameters begin so.
    pub fn lie(&self, method: &'static str, query: &'static str, lie: Lie) {
        self.state().lies.push((method, query, lie));
    }

    /// Lies that nobody has met yet.
    pub fn lies_left(&self) -> usize {
        self.state().lies.len()
    }

    /// Takes a lie back.
    pub fn unlie(&self) {
        self.state().lies.pop();
    }

    /// An upload that somebody began and never ended.
    pub fn leave_upload(&self, key: &str) {
        self.state().uploads.insert(key.to_owned(), BTreeMap::new());
    }

    pub fn clock_ahead(&self, seconds: i64) {
        self.state().ahead = seconds;
    }

    pub fn checks_nothing(&self) {
        self.state().unchecking = true;
    }

    /// Keeps versions from now on; `locked`: for ever.
    pub fn keeps_versions(&self, locked: bool) {
        let mut state = self.state();
        state.versions.get_or_insert_default();
        state.locked = locked;
    }

    /// So many older versions of an object, as years of replacing it leave.
    pub fn grow_versions(&self, key: &str, many: usize) {
        let mut state = self.state();
        let all = state
            .versions
            .get_or_insert_default()
            .entry(key.to_owned())
            .or_default();
        all.extend((0..many).map(|n| format!("old{n}")));
    }

    pub fn versions(&self) -> usize {
        self.state()
            .versions
            .iter()
            .flat_map(BTreeMap::values)
            .map(Vec::len)
            .sum()
    }

    /// Puts something there itself.
    pub fn place(&self, key: &str, bytes: &[u8]) {
        self.state()
            .objects
            .insert(key.to_owned(), Object::Bytes(bytes.to_vec()));
    }

    /// An object too long for any disk.
    pub fn place_zeros(&self, key: &str, length: u64) {
        self.state().objects.insert(key.to_owned(), Object::Zeros(length));
    }

    pub fn keys(&self) -> Vec<String> {
        self.state().objects.keys().cloned().collect()
    }

    pub fn uploads(&self) -> usize {
        self.state().uploads.len()
    }

    /// What was asked since this was last called.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state().asked)
    }

    fn talk(&self, line: &TcpStream) -> io::Result<()> {
        line.set_nodelay(true)?;
        let mut from = BufReader::new(line);
        while self.one(line, &mut from)? {}
        Ok(())
    }

    /// One request and its answer; false: the line is to be cut.
    fn one(&self, line: &TcpStream, from: &mut BufReader<&TcpStream>) -> io::Result<bool> {
        let mut first = String::new();
        if from.read_line(&mut first)? == 0 {
            return Ok(false);
        }
        let mut words = first.split_whitespace();
        let method = words.next().unwrap_or_default().to_owned();
        let target = words.next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let key = path
            .trim_start_matches('/')
            .split_once('/')
            .map_or("", |(_, key)| key)
            .to_owned();
        let query = query.to_owned();
        let mut headers = BTreeMap::new();
        loop {
            let mut header = String::new();
            from.read_line(&mut header)?;
            let Some((name, value)) = header.trim_end().split_once(':') else {
                break;
            };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let lie = {
            let mut state = self.state();
            state.asked.push(Asked {
                method: method.clone(),
                key: key.clone(),
                query: query.clone(),
                range: headers.get("range").cloned(),
            });
            let met = state
                .lies
                .iter()
                .position(|(m, q, _)| *m == method && query.starts_with(q));
            met.map(|at| state.lies.remove(at).2)
        };
        match &lie {
            Some(Lie::Hang) => {
                // Until the other side gives up.
                let _ = from.read(&mut [0]);
                return Ok(false);
            }
            Some(Lie::Status(status, code)) => {
                // Said before the body is taken, and the line with the rest of it is left.
                let body =
                    format!("<Error><Code>{code}</Code><Message>no</Message><Region>vn-1</Region></Error>");
                self.answer(line, *status, &[], body.as_bytes(), &method)?;
                let rest = headers
                    .get("content-length")
                    .and_then(|l| l.parse().ok())
                    .unwrap_or(0);
                if !headers.contains_key("expect") {
                    io::copy(&mut from.take(rest), &mut io::sink())?;
                }
                return Ok(!headers.contains_key("expect"));
            }
            Some(Lie::Says(text)) => {
                self.answer(line, 200, &[], text.as_bytes(), &method)?;
                return Ok(true);
            }
            Some(Lie::Page) => {
                self.answer(line, 200, &[], b"<html><body>Sign in<br></body></html>", &method)?;
                return Ok(false);
            }
            _ => {}
        }
        let length: u64 = headers
            .get("content-length")
            .and_then(|l| l.parse().ok())
            .unwrap_or(0);
        if headers.contains_key("expect") {
            (&*line).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        if let Some(Lie::CutIn(after)) = lie {
            io::copy(&mut from.take(after), &mut io::sink())?;
            return Ok(false);
        }
        let mut body = Vec::new();
        if length <= KEPT {
            from.take(length).read_to_end(&mut body)?;
        } else {
            io::copy(&mut from.take(length), &mut io::sink())?;
        }
        let (status, more, answer) = self.do_it(&method, &key, &query, &headers, body, length);
        if lie == Some(Lie::CutAfter) {
            return Ok(false);
        }
        match answer {
            Object::Bytes(mut bytes) => {
                if lie == Some(Lie::WrongBytes)
                    && let Some(byte) = bytes.last_mut()
                {
                    *byte ^= 1;
                }
                if let Some(Lie::CutOut(after)) = lie {
                    let mut head = self.head(status, &more, bytes.len() as u64).into_bytes();
                    head.extend(bytes.iter().take(after as usize));
                    (&*line).write_all(&head)?;
                    return Ok(false);
                }
                self.answer(line, status, &more, &bytes, &method)?;
            }
            Object::Zeros(length) => {
                (&*line).write_all(self.head(status, &more, length).as_bytes())?;
                if method != "HEAD" {
                    io::copy(&mut io::repeat(0).take(length), &mut &*line)?;
                }
            }
        }
        Ok(true)
    }

    fn head(&self, status: u16, more: &[(String, String)], length: u64) -> String {
        let mut head = format!("HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\n");
        let now = chrono::Utc::now() + chrono::Duration::seconds(self.state().ahead);
        let _ = write!(head, "date: {}\r\n", now.format("%a, %d %b %Y %H:%M:%S GMT"));
        for (name, value) in more {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head + "\r\n"
    }

    fn answer(
        &self,
        mut line: &TcpStream,
        status: u16,
        more: &[(String, String)],
        bytes: &[u8],
        method: &str,
    ) -> io::Result<()> {
        let mut all = self.head(status, more, bytes.len() as u64).into_bytes();
        if method != "HEAD" {
            all.extend_from_slice(bytes);
        }
        line.write_all(&all)
    }

    /// Status, headers, body.
    fn do_it(
        &self,
        method: &str,
        key: &str,
        query: &str,
        headers: &BTreeMap<String, String>,
        body: Vec<u8>,
        length: u64,
    ) -> (u16, Vec<(String, String)>, Object) {
        let xml = |status, text: String| (status, Vec::new(), Object::Bytes(text.into_bytes()));
        let error = |status, code: &str| xml(status, format!("<Error><Code>{code}</Code></Error>"));
        let tagged = || vec![("etag".to_owned(), "\"tag\"".to_owned())];
        let parameter = |name: &str| {
            let mut all = query.split('&').filter_map(|p| p.split_once('='));
            all.find(|(n, _)| *n == name).map(|(_, v)| v.replace("%2F", "/"))
        };
        let mut state = self.state();
        let skewed = state.ahead.abs() > 15 * 60;
        if skewed {
            return error(403, "RequestTimeTooSkewed");
        }
        if !headers.contains_key("authorization") {
            return error(403, "AccessDenied");
        }
        if let Some(sum) = headers.get("x-amz-checksum-sha256")
            && length <= KEPT
            && !state.unchecking
            && *sum != base64(&Sha256::digest(&body))
        {
            return error(400, "BadDigest");
        }
        match (method, key) {
            ("GET", "") if query.starts_with("versioning") => {
                let on = if state.versions.is_some() {
                    "<Status>Enabled</Status>"
                } else {
                    ""
                };
                xml(
                    200,
                    format!("<VersioningConfiguration>{on}</VersioningConfiguration>"),
                )
            }
            ("GET", "") if parameter("versions").is_some() => {
                let prefix = parameter("prefix").unwrap_or_default();
                let after = parameter("key-marker").zip(parameter("version-id-marker"));
                let fits = state
                    .versions
                    .iter()
                    .flatten()
                    .filter(|(k, _)| k.starts_with(&prefix));
                let all: Vec<(&String, &String)> = fits
                    .flat_map(|(k, ids)| ids.iter().map(move |id| (k, id)))
                    .collect();
                let from = after.map_or(0, |(k, id)| {
                    let last = all.iter().position(|(key, of)| **key == k && **of == id);
                    last.map_or(all.len(), |at| at + 1)
                });
                let page: Vec<_> = all.iter().skip(from).take(PAGE).collect();
                let mut text = String::from("<ListVersionsResult>");
                if from + page.len() < all.len()
                    && let Some((key, id)) = page.last()
                {
                    let _ = write!(
                        text,
                        "<IsTruncated>true</IsTruncated><NextKeyMarker>{key}</NextKeyMarker><NextVersionIdMarker>{id}</NextVersionIdMarker>"
                    );
                }
                for (key, id) in page {
                    let _ = write!(
                        text,
                        "<Version><Key>{key}</Key><VersionId>{id}</VersionId></Version>"
                    );
                }
                xml(200, text + "</ListVersionsResult>")
            }
            ("GET", "") if parameter("uploads").is_some() => {
                let mut text = String::from("<ListMultipartUploadsResult>");
                for key in state.uploads.keys() {
                    let _ = write!(
                        text,
                        "<Upload><Key>{key}</Key><UploadId>u</UploadId><Initiated>2020-01-01T00:00:00Z</Initiated></Upload>"
                    );
                }
                xml(200, text + "</ListMultipartUploadsResult>")
            }
            ("GET", "") => {
                let prefix = parameter("prefix").unwrap_or_default();
                let after = parameter("start-after").unwrap_or_default();
                let most: usize = parameter("max-keys")
                    .and_then(|m| m.parse().ok())
                    .unwrap_or(1_000);
                let fits = |k: &&String| k.starts_with(&prefix) && **k > after;
                let all: Vec<&String> = state.objects.keys().filter(fits).take(most + 1).collect();
                let mut text = format!(
                    "<ListBucketResult><IsTruncated>{}</IsTruncated>",
                    all.len() > most
                );
                for key in all.into_iter().take(most) {
                    let size = state.objects.get(key).map_or(0, length_of);
                    let _ = write!(text, "<Contents><Key>{key}</Key><Size>{size}</Size></Contents>");
                }
                xml(200, text + "</ListBucketResult>")
            }
            ("GET" | "HEAD", _) => {
                let Some(object) = state.objects.get(key).cloned() else {
                    return error(404, "NoSuchKey");
                };
                let from = headers
                    .get("range")
                    .and_then(|r| r.strip_prefix("bytes=")?.split('-').next()?.parse::<u64>().ok());
                let rest = match (object, from) {
                    (object, None) => return (200, tagged(), object),
                    (Object::Bytes(bytes), Some(from)) => {
                        Object::Bytes(bytes.get(from as usize..).unwrap_or_default().to_vec())
                    }
                    (Object::Zeros(length), Some(from)) => Object::Zeros(length - from),
                };
                (206, tagged(), rest)
            }
            ("PUT", _) => {
                if let Some(number) = parameter("partNumber").and_then(|n| n.parse().ok()) {
                    let Some(parts) = state.uploads.get_mut(key) else {
                        return error(404, "NoSuchUpload");
                    };
                    parts.insert(number, length);
                    return (200, tagged(), Object::Bytes(Vec::new()));
                }
                if headers.contains_key("if-none-match") && state.objects.contains_key(key) {
                    return error(412, "PreconditionFailed");
                }
                if let Some(versions) = &mut state.versions {
                    let of = versions.entry(key.to_owned()).or_default();
                    of.push(format!("v{}", of.len()));
                }
                state.objects.insert(key.to_owned(), Object::Bytes(body));
                (200, tagged(), Object::Bytes(Vec::new()))
            }
            ("POST", _) if query.starts_with("uploads") => {
                state.uploads.insert(key.to_owned(), BTreeMap::new());
                xml(
                    200,
                    "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                        .into(),
                )
            }
            ("POST", _) => {
                let Some(parts) = state.uploads.remove(key) else {
                    return error(404, "NoSuchUpload");
                };
                state
                    .objects
                    .insert(key.to_owned(), Object::Zeros(parts.values().sum()));
                xml(
                    200,
                    "<CompleteMultipartUploadResult><ETag>t</ETag></CompleteMultipartUploadResult>".into(),
                )
            }
            ("DELETE", _) if query.starts_with("uploadId") => {
                state.uploads.remove(key);
                (204, Vec::new(), Object::Bytes(Vec::new()))
            }
            ("DELETE", _) => {
                if let Some(version) = parameter("versionId") {
                    if state.locked {
                        return error(403, "AccessDenied");
                    }
                    if let Some(ids) = state.versions.as_mut().and_then(|all| all.get_mut(key)) {
                        ids.retain(|id| *id != version);
                    }
                } else {
                    state.objects.remove(key);
                }
                (204, Vec::new(), Object::Bytes(Vec::new()))
            }
            _ => error(501, "NotImplemented"),
        }
    }
}

fn length_of(object: &Object) -> u64 {
    match object {
        Object::Bytes(bytes) => bytes.len() as u64,
        Object::Zeros(length) => *length,
    }
}

/// The name of a file of these bytes in a bucket.
pub fn key_of(prefix: &str, bytes: &[u8]) -> String {
    let name = hex(&Sha256::digest(bytes));
    format!("{prefix}/{}/{}", &name[..2], &name[2..])
}
