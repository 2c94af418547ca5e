//! A mail server on loopback that takes messages, and does at each step what a test wants of it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::pty::skip;

/// The account, and its password.
pub const ACCOUNT: &str = "don-doc";
pub const PASSWORD: &str = "mật khẩu 9";

/// Where a server can be other than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum At {
    Greeting,
    Hello,
    StartTls,
    /// The encryption itself.
    Tls,
    /// The second greeting of both, on the encrypted line.
    HelloAgain,
    Login,
    From,
    To,
    Data,
    /// While the message comes.
    Text,
    /// Once it is there.
    Dot,
}

/// What it does there.
#[derive(Debug, Clone)]
pub enum Does {
    /// Says these bytes.
    Say(Vec<u8>),
    /// Says these bytes and hangs up.
    SayAndGo(Vec<u8>),
    /// Says nothing, for as long as it is waited for.
    Nothing,
    /// Hangs up.
    Go,
    /// Begins an answer and never ends it, a byte now and then.
    Drip,
    /// Takes as long as it is told to, and goes on as if nothing were.
    Until(Arc<Mutex<()>>),
}

pub fn say(line: &str) -> Does {
    Does::Say(format!("{line}\r\n").into_bytes())
}

/// How a server is.
#[derive(Clone)]
pub struct Manners {
    /// The line is encrypted from the first byte on.
    pub implicit: bool,
    /// What it says that it can, before and after encryption.
    pub can: [Vec<&'static str>; 2],
    /// Who it says that it is: the names of certificate and key.
    pub shows: &'static str,
    /// Where it is other than it should.
    pub does: HashMap<At, Does>,
    /// To whom it takes nothing, and what it says to that.
    pub unknown: HashMap<String, String>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            implicit: false,
            can: [
                vec!["SIZE 10000000", "STARTTLS"],
                vec!["SIZE 10000000", "8BITMIME", "AUTH PLAIN LOGIN"],
            ],
            shows: "good",
            does: HashMap::new(),
            unknown: HashMap::new(),
        }
    }
}

impl Manners {
    /// As it should be, but there.
    pub fn at(at: At, does: Does) -> Self {
        Self {
            does: HashMap::from([(at, does)]),
            ..Self::default()
        }
    }

    /// A server without encryption, as on this machine itself.
    pub fn open() -> Self {
        Self {
            can: [vec!["SIZE 10000000", "8BITMIME"], vec![]],
            ..Self::default()
        }
    }
}

/// A message that was taken: said yes to, whether the answer arrived or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Took {
    pub from: String,
    pub to: Vec<String>,
    /// As it came, with the dots doubled, up to the line that ends it.
    pub wire: Vec<u8>,
}

/// What a server has seen and heard.
#[derive(Debug, Default)]
pub struct Seen {
    /// How often somebody came.
    pub came: usize,
    /// Every line that was said to it, in the clear and encrypted.
    pub clear: Vec<String>,
    pub secret: Vec<String>,
    /// What it took.
    pub took: Vec<Took>,
    /// How often a whole message was there, taken or not.
    pub whole: usize,
    /// How far the last one who came has got.
    pub reached: Vec<At>,
}

/// Certificates, made once for the program: one that is good, one of another name, one that is over, one of nobody.
pub fn papers() -> Option<&'static Path> {
    static PAPERS: OnceLock<Option<tempfile::TempDir>> = OnceLock::new();
    let made = PAPERS.get_or_init(|| {
        if Command::new("openssl").arg("version").output().is_err() {
            skip("openssl is not installed here");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let openssl = |words: &str| {
            let done = Command::new("openssl")
                .args(words.split(' '))
                .current_dir(folder.path())
                .output()
                .expect("openssl");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        };
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        openssl(&format!("req -x509 -days 2 {key} -keyout ca.key -out ca.pem -subj /CN=drill"));
        openssl(&format!("req -x509 -days 2 {key} -keyout other.key -out other.pem -subj /CN=other"));
        for (name, host, days, by) in [
            ("good", "localhost", 2, "ca"),
            ("named", "mail.elsewhere.example", 2, "ca"),
            ("over", "localhost", -1, "ca"),
            ("nobody", "localhost", 2, "other"),
        ] {
            openssl(&format!("req {key} -keyout {name}.key -out {name}.req -subj /CN=x"));
            let names = format!("subjectAltName=DNS:{host}\nbasicConstraints=CA:FALSE\n");
            fs::write(folder.path().join("names"), names).expect("written");
            openssl(&format!(
                "x509 -req -in {name}.req -CA {by}.pem -CAkey {by}.key -CAcreateserial -days {days} -extfile names -out {name}.crt"
            ));
        }
        let password = folder.path().join("password");
        fs::write(&password, format!("{PASSWORD}\n")).expect("written");
        fs::set_permissions(&password, fs::Permissions::from_mode(0o600)).expect("set");
        Some(folder)
    });
    made.as_ref().map(tempfile::TempDir::path)
}

/// A running server. Its threads end with the program.
pub struct Smtp {
    pub port: u16,
    seen: Arc<Mutex<Seen>>,
    manners: Arc<Mutex<Manners>>,
}

impl Smtp {
    /// Starts one; none, said loudly, where no certificate can be made.
    pub fn start(manners: Manners) -> Option<Self> {
        let papers = papers()?.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let manners = Arc::new(Mutex::new(manners));
        let (all, how) = (seen.clone(), manners.clone());
        std::thread::spawn(move || {
            for socket in listener.incoming().map_while(Result::ok) {
                let (seen, manners) = (all.clone(), how.lock().expect("whole").clone());
                let papers = papers.clone();
                std::thread::spawn(move || {
                    {
                        let mut seen = seen.lock().expect("whole");
                        seen.came += 1;
                        seen.reached.clear();
                    }
                    // Whoever hangs up is no fault of the server.
                    let _ = Talk::serve(socket, &manners, &papers, seen);
                });
            }
        });
        Some(Self { port, seen, manners })
    }

    /// From now on it is so to whoever comes.
    pub fn becomes(&self, manners: Manners) {
        *self.manners.lock().expect("whole") = manners;
    }

    pub fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().expect("whole"))
    }

    /// To whom it took a message, in the order in which it did.
    pub fn took(&self) -> Vec<String> {
        self.seen(|seen| seen.took.iter().flat_map(|t| t.to.clone()).collect())
    }
}

/// How a server encrypts that shows the certificate of this name.
pub fn tls(papers: &Path, name: &str) -> Arc<ServerConfig> {
    let at = |end: &str| -> PathBuf { papers.join(format!("{name}.{end}")) };
    let chain = CertificateDer::pem_file_iter(at("crt")).expect("a certificate");
    let chain = chain.collect::<Result<Vec<_>, _>>().expect("whole");
    let key = PrivateKeyDer::from_pem_file(at("key")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("they fit");
    Arc::new(config)
}

trait Wire: Read + Write + Send {}
impl<T: Read + Write + Send> Wire for T {}

struct Talk<'a> {
    wire: BufReader<Box<dyn Wire>>,
    socket: TcpStream,
    manners: &'a Manners,
    seen: Arc<Mutex<Seen>>,
    encrypted: bool,
}

/// The end of a conversation, by whomever.
type Ends<T> = io::Result<T>;

fn gone<T>() -> Ends<T> {
    Err(io::ErrorKind::ConnectionAborted.into())
}

impl<'a> Talk<'a> {
    fn serve(socket: TcpStream, manners: &'a Manners, papers: &Path, seen: Arc<Mutex<Seen>>) -> Ends<()> {
        let wire = BufReader::new(Box::new(socket.try_clone()?) as Box<dyn Wire>);
        let mut talk = Self {
            wire,
            socket,
            manners,
            seen,
            encrypted: false,
        };
        if manners.implicit {
            talk.encrypt(papers)?;
        }
        talk.answer(At::Greeting, b"220 mail.bo.example ESMTP\r\n")?;
        loop {
            let line = talk.line()?;
            let word = line.to_ascii_uppercase();
            if word.starts_with("EHLO ") {
                let at = if talk.encrypted && !manners.implicit {
                    At::HelloAgain
                } else {
                    At::Hello
                };
                let can = &manners.can[usize::from(talk.encrypted)];
                let mut hello = String::from("250-mail.bo.example\r\n");
                for one in can {
                    hello.push_str(&format!("250-{one}\r\n"));
                }
                hello.push_str("250 HELP\r\n");
                talk.answer(at, hello.as_bytes())?;
            } else if word == "STARTTLS" {
                talk.answer(At::StartTls, b"220 come\r\n")?;
                talk.encrypt(papers)?;
            } else if word.starts_with("AUTH ") {
                talk.log_in(&line)?;
            } else if word.starts_with("MAIL FROM:") {
                talk.message(&line)?;
            } else if word == "RSET" || word == "NOOP" {
                talk.say(b"250 ok\r\n")?;
            } else if word == "QUIT" {
                talk.say(b"221 bye\r\n")?;
                return Ok(());
            } else {
                talk.say(b"500 what?\r\n")?;
            }
        }
    }

    /// One message, up to what becomes of it.
    fn message(&mut self, first: &str) -> Ends<()> {
        let bare = |line: &str| {
            let inside = line.split_once('<').and_then(|(_, r)| r.split_once('>'));
            inside.map(|(a, _)| a.to_owned()).unwrap_or_default()
        };
        let from = bare(first);
        if !self.answer(At::From, b"250 ok\r\n")? {
            return Ok(());
        }
        let line = self.line()?;
        let to = bare(&line);
        let no = self.manners.unknown.get(&to).cloned();
        if let Some(no) = no {
            return self.say(format!("{no}\r\n").as_bytes());
        }
        if !self.answer(At::To, b"250 ok\r\n")? {
            return Ok(());
        }
        if self.line()? != "DATA" {
            return self.say(b"250 forgotten\r\n");
        }
        if !self.answer(At::Data, b"354 come\r\n")? {
            return Ok(());
        }
        self.reach(At::Text);
        let mut wire: Vec<u8> = Vec::new();
        if let Some(does) = self.manners.does.get(&At::Text).cloned() {
            // Something of it has come by then.
            let mut some = [0; 16];
            self.wire.read_exact(&mut some)?;
            self.act(&does, b"")?;
            wire.extend_from_slice(&some);
        }
        while !wire.ends_with(b"\r\n.\r\n") {
            let before = wire.len();
            self.wire.read_until(b'\n', &mut wire)?;
            if wire.len() == before {
                return gone();
            }
        }
        wire.truncate(wire.len() - 3);
        self.seen.lock().expect("whole").whole += 1;
        let said_yes = match self.manners.does.get(&At::Dot) {
            None | Some(Does::Until(_) | Does::Nothing | Does::Go | Does::Drip) => true,
            Some(Does::Say(words) | Does::SayAndGo(words)) => words.starts_with(b"2"),
        };
        if said_yes {
            self.seen.lock().expect("whole").took.push(Took {
                from,
                to: vec![to],
                wire,
            });
        }
        self.answer(At::Dot, b"250 2.0.0 taken as 4711\r\n").map(drop)
    }

    fn log_in(&mut self, line: &str) -> Ends<()> {
        use ketnoi::core::base64::base64;
        let words: Vec<&str> = line.split(' ').collect();
        let right = match words.as_slice() {
            ["AUTH", "PLAIN", digits] => {
                let plain = format!("\0{ACCOUNT}\0{PASSWORD}");
                *digits == base64(plain.as_bytes())
            }
            ["AUTH", "LOGIN"] => {
                self.say(b"334 VXNlcm5hbWU6\r\n")?;
                let name = self.line()? == base64(ACCOUNT.as_bytes());
                self.say(b"334 UGFzc3dvcmQ6\r\n")?;
                self.line()? == base64(PASSWORD.as_bytes()) && name
            }
            _ => false,
        };
        if !right {
            return self.say(b"535 5.7.8 no\r\n");
        }
        self.answer(At::Login, b"235 welcome\r\n").map(drop)
    }

    fn encrypt(&mut self, papers: &Path) -> Ends<()> {
        self.reach(At::Tls);
        if let Some(does) = self.manners.does.get(&At::Tls) {
            self.act(&does.clone(), b"")?;
        }
        let mut connection =
            ServerConnection::new(tls(papers, self.manners.shows)).map_err(io::Error::other)?;
        let mut socket = self.socket.try_clone()?;
        while connection.is_handshaking() {
            connection.complete_io(&mut socket)?;
        }
        self.wire = BufReader::new(Box::new(StreamOwned::new(connection, socket)));
        self.encrypted = true;
        Ok(())
    }

    fn line(&mut self) -> Ends<String> {
        let mut line = Vec::new();
        self.wire.read_until(b'\n', &mut line)?;
        let Some(bare) = line.strip_suffix(b"\r\n") else {
            return gone();
        };
        let line = String::from_utf8_lossy(bare).into_owned();
        let mut seen = self.seen.lock().expect("whole");
        if self.encrypted {
            seen.secret.push(line.clone());
        } else {
            seen.clear.push(line.clone());
        }
        Ok(line)
    }

    fn say(&mut self, words: &[u8]) -> Ends<()> {
        self.wire.get_mut().write_all(words)?;
        self.wire.get_mut().flush()
    }

    fn reach(&self, at: At) {
        self.seen.lock().expect("whole").reached.push(at);
    }

    /// Answers as it should, or as the test wants it; whether that was a yes.
    fn answer(&mut self, at: At, usual: &[u8]) -> Ends<bool> {
        self.reach(at);
        if let Some(does) = self.manners.does.get(&at).cloned() {
            self.act(&does, usual)
        } else {
            self.say(usual)?;
            Ok(true)
        }
    }

    fn act(&mut self, does: &Does, usual: &[u8]) -> Ends<bool> {
        match does {
            Does::Say(words) => {
                self.say(words)?;
                Ok(words.starts_with(b"2") || words.starts_with(b"3"))
            }
            Does::SayAndGo(words) => {
                self.say(words)?;
                let _ = self.socket.shutdown(Shutdown::Write);
                // What still comes is read, so that no reset overtakes the words.
                let _ = io::copy(&mut self.wire, &mut io::sink());
                gone()
            }
            Does::Nothing => {
                let _ = io::copy(&mut self.wire, &mut io::sink());
                gone()
            }
            Does::Go => {
                let _ = self.socket.shutdown(Shutdown::Both);
                gone()
            }
            Does::Drip => {
                self.say(b"250-")?;
                loop {
                    // A drop now and then is what a drip is: nothing is waited for.
                    std::thread::sleep(Duration::from_millis(50));
                    self.say(b"x")?;
                }
            }
            Does::Until(gate) => {
                drop(gate.lock().expect("whole"));
                self.say(usual)?;
                Ok(true)
            }
        }
    }
}
