//! A line to a PostgreSQL server that can be cut, held and made long: a plain proxy on loopback that reads what passes.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What becomes of the next command to make something last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Commit {
    /// It passes.
    #[default]
    Passes,
    /// The line is cut before it gets there.
    IsLost,
    /// It gets there, and the line is cut at once.
    IsCutOff,
    /// It gets there and is carried out, and the line is cut before the answer is heard.
    IsNotAnswered,
    /// It waits until it is let through, or until whoever gave it is gone.
    IsHeld,
}

#[derive(Default)]
struct State {
    next: Mutex<Commit>,
    delay: Mutex<Duration>,
    journeys: AtomicU64,
    held: AtomicU64,
    let_through: AtomicU64,
    lines: Mutex<Vec<TcpStream>>,
}

/// A proxy. Its threads end with the lines that they carry.
pub struct Proxy {
    pub port: u16,
    state: Arc<State>,
}

/// What a client says to have a turn made last, and what the server answers when it is.
const COMMIT: &[u8] = b"COMMIT\0";
/// What is sent after a turn, for which nobody waits.
const NOTIFY: &[u8] = b"NOTIFY ";

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|w| w == what)
}

impl Proxy {
    /// One in front of a port of this machine.
    pub fn before(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let own = listener.local_addr().expect("its own").port();
        let state = Arc::new(State::default());
        let shared = state.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let to = SocketAddr::from(([127, 0, 0, 1], port));
                let Ok(server) = TcpStream::connect(to) else {
                    continue;
                };
                carry(&shared, client, server);
            }
        });
        Self { port: own, state }
    }

    /// What becomes of the next commit.
    pub fn next_commit(&self, next: Commit) {
        *self.state.next.lock().unwrap() = next;
    }

    /// Every way takes so long from now on, there and back together.
    pub fn delays(&self, journey: Duration) {
        *self.state.delay.lock().unwrap() = journey / 2;
    }

    /// How often somebody has asked something after an answer was there: journeys that somebody waited for.
    pub fn journeys(&self) -> u64 {
        self.state.journeys.load(Ordering::SeqCst)
    }

    /// How many commits are held, or were.
    pub fn held(&self) -> u64 {
        self.state.held.load(Ordering::SeqCst)
    }

    /// Lets what is held through.
    pub fn let_through(&self) {
        self.state.let_through.store(self.held(), Ordering::SeqCst);
    }

    /// Cuts every line that is open.
    pub fn cut(&self) {
        for line in self.state.lines.lock().unwrap().drain(..) {
            let _ = line.shutdown(Shutdown::Both);
        }
    }
}

fn carry(state: &Arc<State>, client: TcpStream, server: TcpStream) {
    for line in [&client, &server] {
        line.set_nodelay(true).expect("set");
        state
            .lines
            .lock()
            .unwrap()
            .push(line.try_clone().expect("the same"));
    }
    // Whether the server was heard since the client last spoke; and whether what it says next is not to be heard.
    let line = Arc::new(Mutex::new((true, false)));
    let (up, down) = (state.clone(), state.clone());
    let (heard, told) = (line.clone(), line);
    let (mut from, mut to) = (
        client.try_clone().expect("the same"),
        server.try_clone().expect("the same"),
    );
    let (mut back_from, mut back_to) = (server, client);
    std::thread::spawn(move || {
        let _ = upwards(&up, &heard, &mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    });
    std::thread::spawn(move || {
        let _ = downwards(&down, &told, &mut back_from, &mut back_to);
        let _ = back_to.shutdown(Shutdown::Both);
        let _ = back_from.shutdown(Shutdown::Both);
    });
}

type Heard = Mutex<(bool, bool)>;

fn upwards(state: &State, line: &Heard, from: &mut TcpStream, to: &mut TcpStream) -> std::io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = from.read(&mut buffer)?;
        let bytes = &buffer[..n];
        if n == 0 {
            return Ok(());
        }
        let is_notify = holds(bytes, NOTIFY);
        {
            let mut line = line.lock().unwrap();
            if line.0 && !is_notify {
                state.journeys.fetch_add(1, Ordering::SeqCst);
            }
            line.0 = false;
        }
        let delay = *state.delay.lock().unwrap();
        std::thread::sleep(delay);
        let fate = if holds(bytes, COMMIT) {
            std::mem::take(&mut *state.next.lock().unwrap())
        } else {
            Commit::Passes
        };
        match fate {
            Commit::Passes => to.write_all(bytes)?,
            Commit::IsLost => return Ok(()),
            Commit::IsCutOff => {
                line.lock().unwrap().1 = true;
                to.write_all(bytes)?;
                return Ok(());
            }
            Commit::IsNotAnswered => {
                line.lock().unwrap().1 = true;
                to.write_all(bytes)?;
            }
            Commit::IsHeld => {
                let own = state.held.fetch_add(1, Ordering::SeqCst) + 1;
                from.set_read_timeout(Some(Duration::from_millis(5)))?;
                while state.let_through.load(Ordering::SeqCst) < own {
                    if matches!(from.peek(&mut [0]), Ok(0)) {
                        return Ok(()); // whoever gave it is gone
                    }
                }
                from.set_read_timeout(None)?;
                to.write_all(bytes)?;
            }
        }
    }
}

fn downwards(state: &State, line: &Heard, from: &mut TcpStream, to: &mut TcpStream) -> std::io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    let mut unheard = Vec::new();
    loop {
        let n = from.read(&mut buffer)?;
        let bytes = &buffer[..n];
        if n == 0 {
            return Ok(());
        }
        if line.lock().unwrap().1 {
            unheard.extend_from_slice(bytes);
            if holds(&unheard, COMMIT) {
                return Ok(());
            }
            continue;
        }
        let delay = *state.delay.lock().unwrap();
        std::thread::sleep(delay);
        line.lock().unwrap().0 = true;
        to.write_all(bytes)?;
    }
}
