//! The name of a place where files are kept, where they do not lie beside the store: `file:PATH` or
//! `s3://BUCKET/PREFIX?endpoint=…&region=…`.
//!
//! It is a name and nothing else: nothing is looked at or opened here. It holds no key: whoever could read a command line
//! or an environment could read one there.

use std::fmt;
use std::path::{Path, PathBuf};

/// How long a server that does not answer is waited for, in seconds.
const WAIT: u64 = 30;
/// The longest that can be asked for.
const WAIT_MOST: u64 = 600;
/// The region that is signed for where a server of one's own is named and none with it: such servers take it.
const REGION: &str = "us-east-1";

/// The name of a place for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesUrl {
    /// `file:PATH`: a folder of this machine.
    Folder(PathBuf),
    /// `s3://BUCKET/PREFIX`
    Bucket(BucketUrl),
}

/// A place in a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketUrl {
    /// The bucket.
    pub bucket: String,
    /// What the names of all files begin with, without a slash at either end; may be empty.
    pub prefix: String,
    /// Over TLS? Only a server of this machine may be spoken to without.
    pub tls: bool,
    /// The server's name, or its number.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The region that is signed for.
    pub region: String,
    /// The certificates by which the server must prove who it is; the system's where none is named.
    pub ca_file: Option<PathBuf>,
    /// Where the keys are; a credential of the service's manager where none is named.
    pub key_file: Option<PathBuf>,
    /// Seconds that a server which does not answer is waited for.
    pub wait: u64,
    /// As it was written, without what was written of files of this machine.
    written: String,
}

/// Why something is not the name of a place for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadFiles {
    /// It begins with no scheme that is known.
    Scheme,
    /// A key or a password stands in it.
    Secret,
    /// A parameter that nobody knows.
    Parameter {
        /// Its name.
        name: String,
    },
    /// A parameter twice, or without a value that can be meant.
    Value {
        /// Its name.
        name: String,
    },
    /// No bucket is named.
    NoBucket,
    /// No bucket can have this name.
    Bucket {
        /// The name.
        name: String,
    },
    /// The prefix holds what names of files there cannot.
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// Neither a server nor a region is named.
    NoRegion,
    /// A server of another machine without TLS.
    Plain {
        /// The server.
        host: String,
    },
    /// No folder is named.
    NoFolder,
}

impl BadFiles {
    /// Every word of [`BadFiles::id`].
    pub const IDS: [&str; 10] = [
        "scheme",
        "secret",
        "parameter",
        "value",
        "no_bucket",
        "bucket",
        "prefix",
        "no_region",
        "plain",
        "no_folder",
    ];

    /// The stable word for it: the ids of the family `bad_files` of the catalogue.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Secret => "secret",
            Self::Parameter { .. } => "parameter",
            Self::Value { .. } => "value",
            Self::NoBucket => "no_bucket",
            Self::Bucket { .. } => "bucket",
            Self::Prefix { .. } => "prefix",
            Self::NoRegion => "no_region",
            Self::Plain { .. } => "plain",
            Self::NoFolder => "no_folder",
        }
    }

    /// What it is about, as it was written; never a value, which might be a key.
    pub fn about(&self) -> &str {
        match self {
            Self::Parameter { name } | Self::Value { name } | Self::Bucket { name } => name,
            Self::Prefix { prefix } => prefix,
            Self::Plain { host } => host,
            Self::Scheme | Self::Secret | Self::NoBucket | Self::NoRegion | Self::NoFolder => "",
        }
    }
}

impl fmt::Display for FilesUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "file:{}", path.display()),
            Self::Bucket(bucket) => {
                f.write_str(&bucket.written)?;
                let mut sign = if bucket.written.contains('?') { '&' } else { '?' };
                for (name, path) in [("ca_file", &bucket.ca_file), ("key_file", &bucket.key_file)] {
                    if let Some(path) = path {
                        write!(f, "{sign}{name}={}", path.display())?;
                        sign = '&';
                    }
                }
                Ok(())
            }
        }
    }
}

impl BucketUrl {
    /// What people call it: the bucket and the prefix.
    pub fn name(&self) -> String {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        format!("s3://{}{slash}{}", self.bucket, self.prefix)
    }

    /// The server's address, as a browser would have it.
    pub fn endpoint(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}", self.authority())
    }

    /// The server's name, with its port where that is not the usual one.
    pub fn authority(&self) -> String {
        let usual = if self.tls { 443 } else { 80 };
        if self.port == usual {
            self.host.clone()
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

impl FilesUrl {
    /// Reads the name of a place for files.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(written: &str) -> Result<Self, BadFiles> {
        match written.trim().split_once(':') {
            Some(("file", path)) => {
                let path = path.strip_prefix("//").unwrap_or(path);
                if path.is_empty() || path.contains('\0') {
                    return Err(BadFiles::NoFolder);
                }
                Ok(Self::Folder(PathBuf::from(path)))
            }
            Some(("s3", rest)) => bucket(rest.strip_prefix("//").ok_or(BadFiles::Scheme)?).map(Self::Bucket),
            _ => Err(BadFiles::Scheme),
        }
    }

    /// The same place with the paths of this machine that it names replaced by what `settle` makes of them.
    #[must_use]
    pub fn settled(self, settle: impl Fn(&Path) -> PathBuf) -> Self {
        match self {
            Self::Folder(path) => Self::Folder(settle(&path)),
            Self::Bucket(bucket) => Self::Bucket(BucketUrl {
                ca_file: bucket.ca_file.as_deref().map(&settle),
                key_file: bucket.key_file.as_deref().map(&settle),
                ..bucket
            }),
        }
    }
}

/// What stands behind `s3://`.
fn bucket(rest: &str) -> Result<BucketUrl, BadFiles> {
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.contains('@') || bucket.contains(':') {
        return Err(BadFiles::Secret);
    }
    if bucket.is_empty() {
        return Err(BadFiles::NoBucket);
    }
    if !can_be_bucket(bucket) {
        return Err(BadFiles::Bucket {
            name: bucket.to_owned(),
        });
    }
    let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
    if !can_be_prefix(prefix) {
        return Err(BadFiles::Prefix {
            prefix: prefix.to_owned(),
        });
    }
    let given = Parameters::read(parameters)?;
    let region = given.word("region")?;
    let (tls, host, port) = match (given.value("endpoint"), &region) {
        (Some(endpoint), _) => server(endpoint)?,
        (None, Some(region)) => (true, format!("s3.{region}.amazonaws.com"), 443),
        (None, None) => return Err(BadFiles::NoRegion),
    };
    let wait = match given.value("wait").map(str::parse::<u64>) {
        None => WAIT,
        Some(Ok(seconds @ 1..=WAIT_MOST)) => seconds,
        Some(_) => return Err(of_value("wait")),
    };
    let slash = if prefix.is_empty() { "" } else { "/" };
    let mut written = format!("s3://{bucket}{slash}{prefix}");
    let mut sign = '?';
    for name in ["endpoint", "region", "wait"] {
        if let Some(value) = given.value(name) {
            written.push_str(&format!("{sign}{name}={value}"));
            sign = '&';
        }
    }
    Ok(BucketUrl {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        tls,
        host,
        port,
        region: region.unwrap_or_else(|| REGION.to_owned()),
        ca_file: given.value("ca_file").map(PathBuf::from),
        key_file: given.value("key_file").map(PathBuf::from),
        wait,
        written,
    })
}

fn of_value(name: &str) -> BadFiles {
    BadFiles::Value {
        name: name.to_owned(),
    }
}

/// What stands behind the question mark.
struct Parameters(Vec<(String, String)>);

/// What they can be called.
const KNOWN: [&str; 5] = ["endpoint", "region", "ca_file", "key_file", "wait"];
/// What a parameter with a secret may be called by other programs: in whole, or in part.
const SECRET: [&str; 7] = [
    "secret",
    "password",
    "passwd",
    "token",
    "access_key",
    "accesskey",
    "credential",
];

impl Parameters {
    fn read(written: &str) -> Result<Self, BadFiles> {
        let mut all: Vec<(String, String)> = Vec::new();
        for one in written.split('&').filter(|one| !one.is_empty()) {
            let (name, value) = one.split_once('=').unwrap_or((one, ""));
            let lower = name.to_ascii_lowercase();
            if SECRET.iter().any(|s| lower.contains(s)) {
                return Err(BadFiles::Secret);
            }
            if !KNOWN.contains(&name) {
                return Err(BadFiles::Parameter {
                    name: name.to_owned(),
                });
            }
            let value = unescaped(value).filter(|v| !v.is_empty() && !v.contains(char::is_control));
            let value = value.ok_or_else(|| of_value(name))?;
            if all.iter().any(|(known, _)| known == name) {
                return Err(of_value(name));
            }
            all.push((name.to_owned(), value));
        }
        Ok(Self(all))
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A value of letters, figures and dashes.
    fn word(&self, name: &str) -> Result<Option<String>, BadFiles> {
        let plain = |v: &str| v.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        match self.value(name) {
            Some(value) if !plain(value) => Err(of_value(name)),
            value => Ok(value.map(str::to_owned)),
        }
    }
}

/// `%2F` and the like.
fn unescaped(written: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: Option<u8>| char::from(b?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).ok()
}

/// `https://HOST[:PORT]`, or `http://` on this machine.
fn server(written: &str) -> Result<(bool, String, u16), BadFiles> {
    let bad = || of_value("endpoint");
    let (scheme, rest) = written.split_once("://").ok_or_else(bad)?;
    let tls = match scheme {
        "https" => true,
        "http" => false,
        _ => return Err(bad()),
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.contains('@') {
        return Err(BadFiles::Secret);
    }
    // A number of the sixth version stands in brackets.
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let port = match port.map(str::parse::<u16>) {
        None if tls => 443,
        None => 80,
        Some(Ok(port @ 1..)) => port,
        Some(_) => return Err(bad()),
    };
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    if host.is_empty() || !host.bytes().all(plain) {
        return Err(bad());
    }
    if !tls && !is_loopback(host) {
        return Err(BadFiles::Plain {
            host: host.to_owned(),
        });
    }
    Ok((tls, host.to_owned(), port))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|number| number.is_loopback())
}

/// Can a bucket be called this? (The rules of Amazon, which every other server keeps.)
fn can_be_bucket(name: &str) -> bool {
    let end = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let bytes = name.as_bytes();
    (3..=63).contains(&bytes.len())
        && bytes.iter().all(|b| plain(*b))
        && end(bytes.first())
        && end(bytes.last())
        && !name.contains("..")
        && name.parse::<std::net::Ipv4Addr>().is_err()
}

/// Letters, figures and a few signs that stay what they are in every address, in parts that no program takes for a way up.
fn can_be_prefix(prefix: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    prefix.is_empty()
        || prefix.len() <= 512
            && prefix
                .split('/')
                .all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket_of(written: &str) -> BucketUrl {
        match FilesUrl::parse(written) {
            Ok(FilesUrl::Bucket(bucket)) => bucket,
            other => panic!("{written}: {other:?}"),
        }
    }

    #[test]
    fn a_bucket_is_named_with_its_server_and_comes_back_as_written() {
        let b = bucket_of("s3://ketnoi-mst/2026/files/?region=ap-southeast-1");
        assert_eq!(
            (b.bucket.as_str(), b.prefix.as_str()),
            ("ketnoi-mst", "2026/files")
        );
        assert_eq!(b.endpoint(), "https://s3.ap-southeast-1.amazonaws.com");
        assert_eq!((b.wait, b.name().as_str()), (30, "s3://ketnoi-mst/2026/files"));
        let b = bucket_of("s3://k.n-1?endpoint=https%3A%2F%2Fs3.mst.gov.vn:9000/&wait=5");
        assert_eq!(b.endpoint(), "https://s3.mst.gov.vn:9000");
        assert_eq!(
            (b.region.as_str(), b.prefix.as_str(), b.wait),
            ("us-east-1", "", 5)
        );
        for written in [
            "file:/srv/files",
            "s3://bucket?region=x",
            "s3://bucket/a/b?endpoint=http://127.0.0.1:9000&region=vn-1&wait=2&ca_file=/etc/ca.pem&key_file=/etc/k",
            "s3://bucket?endpoint=http://[::1]:9000",
        ] {
            assert_eq!(FilesUrl::parse(written).unwrap().to_string(), written);
        }
    }

    #[test]
    fn what_is_none_is_refused_and_no_secret_is_repeated() {
        for (written, id, about) in [
            ("/srv/files", "scheme", ""),
            ("gs://bucket", "scheme", ""),
            ("s3:bucket", "scheme", ""),
            ("file:", "no_folder", ""),
            ("s3://", "no_bucket", ""),
            ("s3:///x", "no_bucket", ""),
            ("s3://AKIA:hush@bucket", "secret", ""),
            ("s3://bucket?region=x&secret_access_key=hush", "secret", ""),
            ("s3://bucket?endpoint=https://me:hush@host", "secret", ""),
            ("s3://bucket?acl=hush", "parameter", "acl"),
            ("s3://bucket?region=x&region=y", "value", "region"),
            ("s3://bucket?region=", "value", "region"),
            ("s3://bucket?region=a/b", "value", "region"),
            ("s3://bucket?endpoint=ftp://host", "value", "endpoint"),
            ("s3://bucket?endpoint=https://host:0", "value", "endpoint"),
            ("s3://bucket?endpoint=https://host/path", "value", "endpoint"),
            ("s3://bucket?region=x&wait=0", "value", "wait"),
            ("s3://bucket?region=x&wait=%zz", "value", "wait"),
            ("s3://bucket", "no_region", ""),
            (
                "s3://bucket?endpoint=http://s3.mst.gov.vn",
                "plain",
                "s3.mst.gov.vn",
            ),
            ("s3://Bucket?region=x", "bucket", "Bucket"),
            ("s3://bu..cket?region=x", "bucket", "bu..cket"),
            ("s3://ab?region=x", "bucket", "ab"),
            ("s3://10.0.0.1?region=x", "bucket", "10.0.0.1"),
            ("s3://bucket/a//b?region=x", "prefix", "a//b"),
            ("s3://bucket/../b?region=x", "prefix", "../b"),
            ("s3://bucket/đợt?region=x", "prefix", "đợt"),
        ] {
            let bad = FilesUrl::parse(written).unwrap_err();
            assert_eq!((bad.id(), bad.about()), (id, about), "{written}");
            assert!(!format!("{bad:?}").contains("hush"), "{written}");
        }
    }

    #[test]
    fn paths_are_settled_and_nothing_else() {
        let settle = |p: &Path| Path::new("/etc/ketnoi").join(p);
        let url = FilesUrl::parse("s3://bucket?region=x&key_file=s3.key").unwrap();
        let told = url.settled(settle).to_string();
        assert_eq!(told, "s3://bucket?region=x&key_file=/etc/ketnoi/s3.key");
        let url = FilesUrl::parse("file:files").unwrap().settled(settle);
        assert_eq!(url, FilesUrl::Folder("/etc/ketnoi/files".into()));
    }
}
