//! A file that goes into a bucket: in one request, or a long one in parts, each tried again by itself.
//!
//! It must never know what is in it.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::Ordering;

use sha2::{Digest, Sha256};

use super::answers::XmlSaid;
use super::client::{Ask, Client, Payload};
use super::told::{BucketTrouble, Told};
use crate::core::base64::base64;
use crate::core::hex::hex;
use crate::core::names::BlobId;
use crate::store::error::StoreError;
use crate::store::files;

/// A longer file goes in parts.
const WHOLE_MOST: u64 = 64 << 20;
/// So long is a part.
const PART: u64 = 16 << 20;
/// Servers take no more parts than this; longer files have longer ones.
const PARTS_MOST: u64 = 10_000;
/// Bytes that are read at a time.
const PIECE: usize = 64 << 10;

/// What is sent.
pub(super) struct Outbound<'a> {
    pub id: &'a BlobId,
    pub file: &'a File,
    pub size: u64,
}

impl Outbound<'_> {
    /// The sum of a part as the disk gives it now; `whole` takes it in too.
    fn sum(&self, mut at: u64, length: u64, whole: &mut Sha256) -> Result<[u8; 32], StoreError> {
        let refused = |why| files::refused(Path::new(self.id.as_str()), why);
        let (mut hash, mut left) = (Sha256::new(), length);
        let mut piece = vec![0; PIECE];
        while left > 0 {
            let most = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let read = self.file.read_at(piece.get_mut(..most).unwrap_or_default(), at);
            let n = read.map_err(refused)?;
            if n == 0 {
                return Err(refused(io::ErrorKind::UnexpectedEof.into()));
            }
            let read = piece.get(..n).unwrap_or_default();
            hash.update(read);
            whole.update(read);
            at += n as u64;
            left -= n as u64;
        }
        Ok(hash.finalize().into())
    }

    /// Has the disk lost it since it was written? Then its bytes do not go out under its name.
    fn is_itself(&self, whole: Sha256) -> Result<(), StoreError> {
        if hex(&whole.finalize()) == self.id.0 {
            Ok(())
        } else {
            Err(StoreError::WrongBytes(self.id.clone()))
        }
    }
}

impl Client {
    /// Is it there in this length? `None`: it is not there; `Some(false)`: something else is, cut short by whatever.
    pub fn is_there(&self, key: &str, size: u64) -> Result<Option<bool>, StoreError> {
        let reply = self.ask(&Ask::new("HEAD", key), &[200, 404])?;
        match (reply.status, reply.length()) {
            (200, Some(length)) => Ok(Some(length == size)),
            (200, None) => Err(self.trouble(BucketTrouble::Garbage("no length".to_owned()))),
            _ => Ok(None),
        }
    }

    /// Sends a file under a name, if it is not there already.
    pub fn send(&self, key: &str, outbound: &Outbound<'_>) -> Result<bool, StoreError> {
        let there = self.is_there(key, outbound.size)?;
        if there == Some(true) {
            return Ok(true);
        }
        if outbound.size > WHOLE_MOST {
            self.send_parts(key, outbound)?;
        } else {
            let mut whole = Sha256::new();
            let sum = outbound.sum(0, outbound.size, &mut whole)?;
            outbound.is_itself(whole)?;
            let payload = Payload::Piece(outbound.file, 0, outbound.size, &sum);
            self.put(key, payload, &sum, there.is_none())?;
        }
        Ok(false)
    }

    /// One object in one request. With `new` only where there is none: that saves sending, and nobody relies on it.
    pub fn put(&self, key: &str, payload: Payload<'_>, sum: &[u8; 32], new: bool) -> Result<(), StoreError> {
        let mut new = new && !self.unconditional.load(Ordering::Relaxed);
        loop {
            let mut ask = Ask::new("PUT", key);
            ask.payload = payload;
            ask.headers
                .push(("content-type", "application/octet-stream".to_owned()));
            ask.headers.push(("x-amz-checksum-sha256", base64(sum)));
            if new {
                ask.headers.push(("if-none-match", "*".to_owned()));
            }
            match self.told(&ask, &[200, 412])? {
                // Somebody has just put the same.
                Ok(reply) if reply.status == 412 && new => return Ok(()),
                Ok(reply) if reply.header("etag").is_some() => return Ok(()),
                Ok(_) => return Err(self.trouble(BucketTrouble::Garbage("no ETag".to_owned()))),
                Err(told) if new && told.is_unknown() => {
                    self.unconditional.store(true, Ordering::Relaxed);
                    new = false;
                }
                Err(told) => return Err(self.meaning(&told)),
            }
        }
    }

    fn send_parts(&self, key: &str, outbound: &Outbound<'_>) -> Result<(), StoreError> {
        let mut begin = Ask::new("POST", key);
        begin.payload = Payload::Bytes(&[]);
        begin.query.push(("uploads", String::new()));
        begin
            .headers
            .push(("x-amz-checksum-algorithm", "SHA256".to_owned()));
        let reply = self.ask(&begin, &[200])?;
        let answer = XmlSaid::read(&reply.bytes);
        let upload = answer
            .as_ref()
            .and_then(|a| a.first("InitiateMultipartUploadResult/UploadId"));
        let Some(upload) = upload.filter(|u| !u.is_empty()) else {
            return Err(self.trouble(BucketTrouble::Garbage("no UploadId".to_owned())));
        };
        let sent = self.parts(key, upload, outbound);
        if sent.is_err() {
            // What was sent of it takes room until it is given up; the error that counts is the first.
            let _ = self.abort(key, upload);
        }
        sent
    }

    fn parts(&self, key: &str, upload: &str, outbound: &Outbound<'_>) -> Result<(), StoreError> {
        let part = PART.max(outbound.size.div_ceil(PARTS_MOST));
        let mut whole = Sha256::new();
        let mut list = String::from("<CompleteMultipartUpload>");
        let (mut at, mut number) = (0, 1_u32);
        while at < outbound.size {
            let length = part.min(outbound.size - at);
            let sum = outbound.sum(at, length, &mut whole)?;
            let mut ask = Ask::new("PUT", key);
            ask.payload = Payload::Piece(outbound.file, at, length, &sum);
            ask.query.push(("partNumber", number.to_string()));
            ask.query.push(("uploadId", upload.to_owned()));
            ask.headers.push(("x-amz-checksum-sha256", base64(&sum)));
            let reply = self.ask(&ask, &[200])?;
            let Some(tag) = reply.header("etag") else {
                return Err(self.trouble(BucketTrouble::Garbage("no ETag".to_owned())));
            };
            let tag = tag
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('"', "&quot;");
            list.push_str(&format!(
                "<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag><ChecksumSHA256>{}</ChecksumSHA256></Part>",
                base64(&sum)
            ));
            at += length;
            number += 1;
        }
        outbound.is_itself(whole)?;
        list.push_str("</CompleteMultipartUpload>");
        let mut end = Ask::new("POST", key);
        end.query.push(("uploadId", upload.to_owned()));
        end.payload = Payload::Bytes(list.as_bytes());
        end.headers.push(("content-type", "application/xml".to_owned()));
        let ended = self.told(&end, &[200]).and_then(|told| match told {
            // It may say so late that it has said yes before.
            Ok(reply) => match XmlSaid::read(&reply.bytes) {
                Some(a) if a.first("CompleteMultipartUploadResult/ETag").is_some() => Ok(()),
                Some(_) => Err(self.meaning(&Told::read(200, None, None, &reply.bytes))),
                None => Err(self.trouble(BucketTrouble::Garbage("no XML".to_owned()))),
            },
            Err(told) => Err(self.meaning(&told)),
        });
        match ended {
            Ok(()) => Ok(()),
            // An answer that was lost may have been a yes: asked again, the upload is no more.
            Err(why) => match self.is_there(key, outbound.size) {
                Ok(Some(true)) => Ok(()),
                _ => Err(why),
            },
        }
    }

    pub fn abort(&self, key: &str, upload: &str) -> Result<(), StoreError> {
        let mut ask = Ask::new("DELETE", key);
        ask.query.push(("uploadId", upload.to_owned()));
        self.ask(&ask, &[200, 204, 404]).map(drop)
    }
}
