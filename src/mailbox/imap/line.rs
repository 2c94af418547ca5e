//! The line to a mail server: encrypted, never waited for without end, and given up when somebody wants to leave.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use super::super::source::Access;
use super::address::{Address, Guard};
use crate::trust;

/// So long a server may take to let somebody in.
const CONNECT: Duration = Duration::from_secs(15);
/// So long it may keep silent while something is asked of it.
const SILENCE: Duration = Duration::from_mins(1);
/// So often it is looked whether somebody wants to leave.
const LOOK: Duration = Duration::from_millis(250);

/// What went wrong with a server: one of `SERVER_FAULTS` and more about it; or somebody wants to leave.
#[derive(Debug)]
pub(super) enum Fault {
    Server(&'static str, String),
    Stopped,
}

impl Fault {
    pub fn protocol(detail: &str) -> Self {
        Self::Server("protocol", detail.to_owned())
    }

    fn unreachable(why: &io::Error) -> Self {
        Self::Server("unreachable", why.to_string())
    }
}

enum Wire {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// An open line.
pub(super) struct Line {
    stream: Wire,
    stop: Arc<AtomicBool>,
    buffer: Vec<u8>,
    at: usize,
}

impl Line {
    /// Opens one.
    pub fn open(address: &Address, access: &Access) -> Result<Self, Fault> {
        let tcp = connected(address, access)?;
        let set = tcp
            .set_read_timeout(Some(LOOK))
            .and_then(|()| tcp.set_write_timeout(Some(SILENCE)))
            .and_then(|()| tcp.set_nodelay(true));
        set.map_err(|why| Fault::unreachable(&why))?;
        let line = Self {
            stream: Wire::Plain(tcp),
            stop: Arc::clone(&access.stop),
            buffer: Vec::new(),
            at: 0,
        };
        match address.guard {
            Guard::Tls => line.encrypted(address, access),
            Guard::StartTls | Guard::Here => Ok(line),
        }
    }

    /// The same line, encrypted from here on. What came in the clear and was not asked for may be anybody's: it is never
    /// read as if it had come afterwards (CVE-2011-0411 and its kind), and nothing more is said.
    pub fn encrypted(mut self, address: &Address, access: &Access) -> Result<Self, Fault> {
        let Wire::Plain(tcp) = self.stream else {
            return Ok(self);
        };
        if self.at < self.buffer.len() {
            return Err(Fault::Server("injected", String::new()));
        }
        self.stream = Wire::Tls(Box::new(encrypted(tcp, address, access)?));
        Ok(self)
    }

    /// Sends these bytes.
    pub fn send(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let sent = match &mut self.stream {
            Wire::Plain(tcp) => tcp.write_all(bytes),
            Wire::Tls(tls) => tls.write_all(bytes).and_then(|()| tls.flush()),
        };
        sent.map_err(|why| fault(&why))
    }

    /// The bytes up to the end of a line, without it; at most so many.
    pub fn line(&mut self, most: usize) -> Result<Vec<u8>, Fault> {
        let mut looked = 0;
        loop {
            let here = self.buffer.get(self.at..).unwrap_or_default();
            let fresh = here.get(looked..).unwrap_or_default();
            if let Some(end) = fresh.iter().position(|b| *b == b'\n') {
                let mut line = here.get(..looked + end).unwrap_or_default().to_vec();
                self.at += looked + end + 1;
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            looked = here.len();
            if looked > most {
                return Err(Fault::protocol("a line without an end"));
            }
            self.more(SILENCE)?;
        }
    }

    /// The next bytes, exactly so many.
    pub fn bytes(&mut self, len: usize) -> Result<Vec<u8>, Fault> {
        while self.buffer.len() - self.at < len {
            self.more(SILENCE)?;
        }
        let bytes = self
            .buffer
            .get(self.at..self.at + len)
            .unwrap_or_default()
            .to_vec();
        self.at += len;
        Ok(bytes)
    }

    /// Is there something to read, or does it come within this time?
    pub fn has_news(&mut self, within: Duration) -> Result<bool, Fault> {
        if self.at < self.buffer.len() {
            return Ok(true);
        }
        self.comes(within)
    }

    /// What can be read from once the server says something that was not taken in by then.
    pub fn signal(&self) -> BorrowedFd<'_> {
        match &self.stream {
            Wire::Plain(tcp) => tcp.as_fd(),
            Wire::Tls(tls) => tls.sock.as_fd(),
        }
    }

    fn more(&mut self, within: Duration) -> Result<(), Fault> {
        if self.comes(within)? {
            return Ok(());
        }
        let why: io::Error = io::ErrorKind::TimedOut.into();
        Err(Fault::unreachable(&why))
    }

    fn comes(&mut self, within: Duration) -> Result<bool, Fault> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let until = Instant::now() + within;
        let mut piece = [0; 16_384];
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let wait = left.clamp(Duration::from_millis(1), LOOK);
            let (tcp, read): (&TcpStream, _) = match &mut self.stream {
                Wire::Plain(tcp) => {
                    let _ = tcp.set_read_timeout(Some(wait));
                    let read = tcp.read(&mut piece);
                    (tcp, read)
                }
                Wire::Tls(tls) => {
                    let _ = tls.sock.set_read_timeout(Some(wait));
                    let read = tls.read(&mut piece);
                    (&tls.sock, read)
                }
            };
            match read {
                Ok(0) => return Err(Fault::Server("unreachable", "the server hung up".to_owned())),
                Ok(len) => {
                    self.buffer
                        .extend_from_slice(piece.get(..len).unwrap_or_default());
                    return Ok(true);
                }
                // Who answers at once is heard to the end: what was begun is done.
                Err(why) if is_silence(&why) && self.stop.load(Ordering::Relaxed) => {
                    return Err(Fault::Stopped);
                }
                Err(why) if is_silence(&why) => {}
                Err(why) => {
                    let _ = tcp.shutdown(std::net::Shutdown::Both);
                    return Err(fault(&why));
                }
            }
            if left.is_zero() {
                return Ok(false);
            }
        }
    }
}

fn is_silence(why: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(why.kind(), Interrupted | TimedOut | WouldBlock)
}

/// Connects on a thread of its own: whoever looks up names or knocks can be told to stop by nobody.
fn connected(address: &Address, access: &Access) -> Result<TcpStream, Fault> {
    let (tell, told) = channel();
    let address = address.clone();
    std::thread::Builder::new()
        .name("connect".to_owned())
        .spawn(move || tell.send(connect(&address)))
        .map_err(|why| Fault::unreachable(&why))?;
    loop {
        match told.recv_timeout(LOOK) {
            Ok(tcp) => return tcp,
            Err(RecvTimeoutError::Timeout) if access.stop.load(Ordering::Relaxed) => {
                return Err(Fault::Stopped);
            }
            Err(RecvTimeoutError::Timeout) => {}
            // It ended without a word, which it never does.
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Fault::unreachable(&io::ErrorKind::NotConnected.into()));
            }
        }
    }
}

fn connect(address: &Address) -> Result<TcpStream, Fault> {
    let there = (address.host.as_str(), address.port)
        .to_socket_addrs()
        .map_err(|why| Fault::unreachable(&why))?;
    let mut last: io::Error = io::ErrorKind::NotFound.into();
    for addr in there {
        // A name of this machine is one only if it leads here.
        if address.guard == Guard::Here && !addr.ip().is_loopback() {
            continue;
        }
        match TcpStream::connect_timeout(&addr, CONNECT) {
            Ok(tcp) => return Ok(tcp),
            Err(why) => last = why,
        }
    }
    Err(Fault::unreachable(&last))
}

fn encrypted(
    mut tcp: TcpStream,
    address: &Address,
    access: &Access,
) -> Result<StreamOwned<ClientConnection, TcpStream>, Fault> {
    let name = ServerName::try_from(address.host.clone())
        .map_err(|why| Fault::Server("certificate", why.to_string()))?;
    let config = trust::config(access.ca_file.as_deref())
        .map_err(|why| Fault::Server("authorities", why.to_string()))?;
    let mut tls = ClientConnection::new(config, name).map_err(|why| Fault::protocol(&why.to_string()))?;
    let until = Instant::now() + SILENCE;
    while tls.is_handshaking() {
        if access.stop.load(Ordering::Relaxed) {
            return Err(Fault::Stopped);
        }
        match tls.complete_io(&mut tcp) {
            Ok(_) => {}
            Err(why) if is_silence(&why) && Instant::now() < until => {}
            Err(why) => return Err(fault(&why)),
        }
    }
    Ok(StreamOwned::new(tls, tcp))
}

/// What an error of an open line comes to.
fn fault(why: &io::Error) -> Fault {
    match why.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(cause)) => Fault::Server("certificate", cause.to_string()),
        Some(cause @ rustls::Error::NoCertificatesPresented) => {
            Fault::Server("certificate", cause.to_string())
        }
        Some(cause) => Fault::Server("protocol", cause.to_string()),
        None => Fault::unreachable(why),
    }
}
