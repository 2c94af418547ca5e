//! A file that comes from a bucket, gone on with where a line was cut.
//!
//! It must never know what is in it.

use std::io::{self, Read};
use std::sync::Arc;

use ureq::BodyReader;

use super::client::{Ask, Client, Reply, Tries};
use crate::core::names::BlobId;
use crate::store::error::StoreError;
use crate::store::proven::as_io;

/// So often a file is gone on with: a line that never holds longer is none.
const RESUMES: u32 = 50;

/// A file that is being read.
pub(super) struct Fetch {
    client: Arc<Client>,
    key: String,
    id: BlobId,
    /// Which object it was at the beginning: another one in its place is not gone on with.
    tag: Option<String>,
    /// How long it is, if that was said.
    size: Option<u64>,
    at: u64,
    file: Option<BodyReader<'static>>,
    tries: Tries,
    resumed: u32,
}

impl Fetch {
    pub fn of(client: Arc<Client>, key: String, id: &BlobId, reply: Reply) -> Self {
        Self {
            tries: Tries::new(client.patience()),
            client,
            key,
            id: id.clone(),
            tag: reply.header("etag").map(str::to_owned),
            size: reply.length(),
            at: 0,
            file: reply.file,
            resumed: 0,
        }
    }

    fn is_over(&self) -> bool {
        self.size.is_some_and(|size| self.at >= size)
    }

    /// Asks for the rest.
    fn resume(&mut self) -> Result<(), StoreError> {
        let mut ask = Ask::new("GET", &self.key);
        ask.streams = true;
        ask.headers.push(("range", format!("bytes={}-", self.at)));
        if let Some(tag) = &self.tag {
            ask.headers.push(("if-match", tag.clone()));
        }
        let reply = self.client.ask(&ask, &[200, 206, 404, 412])?;
        match reply.status {
            // Removed meanwhile, or another in its place.
            404 | 412 => return Err(StoreError::WrongBytes(self.id.clone())),
            // The server knows no parts.
            200 => {
                let mut file = reply.file;
                if let Some(file) = &mut file {
                    let skipped = io::copy(&mut file.by_ref().take(self.at), &mut io::sink());
                    if skipped.ok() != Some(self.at) {
                        return Ok(());
                    }
                }
                self.file = file;
            }
            _ => self.file = reply.file,
        }
        Ok(())
    }
}

impl Read for Fetch {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() || self.is_over() {
            return Ok(0);
        }
        let mut why = None;
        loop {
            if let Some(file) = &mut self.file {
                match file.read(into) {
                    Ok(0) if self.size.is_none() => return Ok(0),
                    Ok(n) if n > 0 => {
                        self.at += n as u64;
                        self.tries = Tries::new(self.client.patience());
                        return Ok(n);
                    }
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                    Ok(_) => {}
                    Err(e) => why = Some(e.to_string()),
                }
                self.file = None;
            }
            self.resumed += 1;
            if self.resumed > RESUMES || !self.tries.again() {
                return Err(as_io(StoreError::Unreachable {
                    site: self.client.site(),
                    detail: why.unwrap_or_else(|| "the line was cut".to_owned()),
                }));
            }
            self.resume().map_err(as_io)?;
        }
    }
}
