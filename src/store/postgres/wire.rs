//! A connection to a server: asks, waits, and says what an error of the server means.
//!
//! One thread of the process moves the bytes of all its connections, so that a notification is heard also while nobody asks
//! anything; whoever asks waits on the own thread, and no longer than [`DEADLINE`]: a server that was stopped still answers
//! the network.
//!
//! It must never know what is asked.

use std::error::Error as _;
use std::future::Future;
use std::pin::pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error};

use super::connect::Known;
use super::departure::LEFT;
use crate::store::error::{SiteName, StoreError, Unfit};
use crate::store::waiting;

/// How long an answer may take. A turn waits for others at most [`waiting::PATIENCE`], which is less.
const DEADLINE: Duration = Duration::from_secs(40);

/// What our trigger says of a store that was moved.
const MOVED: &str = "KT001";

static NET: LazyLock<std::io::Result<Runtime>> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(2) // asks for addresses
        .thread_name("ketnoi-net")
        .thread_stack_size(512 << 10)
        .enable_all()
        .build()
});

/// The thread that moves bytes.
pub(super) fn net(site: &SiteName) -> Result<&'static Runtime, StoreError> {
    NET.as_ref().map_err(|why| StoreError::Engine {
        site: site.clone(),
        detail: why.to_string(),
    })
}

/// A connection.
#[derive(Debug)]
pub(super) struct Wire {
    client: Client,
    site: SiteName,
    /// What was found out when it was laid.
    pub(super) known: Known,
    /// An answer did not come: whatever comes now belongs to another question.
    lost: AtomicBool,
}

impl Wire {
    pub(super) fn new(client: Client, site: SiteName, known: Known) -> Self {
        Self {
            client,
            site,
            known,
            lost: AtomicBool::new(false),
        }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// May it be asked anything?
    pub(super) fn is_open(&self) -> bool {
        !self.client.is_closed() && !self.lost.load(Ordering::Relaxed)
    }

    /// Waits for an answer.
    ///
    /// # Errors
    /// What the server says, or that it does not answer.
    pub(super) fn ask<T>(&self, what: impl Future<Output = Result<T, Error>>) -> Result<T, StoreError> {
        self.wait(what)?.map_err(|why| meaning(&self.site, &why))
    }

    /// The same with what the server says as it says it; the error is that it does not answer.
    pub(super) fn wait<T>(&self, what: impl Future<Output = T>) -> Result<T, StoreError> {
        let answered = net(&self.site)?
            .block_on(async { tokio::time::timeout(DEADLINE, aloud(what)).await })
            .ok();
        answered.ok_or_else(|| {
            self.lost.store(true, Ordering::Relaxed);
            StoreError::Unreachable {
                site: self.site.clone(),
                detail: format!("no answer for {} s", DEADLINE.as_secs()),
            }
        })
    }

    /// Sends something whose answer nobody waits for, after everything that was asked before.
    pub(super) fn send(&self, sql: &str) {
        if let Ok(net) = net(&self.site) {
            let sent = self.client.batch_execute(sql);
            // Polled once it is on its way; the answer is read by the thread that moves bytes.
            let mut sent = Box::pin(sent);
            net.block_on(std::future::poll_fn(|cx| {
                let _not_waited_for = sent.as_mut().poll(cx);
                std::task::Poll::Ready(())
            }));
        }
    }
}

/// Waits, and has whoever waits told that it is still waited for.
pub(super) async fn aloud<T>(what: impl Future<Output = T>) -> T {
    let mut what = pin!(what);
    let mut pause = waiting::SOON;
    loop {
        if let Ok(answer) = tokio::time::timeout(pause, &mut what).await {
            return answer;
        }
        waiting::tell();
        pause = waiting::AGAIN;
    }
}

/// What an error of the library means.
pub(super) fn meaning(site: &SiteName, why: &Error) -> StoreError {
    let site = site.clone();
    let Some(db) = why.as_db_error() else {
        let detail = in_full(why);
        return if why.is_closed() || is_of_the_line(why) {
            StoreError::Unreachable { site, detail }
        } else {
            StoreError::Engine { site, detail }
        };
    };
    let detail = db.message().to_owned();
    let is = |codes: &[SqlState]| codes.contains(db.code());
    if db.code().code() == MOVED {
        return StoreError::Moved {
            site,
            to: detail,
            done: db.detail() == Some(LEFT),
        };
    }
    if is(&[SqlState::LOCK_NOT_AVAILABLE, SqlState::QUERY_CANCELED]) {
        StoreError::Busy
    } else if is(&[
        SqlState::UNIQUE_VIOLATION,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]) {
        StoreError::Overtaken
    } else if is(&[SqlState::READ_ONLY_SQL_TRANSACTION]) {
        StoreError::ReadOnly(site)
    } else if is(&[SqlState::DISK_FULL]) {
        StoreError::Full(site)
    } else if is_of_the_server(db.code()) {
        StoreError::Unreachable { site, detail }
    } else if db.code().code().starts_with("28") {
        StoreError::Denied { site, detail }
    } else if is(&[SqlState::INSUFFICIENT_PRIVILEGE]) {
        StoreError::Forbidden { site, detail }
    } else if is(&[SqlState::INVALID_CATALOG_NAME]) {
        let why = Unfit::Database(detail);
        StoreError::Unfit { site, why }
    } else if is(&[SqlState::UNDEFINED_TABLE, SqlState::INVALID_SCHEMA_NAME]) {
        StoreError::Absent(site)
    } else if is(&[SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED]) {
        StoreError::Damaged { site, detail }
    } else {
        StoreError::Engine { site, detail }
    }
}

/// The server itself goes away, comes up, or has no place left for a connection: another try may do.
fn is_of_the_server(code: &SqlState) -> bool {
    [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ]
    .contains(code)
        || code.code().starts_with("08")
}

fn is_of_the_line(why: &Error) -> bool {
    let mut cause = why.source();
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// Does the other end say what no server says? Then it is another program, and no line that broke.
pub(super) fn is_garbled(why: &Error) -> bool {
    let said = why.to_string();
    if said.contains("unexpected message") || said.contains("parsing response") {
        return true;
    }
    let mut cause = why.source();
    while let Some(inner) = cause {
        if let Some(io) = inner.downcast_ref::<std::io::Error>()
            && matches!(
                io.kind(),
                std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData
            )
        {
            return true;
        }
        // Of a message that ends before it should.
        if inner.to_string().contains("bytes remaining on stream") {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// An error with its causes, each once.
pub(super) fn in_full(why: &dyn std::error::Error) -> String {
    let mut said = why.to_string();
    let mut cause = why.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !said.contains(&more) {
            said = format!("{said}: {more}");
        }
        cause = inner.source();
    }
    said
}
