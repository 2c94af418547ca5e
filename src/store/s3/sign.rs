//! How a request shows that it comes from somebody who has the keys: Amazon's signature, version 4, in a header.
//!
//! In a header and not in the address: addresses stand in the logs of servers and of whatever is between. It is the
//! arithmetic of one page, so it stands here.
//!
//! It must never know what is asked for.

use sha2::{Digest, Sha256};

use crate::core::hex::hex;
use crate::core::time::{Stamp, Zone};
use crate::secret::Pair;

/// Bytes of a block of SHA-256, and of what it gives.
const BLOCK: usize = 64;

/// What is signed of a request.
pub(super) struct Signed<'a> {
    pub method: &'a str,
    /// The path of the address; of letters that need no escaping.
    pub path: &'a str,
    /// The parameters of the address.
    pub query: &'a [(&'a str, String)],
    /// All headers with small letters, in the order of their names: `host` and `x-amz-date` are among them.
    pub headers: &'a [(&'a str, String)],
    /// SHA-256 of the body.
    pub body: &'a str,
    pub region: &'a str,
}

/// A moment as signatures write it: `20261127T130000Z`.
pub(super) fn moment(now: Stamp) -> String {
    let written = Zone(0).rfc3339(now);
    let plain: String = written
        .chars()
        .take(19)
        .filter(|c| !matches!(c, '-' | ':'))
        .collect();
    format!("{plain}Z")
}

/// Parameters as they stand in an address, in the order in which they are signed.
pub(super) fn query(parameters: &[(&str, String)]) -> String {
    let mut all: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    all.sort_unstable();
    all.join("&")
}

fn escaped(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if plain(b) {
            out.push(char::from(b));
        } else {
            out.push('%');
            out.push_str(&hex(&[b]).to_ascii_uppercase());
        }
    }
    out
}

/// The header `authorization` for a request at this moment.
pub(super) fn authorization(request: &Signed<'_>, keys: &Pair, moment: &str) -> String {
    let day = moment.get(..8).unwrap_or_default();
    let scope = format!("{day}/{}/s3/aws4_request", request.region);
    let names: Vec<&str> = request.headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let mut headers = String::new();
    for (name, value) in request.headers {
        headers.push_str(&format!("{name}:{}\n", value.trim()));
    }
    let canonical = [
        request.method,
        request.path,
        &query(request.query),
        &headers,
        &names,
        request.body,
    ]
    .join("\n");
    let to_sign = format!(
        "AWS4-HMAC-SHA256\n{moment}\n{scope}\n{}",
        hex(&Sha256::digest(canonical.as_bytes()))
    );
    let first = [b"AWS4", keys.key.bytes()].concat();
    let key = [day, request.region, "s3", "aws4_request"]
        .iter()
        .fold(first, |key, part| hmac(&key, part.as_bytes()).to_vec());
    let signature = hex(&hmac(&key, to_sign.as_bytes()));
    format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={signature}",
        keys.name
    )
}

/// HMAC with SHA-256 (RFC 2104).
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let short: Vec<u8> = if key.len() > BLOCK {
        Sha256::digest(key).to_vec()
    } else {
        key.to_vec()
    };
    let padded = |with: u8| -> Vec<u8> {
        let mut block = vec![with; BLOCK];
        block.iter_mut().zip(&short).for_each(|(b, k)| *b ^= k);
        block
    };
    let inner = Sha256::new()
        .chain_update(padded(0x36))
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(padded(0x5c))
        .chain_update(inner)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_signed_as_in_the_standard() {
        // RFC 4231, cases 1, 2 and 6.
        for (key, message, sum) in [
            (
                &[0x0b; 20][..],
                &b"Hi There"[..],
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hex(&hmac(key, message)), sum);
        }
    }

    #[test]
    fn a_request_is_signed_as_in_amazons_own_example() {
        let keys = Pair {
            name: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            key: b"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_vec().into(),
        };
        let nothing = hex(&Sha256::digest(b""));
        let host = "examplebucket.s3.amazonaws.com".to_owned();
        // "Authenticating Requests: Using the Authorization Header", GET Object and GET Bucket (List Objects).
        let get = authorization(
            &Signed {
                method: "GET",
                path: "/test.txt",
                query: &[],
                headers: &[
                    ("host", host.clone()),
                    ("range", "bytes=0-9".to_owned()),
                    ("x-amz-content-sha256", nothing.clone()),
                    ("x-amz-date", "20130524T000000Z".to_owned()),
                ],
                body: &nothing,
                region: "us-east-1",
            },
            &keys,
            "20130524T000000Z",
        );
        assert!(get.ends_with("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
        let list = authorization(
            &Signed {
                method: "GET",
                path: "/",
                query: &[("prefix", "J".to_owned()), ("max-keys", "2".to_owned())],
                headers: &[
                    ("host", host),
                    ("x-amz-content-sha256", nothing.clone()),
                    ("x-amz-date", "20130524T000000Z".to_owned()),
                ],
                body: &nothing,
                region: "us-east-1",
            },
            &keys,
            "20130524T000000Z",
        );
        assert!(list.ends_with("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
    }

    #[test]
    fn moments_and_parameters_are_written_as_signatures_want_them() {
        assert_eq!(moment(Stamp(1_369_353_600_123)), "20130524T000000Z");
        let all = [("uploads", String::new()), ("prefix", "a/ b~".to_owned())];
        assert_eq!(query(&all), "prefix=a%2F%20b~&uploads=");
    }
}
