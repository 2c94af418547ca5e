//! What a bucket does with a file, tried out: taken, taken again, refused with a wrong sum, given back, listed, removed.
//!
//! It must never know how what it finds is told.

use std::io::Read;
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::client::{Ask, Client, Payload};
use super::shelf::TRIAL;
use crate::core::base64::base64;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::health::{Sign, Step, Trial};

/// Everything that is to be said about a bucket.
pub(super) fn look(client: &Client) -> Vec<Sign> {
    let mut all = vec![Sign::Files {
        name: client.url.name(),
        server: client.url.endpoint(),
    }];
    for step in Step::ALL {
        let began = Instant::now();
        let found = Trials { client }.go(step);
        let ended = found.is_err();
        all.push(Sign::Trial(
            step,
            match found {
                Ok(true) => Trial::Good(began.elapsed()),
                Ok(false) => Trial::Otherwise,
                Err(why) => Trial::Failed(why),
            },
        ));
        // What comes next would only fail of the same, after as long a wait.
        if ended && step == Step::Ours {
            all.extend(client.skew().map(Sign::Skew));
            return all;
        }
    }
    let _ = Trials { client }.tidy();
    all.extend(client.skew().map(Sign::Skew));
    if let Ok(Some(keeps)) = client.keeps_versions() {
        all.push(Sign::Versions(keeps));
    }
    all
}

struct Trials<'a> {
    client: &'a Client,
}

/// What is put.
const BYTES: &[u8] = b"ketnoi doctor";

impl Trials<'_> {
    /// The same for all runs of this program, and nobody else's.
    fn key(&self) -> String {
        self.client.below(&format!("{TRIAL}{}", std::process::id()))
    }

    /// True: as it should be.
    fn go(&self, step: Step) -> Result<bool, StoreError> {
        let (client, key) = (self.client, self.key());
        let sum: [u8; 32] = Sha256::digest(BYTES).into();
        match step {
            Step::Ours => client.make_ours().map(|()| true),
            Step::Put | Step::Again => client
                .put(&key, Payload::Bytes(BYTES), &sum, step == Step::Again)
                .map(|()| true),
            Step::WrongSum => {
                let other = Sha256::digest(files::random().to_le_bytes());
                let mut ask = Ask::new("PUT", &key);
                ask.payload = Payload::Bytes(BYTES);
                ask.headers.push(("x-amz-checksum-sha256", base64(&other)));
                // It is refused in the same words each time: once is enough.
                Ok(client.refuses(&ask)?)
            }
            Step::Get => {
                let mut ask = Ask::new("GET", &key);
                ask.streams = true;
                let reply = client.ask(&ask, &[200])?;
                let mut bytes = Vec::new();
                let read = reply.file.map(|file| file.take(1 << 10).read_to_end(&mut bytes));
                Ok(matches!(read, Some(Ok(_))) && bytes == BYTES)
            }
            Step::List => client.files(None, 1).map(|_| true),
            Step::Remove => client.remove(&key).map(|_| true),
        }
    }

    fn tidy(&self) -> Result<(), StoreError> {
        self.client.remove(&self.key()).map(drop)
    }
}
