//! The line to a mail server: every wait on it ends, whatever the server does, and a watchdog ends the whole.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use super::reply::{LINES, Reply, line as line_of};
use super::told::{Security, Server, Why};
use crate::trust;

/// So often it is looked whether somebody wants to leave.
const LOOK: Duration = Duration::from_millis(250);
/// So much of a line is kept; the standard allows half of it.
const KEPT: usize = 1_024;
/// An answer that is longer is none.
const ANSWER: usize = 64 << 10;
/// So much of a message is sent at once, within the time of a step.
const PIECE: usize = 32 << 10;

/// What went wrong on the line.
#[derive(Debug)]
pub(super) struct Fault {
    pub why: Why,
    pub detail: String,
}

impl Fault {
    pub fn new(why: Why, detail: impl Into<String>) -> Self {
        Self {
            why,
            detail: detail.into(),
        }
    }
}

/// Ends an exchange that is not over in time by shutting the socket, whoever is waiting on it and for what.
pub(super) struct Watchdog {
    cut: Arc<AtomicBool>,
    /// Gone with this: the exchange is over.
    _over: Sender<()>,
}

impl Watchdog {
    /// Over this socket, for so long.
    pub fn over(socket: &TcpStream, whole: Duration) -> Result<Self, Fault> {
        let cannot = |why: io::Error| Fault::new(Why::Unreachable, why.to_string());
        let socket = socket.try_clone().map_err(cannot)?;
        let cut = Arc::new(AtomicBool::new(false));
        let (over, end) = channel::<()>();
        let is_cut = cut.clone();
        std::thread::Builder::new()
            .name("watchdog".to_owned())
            .spawn(move || {
                if end.recv_timeout(whole) == Err(RecvTimeoutError::Timeout) {
                    is_cut.store(true, Ordering::SeqCst);
                    let _ = socket.shutdown(Shutdown::Both);
                }
            })
            .map_err(cannot)?;
        Ok(Self { cut, _over: over })
    }
}

/// A socket on which no single wait is longer than what is left of a step.
struct Timed {
    tcp: TcpStream,
    until: Instant,
    leave: Arc<AtomicBool>,
}

impl Timed {
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(left)
    }
}

impl Read for Timed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(Some(self.left()?.min(LOOK)))?;
        self.tcp.read(into)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            self.tcp.set_write_timeout(Some(self.left()?.min(LOOK)))?;
            match self.tcp.write(bytes) {
                // Nothing of these bytes went; whoever wants to leave does not wait until they can.
                Err(why) if is_silence(&why) && !self.leave.load(Ordering::Relaxed) => {}
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}

enum Wire {
    Plain(Timed),
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
}

/// An open line.
pub(super) struct Line {
    wire: Wire,
    stop: Arc<AtomicBool>,
    /// Whether it is given up when somebody wants to leave.
    pub heeds_stop: bool,
    /// Nothing is waited for any more.
    leave: Arc<AtomicBool>,
    cut: Arc<AtomicBool>,
    buffer: Vec<u8>,
    at: usize,
}

impl Line {
    /// Connects within the time of a step.
    pub fn open(server: &Server, stop: &Arc<AtomicBool>, leave: &Arc<AtomicBool>) -> Result<Self, Fault> {
        let within = server.limits.step.min(server.limits.whole);
        let tcp = connected(server, within, stop)?;
        let failed = |why: &io::Error| Fault::new(Why::Unreachable, why.to_string());
        tcp.set_nodelay(true).map_err(|why| failed(&why))?;
        let timed = Timed {
            tcp,
            until: Instant::now() + within,
            leave: leave.clone(),
        };
        Ok(Self {
            wire: Wire::Plain(timed),
            stop: stop.clone(),
            heeds_stop: true,
            leave: leave.clone(),
            cut: Arc::default(),
            buffer: Vec::new(),
            at: 0,
        })
    }

    /// The socket under it.
    pub fn socket(&self) -> &TcpStream {
        &self.timed().tcp
    }

    /// From now on it is this watchdog that may end it.
    pub fn watched_by(&mut self, watchdog: &Watchdog) {
        self.cut = watchdog.cut.clone();
    }

    /// A step begins, which may take so long.
    pub fn step(&mut self, within: Duration) {
        let until = Instant::now() + within;
        match &mut self.wire {
            Wire::Plain(timed) => timed.until = until,
            Wire::Tls(tls) => tls.sock.until = until,
        }
    }

    pub fn is_encrypted(&self) -> bool {
        matches!(self.wire, Wire::Tls(_))
    }

    /// Encrypts it. What was said before in the clear is nobody's word.
    pub fn encrypted(mut self, server: &Server) -> Result<Self, Fault> {
        let Wire::Plain(mut timed) = self.wire else {
            return Ok(self);
        };
        if self.at < self.buffer.len() {
            return Err(Fault::new(Why::Injected, ""));
        }
        let name = ServerName::try_from(server.host.clone())
            .map_err(|why| Fault::new(Why::Certificate, why.to_string()))?;
        let config = trust::config(server.ca_file.as_deref())
            .map_err(|why| Fault::new(Why::Authorities, why.to_string()))?;
        let mut tls =
            ClientConnection::new(config, name).map_err(|why| Fault::new(Why::Protocol, why.to_string()))?;
        while tls.is_handshaking() {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Fault::new(Why::Stopped, ""));
            }
            match tls.complete_io(&mut timed) {
                Ok(_) => {}
                Err(why) if is_silence(&why) && timed.left().is_ok() => {}
                Err(why) => return Err(fault(&why, &self.cut)),
            }
        }
        self.wire = Wire::Tls(Box::new(StreamOwned::new(tls, timed)));
        Ok(self)
    }

    /// Sends a command.
    pub fn command(&mut self, words: &[u8]) -> Result<(), Fault> {
        if self.at < self.buffer.len() {
            return Err(Fault::new(Why::Protocol, self.unasked()));
        }
        let written = match &mut self.wire {
            Wire::Plain(timed) => timed.write_all(words),
            Wire::Tls(tls) => tls.write_all(words).and_then(|()| tls.flush()),
        };
        written.map_err(|why| fault(&why, &self.cut))
    }

    /// Sends a message, a piece at a time, each within the time of a step.
    pub fn text(&mut self, bytes: &[u8], step: Duration) -> Result<(), Fault> {
        for piece in bytes.chunks(PIECE) {
            self.step(step);
            let written = match &mut self.wire {
                Wire::Plain(timed) => timed.write_all(piece),
                Wire::Tls(tls) => tls.write_all(piece).and_then(|()| tls.flush()),
            };
            written.map_err(|why| fault(&why, &self.cut))?;
        }
        Ok(())
    }

    /// A whole answer.
    pub fn reply(&mut self) -> Result<Reply, Fault> {
        let mut reply: Option<Reply> = None;
        let mut room = ANSWER;
        loop {
            let bytes = self.line(&mut room)?;
            let no_answer = || Fault::new(Why::Protocol, String::from_utf8_lossy(&bytes).into_owned());
            let (code, goes_on, words) = line_of(&bytes).ok_or_else(no_answer)?;
            let reply = reply.get_or_insert_with(|| Reply {
                code,
                lines: Vec::new(),
            });
            reply.lines.push(words);
            if reply.code != code || reply.lines.len() > LINES {
                return Err(no_answer());
            }
            if !goes_on {
                return Ok(reply.clone());
            }
        }
    }

    /// Has the server said something already, or does it by now?
    pub fn speaks(&mut self) -> Result<bool, Fault> {
        if self.at < self.buffer.len() {
            return Ok(true);
        }
        self.step(Duration::from_millis(1));
        match self.more() {
            Ok(()) => Ok(true),
            Err(fault) if fault.why == Why::Silent && !self.cut.load(Ordering::SeqCst) => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    fn unasked(&self) -> String {
        let said = self.buffer.get(self.at..).unwrap_or_default();
        let line = said.split(|b| *b == b'\n').next().unwrap_or_default();
        String::from_utf8_lossy(line.get(..KEPT.min(line.len())).unwrap_or_default()).into_owned()
    }

    /// The beginning of a line, which is read to its end as far as there is room.
    fn line(&mut self, room: &mut usize) -> Result<Vec<u8>, Fault> {
        let mut line = Vec::new();
        loop {
            let here = self.buffer.get(self.at..).unwrap_or_default();
            let end = here.iter().position(|b| *b == b'\n');
            let piece = here.get(..end.unwrap_or(here.len())).unwrap_or_default();
            let keep = (KEPT - line.len()).min(piece.len());
            line.extend_from_slice(piece.get(..keep).unwrap_or_default());
            *room = room.saturating_sub(piece.len() + usize::from(end.is_some()));
            self.at += piece.len() + usize::from(end.is_some());
            if *room == 0 {
                return Err(Fault::new(Why::Protocol, String::from_utf8_lossy(&line)));
            }
            if end.is_some() {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            self.more()?;
        }
    }

    fn more(&mut self) -> Result<(), Fault> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let mut piece = [0; 8_192];
        loop {
            let read = match &mut self.wire {
                Wire::Plain(timed) => timed.read(&mut piece),
                Wire::Tls(tls) => tls.read(&mut piece),
            };
            match read {
                Ok(0) => return Err(fault(&io::ErrorKind::UnexpectedEof.into(), &self.cut)),
                Ok(len) => {
                    self.buffer
                        .extend_from_slice(piece.get(..len).unwrap_or_default());
                    return Ok(());
                }
                Err(why) if is_silence(&why) && self.timed().left().is_ok() => {
                    let stops = self.heeds_stop && self.stop.load(Ordering::Relaxed);
                    if stops || self.leave.load(Ordering::Relaxed) {
                        return Err(Fault::new(Why::Stopped, ""));
                    }
                }
                Err(why) => return Err(fault(&why, &self.cut)),
            }
        }
    }

    fn timed(&self) -> &Timed {
        match &self.wire {
            Wire::Plain(timed) => timed,
            Wire::Tls(tls) => &tls.sock,
        }
    }
}

fn is_silence(why: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(why.kind(), Interrupted | TimedOut | WouldBlock)
}

/// What an error comes to; after the watchdog has cut the line, whatever the system calls it.
fn fault(why: &io::Error, cut: &AtomicBool) -> Fault {
    if cut.load(Ordering::SeqCst) || is_silence(why) {
        return Fault::new(Why::Silent, "");
    }
    match why.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(cause)) => Fault::new(Why::Certificate, cause.to_string()),
        Some(cause @ rustls::Error::NoCertificatesPresented) => {
            Fault::new(Why::Certificate, cause.to_string())
        }
        Some(cause) => Fault::new(Why::Protocol, cause.to_string()),
        None => Fault::new(Why::HungUp, why.to_string()),
    }
}

/// Connects on a thread of its own: whoever looks up names or knocks can be told to stop by nobody.
fn connected(server: &Server, within: Duration, stop: &AtomicBool) -> Result<TcpStream, Fault> {
    let failed = |why: &io::Error| Fault::new(Why::Unreachable, why.to_string());
    let (tell, told) = channel();
    let (host, port) = (server.host.clone(), server.port);
    let here = server.security == Security::None;
    let until = Instant::now() + within;
    std::thread::Builder::new()
        .name("connect".to_owned())
        .spawn(move || tell.send(connect(&host, port, here, until)))
        .map_err(|why| failed(&why))?;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match told.recv_timeout(left.min(LOOK)) {
            Ok(tcp) => return tcp.map_err(|why| failed(&why)),
            Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                return Err(Fault::new(Why::Stopped, ""));
            }
            Err(RecvTimeoutError::Timeout) if !left.is_zero() => {}
            Err(RecvTimeoutError::Timeout) => return Err(failed(&io::ErrorKind::TimedOut.into())),
            // It ended without a word, which it never does.
            Err(RecvTimeoutError::Disconnected) => {
                return Err(failed(&io::ErrorKind::NotConnected.into()));
            }
        }
    }
}

/// `here`: a name of this machine is one only if it leads here.
fn connect(host: &str, port: u16, here: bool, until: Instant) -> io::Result<TcpStream> {
    let mut last: io::Error = io::ErrorKind::NotFound.into();
    for addr in (host, port).to_socket_addrs()? {
        if here && !addr.ip().is_loopback() {
            continue;
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match TcpStream::connect_timeout(&addr, left) {
            Ok(tcp) => return Ok(tcp),
            Err(why) => last = why,
        }
    }
    Err(last)
}
