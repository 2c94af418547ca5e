//! How a server is reached: every host that is named, encrypted where the line leaves this machine, and of several the one
//! that takes writes.
//!
//! It must never know what is kept there.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio_postgres::config::{Config, SslMode};
use tokio_postgres::tls::NoTls;
use tokio_postgres::types::Type;
use tokio_postgres::{AsyncMessage, Client, Connection, Error};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::site::Shared;
use super::wire::{Wire, aloud, in_full, is_garbled, meaning, net};
use crate::core::server::{Host, ServerUrl};
use crate::secret::{self, NoSecret, Secret};
use crate::store::error::{StoreError, Unfit};
use crate::trust;

/// How long a host may take to answer at all.
const CONNECT: Duration = Duration::from_secs(5);
/// How long it may take until it is known what it is.
const PROBE: Duration = Duration::from_secs(10);
/// So long the other hosts are waited for once one was found that takes writes: after a failover the old one may be back.
const OTHERS: Duration = Duration::from_millis(300);
/// What a dead line is known by: nothing was heard for that long.
const SILENCE: Duration = Duration::from_secs(15);
/// The credential that is asked for.
const CREDENTIAL: &str = "postgres";
/// The oldest server that will do.
const OLDEST: i32 = 140_000;
/// Products that speak like PostgreSQL and keep other promises: what their version says, and what they are called.
const OTHERS_CALLED: [(&str, &str); 7] = [
    ("CockroachDB", "CockroachDB"),
    ("-YB-", "YugabyteDB"),
    ("Redshift", "Amazon Redshift"),
    ("Greenplum", "Greenplum"),
    ("EnterpriseDB", "EDB Postgres Advanced Server"),
    ("Materialize", "Materialize"),
    ("CrateDB", "CrateDB"),
];

/// What is known of the server at the other end.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Its version, as a number.
    pub(super) server: i32,
    /// Version and build, in its own words.
    pub(super) words: String,
    /// It follows another one and takes no writes.
    pub(super) standby: bool,
    /// Somebody has set it to take no writes for now.
    pub(super) closed: bool,
    /// The history of the server that it continues: greater after every failover.
    pub(super) timeline: u32,
    /// The schema's owner, or where there is none whoever may make one, is the account of this connection.
    pub(super) ours: bool,
    /// The version of the tables; none where there are none.
    pub(super) tables: Option<i64>,
    /// Something stands in the schema, and it is none of our tables.
    pub(super) foreign: bool,
    /// Facts may be put in.
    pub(super) may_write: bool,
    /// Facts may be read.
    pub(super) may_read: bool,
}

impl Known {
    /// Does it take writes of this account?
    pub(super) fn writes(&self) -> bool {
        !self.standby && !self.closed && (self.tables.is_none() || self.may_write)
    }
}

/// What a connection is laid with.
struct With {
    password: Option<Secret>,
    tls: Option<Arc<ClientConfig>>,
}

/// Lays a connection to the host that takes writes, or where none does to one that can be read.
///
/// # Errors
/// No host answers, lets this account in, proves who it is, or is fit.
pub(super) fn connect(shared: &Arc<Shared>) -> Result<Wire, StoreError> {
    let site = shared.name.clone();
    let with = with(shared)?;
    let net = net(&site)?;
    net.block_on(aloud(async {
        let (tell, mut hear) = mpsc::unbounded_channel();
        for (n, host) in shared.url.hosts.iter().enumerate() {
            let (shared, host, tell) = (shared.clone(), host.clone(), tell.clone());
            let with = With {
                password: with.password.clone(),
                tls: with.tls.clone(),
            };
            net.spawn(async move {
                let laid = match tokio::time::timeout(PROBE, lay(&shared, &host, with)).await {
                    Ok(laid) => laid,
                    Err(_) => Err(StoreError::Unreachable {
                        site: shared.name.clone(),
                        detail: format!("{host}: no answer for {} s", PROBE.as_secs()),
                    }),
                };
                // Nobody hears it any more who has found a better one.
                let _ = tell.send((n, laid));
            });
        }
        drop(tell);
        let mut found: Vec<(usize, Wire)> = Vec::new();
        let mut failed: Option<(usize, StoreError)> = None;
        loop {
            let good = found.iter().any(|(_, wire)| wire.known.writes());
            let next = if good {
                tokio::time::timeout(OTHERS, hear.recv()).await.unwrap_or(None)
            } else {
                hear.recv().await
            };
            match next {
                Some((n, Ok(wire))) => found.push((n, wire)),
                // Of those that fail the first that is named is told of; one that answers and refuses before one that is gone.
                Some((n, Err(why))) => {
                    let gone = |why: &StoreError| matches!(why, StoreError::Unreachable { .. });
                    let told = failed.take().filter(|(_, old)| !gone(old) || gone(&why));
                    failed = Some(told.unwrap_or((n, why)));
                }
                None => break,
            }
        }
        found.sort_by_key(|(n, wire)| (!wire.known.writes(), std::cmp::Reverse(wire.known.timeline), *n));
        match (found.into_iter().next(), failed) {
            (Some((_, wire)), _) => Ok(wire),
            (None, Some((_, why))) => Err(why),
            (None, None) => Err(StoreError::Unreachable {
                site,
                detail: String::new(),
            }),
        }
    }))
}

fn with(shared: &Shared) -> Result<With, StoreError> {
    let url = &shared.url;
    let credentials = shared.around.credentials.as_deref();
    let password = match secret::find(url.password_file.as_deref(), credentials, &[CREDENTIAL]) {
        Ok(password) => Some(password),
        Err((_, NoSecret::Unnamed)) => None,
        Err((file, why)) => {
            return Err(StoreError::Secret {
                site: shared.name.clone(),
                file,
                why,
            });
        }
    };
    let tls = if url.hosts.iter().any(|host| url.encrypts(host)) {
        let config = trust::config(url.ca_file.as_deref());
        Some(config.map_err(|why| StoreError::Authorities {
            site: shared.name.clone(),
            why,
        })?)
    } else {
        None
    };
    Ok(With { password, tls })
}

fn config(url: &ServerUrl, host: &Host, account: &str, password: Option<&Secret>, encrypts: bool) -> Config {
    let mut config = Config::new();
    if host.is_socket() {
        config.host_path(&host.name);
    } else {
        config.host(&host.name);
    }
    config
        .port(host.port)
        .user(url.user.as_deref().unwrap_or(account))
        .dbname(&url.database)
        .application_name("ketnoi")
        .connect_timeout(CONNECT)
        .tcp_user_timeout(SILENCE)
        .keepalives_idle(SILENCE)
        .keepalives_interval(SILENCE / 5)
        .keepalives_retries(3)
        .ssl_mode(if encrypts {
            SslMode::Require
        } else {
            SslMode::Disable
        });
    if let Some(password) = password {
        config.password(password.bytes());
    }
    config
}

async fn lay(shared: &Arc<Shared>, host: &Host, with: With) -> Result<Wire, StoreError> {
    let url = &shared.url;
    let tls = with.tls.filter(|_| url.encrypts(host));
    let config = config(
        url,
        host,
        &shared.around.account,
        with.password.as_ref(),
        tls.is_some(),
    );
    let wrong = |why: &Error| refused(shared, host, with.password.is_some(), why);
    let client = if let Some(tls) = tls {
        let tls = MakeRustlsConnect::new(Arc::unwrap_or_clone(tls));
        let (client, connection) = config.connect(tls).await.map_err(|why| wrong(&why))?;
        tokio::spawn(carry(connection, shared.clone()));
        client
    } else {
        let (client, connection) = config.connect(NoTls).await.map_err(|why| wrong(&why))?;
        tokio::spawn(carry(connection, shared.clone()));
        client
    };
    let known = look(shared, &client).await?;
    Ok(Wire::new(client, shared.name.clone(), known))
}

/// Moves the bytes of a connection for as long as it lives, and passes notifications on.
async fn carry<S, T>(mut connection: Connection<S, T>, shared: Arc<Shared>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = std::future::poll_fn(|cx| connection.poll_message(cx)).await {
        if matches!(message, AsyncMessage::Notification(_)) {
            shared.nudge();
        }
    }
    // Whoever watches looks, and finds the line gone.
    shared.nudge();
}

/// What an error means before it is known who is at the other end.
fn refused(shared: &Shared, host: &Host, had_password: bool, why: &Error) -> StoreError {
    let site = shared.name.clone();
    let detail = in_full(why);
    if !had_password && detail.contains("password missing") {
        return StoreError::Secret {
            site,
            file: None,
            why: NoSecret::Unnamed,
        };
    }
    let of_tls = |why: &dyn std::error::Error| {
        let mut cause = why.source();
        while let Some(inner) = cause {
            let io = inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            if inner.is::<rustls::Error>()
                || io.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
            {
                return true;
            }
            cause = inner.source();
        }
        detail.contains("server does not support TLS")
    };
    if of_tls(why) {
        return StoreError::Untrusted {
            site,
            detail: format!("{host}: {detail}"),
        };
    }
    if is_garbled(why) {
        return StoreError::Unfit {
            site,
            why: Unfit::Garbled(format!("{host}: {detail}")),
        };
    }
    match meaning(&shared.name, why) {
        StoreError::Unreachable { site, detail } => StoreError::Unreachable {
            site,
            detail: format!("{host}: {detail}"),
        },
        // Nothing but a refusal or a line comes before the first question.
        StoreError::Engine { site, detail } if why.as_db_error().is_none() => StoreError::Unreachable {
            site,
            detail: format!("{host}: {detail}"),
        },
        other => other,
    }
}

/// Finds out who is at the other end and what is there.
async fn look(shared: &Shared, client: &Client) -> Result<Known, StoreError> {
    let site = || shared.name.clone();
    let unfit = |why| StoreError::Unfit { site: site(), why };
    let wrong = |why: Error| meaning(&shared.name, &why);
    // Alone and first: another product may not know what is asked next.
    let who = client
        .query_typed_one("SELECT version(), current_setting('server_version')", &[])
        .await
        .map_err(wrong)?;
    let words: String = who.try_get(0).map_err(wrong)?;
    let other = OTHERS_CALLED.iter().find(|(mark, _)| words.contains(mark));
    if let Some((_, name)) = other {
        return Err(unfit(Unfit::Product((*name).to_owned())));
    }
    if !words.starts_with("PostgreSQL ") {
        let first = words.split(" (").next().unwrap_or_default();
        return Err(unfit(Unfit::Product(first.chars().take(60).collect())));
    }
    let row = client
        .query_typed_one(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), \
             pg_is_in_recovery(), current_setting('default_transaction_read_only')::bool, \
             CASE WHEN pg_is_in_recovery() THEN '' ELSE pg_walfile_name(pg_current_wal_lsn()) END, \
             coalesce((SELECT pg_has_role(session_user, nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = $1), \
             has_database_privilege(current_database(), 'CREATE')), \
             (SELECT count(*) FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = $1), \
             coalesce(has_table_privilege(to_regclass($1 || '.facts'), 'INSERT'), false), \
             coalesce(has_table_privilege(to_regclass($1 || '.facts'), 'SELECT'), false), \
             coalesce(has_table_privilege(to_regclass($1 || '.meta'), 'SELECT'), false)",
            &[(&shared.url.schema, Type::TEXT)],
        )
        .await
        .map_err(wrong)?;
    let (encoding, file): (String, String) = (row.try_get(1).map_err(wrong)?, row.try_get(4).map_err(wrong)?);
    let (things, may_ask): (i64, bool) = (row.try_get(6).map_err(wrong)?, row.try_get(9).map_err(wrong)?);
    let mut known = Known {
        server: row.try_get(0).map_err(wrong)?,
        words,
        standby: row.try_get(2).map_err(wrong)?,
        closed: row.try_get(3).map_err(wrong)?,
        timeline: file
            .get(..8)
            .and_then(|t| u32::from_str_radix(t, 16).ok())
            .unwrap_or(0),
        ours: row.try_get(5).map_err(wrong)?,
        tables: None,
        foreign: false,
        may_write: row.try_get(7).map_err(wrong)?,
        may_read: row.try_get(8).map_err(wrong)?,
    };
    if known.server < OLDEST {
        let found: String = who.try_get(1).map_err(wrong)?;
        return Err(unfit(Unfit::Version(found)));
    }
    if encoding != "UTF8" {
        return Err(unfit(Unfit::Encoding(encoding)));
    }
    if may_ask {
        let sql = format!(
            "SELECT (SELECT value FROM {schema}.meta WHERE key = 'application'), \
             (SELECT value FROM {schema}.meta WHERE key = 'version')",
            schema = shared.url.schema
        );
        // A table of this name need not be ours.
        let (application, version): (Option<String>, Option<String>) =
            match client.query_typed_one(&sql, &[]).await {
                Ok(row) => (row.try_get(0).unwrap_or(None), row.try_get(1).unwrap_or(None)),
                Err(why) if why.as_db_error().is_some() => (None, None),
                Err(why) => return Err(wrong(why)),
            };
        known.tables = version
            .and_then(|v| v.parse().ok())
            .filter(|_| application.as_deref() == Some("ketnoi"));
    }
    known.foreign = known.tables.is_none() && things > 0;
    Ok(known)
}
