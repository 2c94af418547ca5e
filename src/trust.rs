//! Whose certificates a server may show: those that the system trusts, or those of a file. The one way to an encrypted
//! line, whichever server is at the other end.
//!
//! It must never know what is said on a line.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;

use crate::infile;

/// More certificates than anybody's file has.
const CERTIFICATES: usize = 8 << 20;

/// Why there are no certificates to judge a server by.
#[derive(Debug, Error)]
pub enum NoTrust {
    /// Their file cannot be read.
    #[error("{}: {why}", file.display())]
    Io {
        /// Which.
        file: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// There is none in the file.
    #[error("{}: no certificate in it", .0.display())]
    Empty(PathBuf),
    /// Another reason, in the words of whoever gives it.
    #[error("{0}")]
    Other(String),
}

/// How an encrypted line is begun: a server must prove who it is by these certificates.
///
/// # Errors
/// The certificates cannot be read.
pub fn config(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, NoTrust> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|why| NoTrust::Other(why.to_string()))?
        .with_root_certificates(authorities(ca_file)?)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

fn authorities(ca_file: Option<&Path>) -> Result<RootCertStore, NoTrust> {
    let mut roots = RootCertStore::empty();
    let Some(file) = ca_file else {
        let found = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(found.certs);
        if roots.is_empty() {
            let why = found.errors.first().map(ToString::to_string);
            return Err(NoTrust::Other(
                why.unwrap_or_else(|| "the system has none".to_owned()),
            ));
        }
        return Ok(roots);
    };
    let of_file = |why: &dyn std::fmt::Display| NoTrust::Other(format!("{}: {why}", file.display()));
    let bytes = infile::read(file, CERTIFICATES).map_err(|why| NoTrust::Io {
        file: file.to_owned(),
        why,
    })?;
    for one in CertificateDer::pem_slice_iter(&bytes) {
        let one = one.map_err(|why| of_file(&why))?;
        roots.add(one).map_err(|why| of_file(&why))?;
    }
    if roots.is_empty() {
        return Err(NoTrust::Empty(file.to_owned()));
    }
    Ok(roots)
}
