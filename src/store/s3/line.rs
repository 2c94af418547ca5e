//! The line to a server: a socket, and the encryption over it by the authorities that the house trusts. How requests are
//! framed on it is the HTTP client's affair.
//!
//! It must never know what is asked for.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport,
};

/// Opens lines, all in one way.
#[derive(Debug)]
pub(super) struct Lines {
    /// Without it nothing is encrypted.
    pub tls: Option<Arc<ClientConfig>>,
    /// The server's name, as it must be able to prove.
    pub host: String,
    /// How long it is waited for an answer to the first packet.
    pub patience: Duration,
}

impl Connector for Lines {
    type Out = Line;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Line>, Error> {
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in &details.addrs {
            match self.open(*address) {
                Ok(wire) => {
                    let config = details.config;
                    let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
                    return Ok(Some(Line { wire, buffers }));
                }
                Err(why) => last = why,
            }
        }
        Err(Error::Io(last))
    }
}

impl Lines {
    fn open(&self, address: std::net::SocketAddr) -> io::Result<Wire> {
        let mut tcp = TcpStream::connect_timeout(&address, self.patience)?;
        tcp.set_nodelay(true)?;
        tcp.set_read_timeout(Some(self.patience))?;
        tcp.set_write_timeout(Some(self.patience))?;
        let Some(config) = &self.tls else {
            return Ok(Wire::Plain(tcp));
        };
        let bare = self.host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(bare).map_err(io::Error::other)?;
        let mut session = ClientConnection::new(config.clone(), name).map_err(io::Error::other)?;
        // Here, so that a certificate that is none is told as such and not as a request that failed.
        while session.is_handshaking() {
            session.complete_io(&mut tcp)?;
        }
        Ok(Wire::Tls(Box::new(StreamOwned::new(session, tcp))))
    }
}

enum Wire {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Wire {
    fn tcp(&self) -> &TcpStream {
        match self {
            Self::Plain(tcp) => tcp,
            Self::Tls(tls) => &tls.sock,
        }
    }
}

/// An open line.
pub(super) struct Line {
    wire: Wire,
    buffers: LazyBuffers,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
    }
}

/// What a wait that ended means.
fn timed(why: io::Error, timeout: &NextTimeout) -> Error {
    match why.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Error::Timeout(timeout.reason),
        _ => Error::Io(why),
    }
}

impl Transport for Line {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let timeout = timeout.for_write();
        let wait = timeout.not_zero().map(|t| *t);
        self.wire.tcp().set_write_timeout(wait)?;
        let out = self.buffers.output().get(..amount).unwrap_or_default();
        let sent = match &mut self.wire {
            Wire::Plain(tcp) => tcp.write_all(out),
            Wire::Tls(tls) => tls.write_all(out).and_then(|()| tls.flush()),
        };
        sent.map_err(|why| timed(why, &timeout))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let timeout = timeout.for_read();
        let wait = timeout.not_zero().map(|t| *t);
        self.wire.tcp().set_read_timeout(wait)?;
        let into = self.buffers.input_append_buf();
        let read = loop {
            let read = match &mut self.wire {
                Wire::Plain(tcp) => tcp.read(into),
                Wire::Tls(tls) => tls.read(into),
            };
            match read {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                // A server that leaves without a farewell: how much is missing is told by the length.
                Err(why) if why.kind() == io::ErrorKind::UnexpectedEof => break Ok(0),
                read => break read,
            }
        };
        let amount = read.map_err(|why| timed(why, &timeout))?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        let tcp = self.wire.tcp();
        if tcp.set_nonblocking(true).is_err() {
            return false;
        }
        // Nothing is said between two requests; what has come is a farewell.
        let quiet = matches!(tcp.peek(&mut [0]), Err(why) if why.kind() == io::ErrorKind::WouldBlock);
        quiet && tcp.set_nonblocking(false).is_ok()
    }

    fn is_tls(&self) -> bool {
        matches!(self.wire, Wire::Tls(_))
    }
}
