//! A real server that speaks S3, on loopback: `s3s-fs`, which keeps objects in a folder, and checks keys and sums.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use ketnoi::core::files_url::FilesUrl;
use ketnoi::store::Surroundings;
use rustix::event::{PollFd, PollFlags, poll};
use rustls::ServerConnection;

use super::pty::{skip, wait_until};
use super::smtp::{papers, tls};

const NAME: &str = "KETNOIDRILL";
const KEY: &str = "drill/secret+key=";
/// The only bucket.
pub const BUCKET: &str = "drill-bucket";

/// It ends with the value.
pub struct Bucket {
    folder: tempfile::TempDir,
    pub port: u16,
    child: Child,
}

impl Drop for Bucket {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the server is: put there by the CI, or anywhere on the path.
fn program() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/s3s-fs");
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(own)
        .chain(std::env::split_paths(&path).map(|folder| folder.join("s3s-fs")))
        .find(|file| file.exists())
}

/// A file with both keys, for its owner alone.
pub fn key_file(folder: &Path, key: &str) -> PathBuf {
    let file = folder.join("s3.key");
    let _ = fs::remove_file(&file);
    let mut made = fs::File::options()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(&file)
        .expect("a file");
    writeln!(made, "{NAME}\n{key}").expect("written");
    file
}

/// The name of a place behind a port of this machine.
pub fn url(port: u16, prefix: &str, key_file: &Path, wait: u64) -> FilesUrl {
    let url = format!(
        "s3://{BUCKET}/{prefix}?endpoint=http://127.0.0.1:{port}&wait={wait}&key_file={}",
        key_file.display()
    );
    FilesUrl::parse(&url).expect("a place")
}

impl Bucket {
    /// `None`, said loudly, where there is none.
    pub fn start() -> Option<Self> {
        let Some(program) = program() else {
            skip("s3s-fs is not installed here (cargo install s3s-fs --features binary)");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("root").join(BUCKET)).expect("a bucket");
        key_file(folder.path(), KEY);
        loop {
            // Somebody else may take the port before the server does: then it ends, and another is tried.
            let port = TcpListener::bind("127.0.0.1:0")
                .expect("a port")
                .local_addr()
                .expect("one")
                .port();
            let mut child = Command::new(&program)
                .args(["--host", "127.0.0.1", "--port", &port.to_string()])
                .args(["--access-key", NAME, "--secret-key", KEY])
                .arg(folder.path().join("root"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("started");
            let mut ended = false;
            wait_until("the server to listen", || {
                ended = child.try_wait().expect("asked").is_some();
                ended || TcpStream::connect(("127.0.0.1", port)).is_ok()
            });
            if !ended {
                return Some(Self { folder, port, child });
            }
        }
    }

    /// A place in it.
    pub fn url(&self, prefix: &str) -> FilesUrl {
        url(self.port, prefix, &self.folder.path().join("s3.key"), 20)
    }

    /// Where the server keeps an object.
    pub fn file(&self, key: &str) -> PathBuf {
        self.folder.path().join("root").join(BUCKET).join(key)
    }

    /// What a program may use of this machine: a folder for what saves time.
    pub fn around(&self) -> Surroundings {
        Surroundings {
            credentials: None,
            cache: Some(self.folder.path().join("cache")),
            ..Surroundings::default()
        }
    }

    /// A file with these keys.
    pub fn with_key(&self, folder: &Path, key: &str, prefix: &str) -> FilesUrl {
        url(self.port, prefix, &key_file(folder, key), 5)
    }

    /// A place in it behind an encrypted line, whose server shows the certificate of this name; `None`, said loudly, where no
    /// certificate can be made. The line is the port's: it ends with the test program.
    pub fn encrypted(&self, prefix: &str, certificate: &str, ca_file: Option<&Path>) -> Option<FilesUrl> {
        let config = tls(papers()?, certificate);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let (port, to) = (listener.local_addr().expect("an address").port(), self.port);
        std::thread::spawn(move || {
            for socket in listener.incoming().map_while(Result::ok) {
                let session = ServerConnection::new(config.clone()).expect("a session");
                std::thread::spawn(move || {
                    if let Ok(server) = TcpStream::connect(("127.0.0.1", to)) {
                        // Whoever hangs up is no fault of the line.
                        let _ = pass(session, &socket, &server);
                        let _ = server.shutdown(Shutdown::Both);
                    }
                    let _ = socket.shutdown(Shutdown::Both);
                });
            }
        });
        let ca = ca_file.map_or_else(String::new, |file| format!("&ca_file={}", file.display()));
        let url = format!(
            "s3://{BUCKET}/{prefix}?endpoint=https://localhost:{port}{ca}&wait=5&key_file={}",
            self.folder.path().join("s3.key").display()
        );
        Some(FilesUrl::parse(&url).expect("a place"))
    }

    /// Everything that the server keeps.
    pub fn kept(&self) -> usize {
        fn below(folder: &Path) -> usize {
            let all = fs::read_dir(folder).expect("read").flatten();
            all.map(|one| match one.file_type() {
                Ok(kind) if kind.is_dir() => below(&one.path()),
                _ => 1,
            })
            .sum()
        }
        below(&self.folder.path().join("root").join(BUCKET))
    }
}

/// Passes on what comes over an encrypted line, and back, until one side ends it.
fn pass(mut session: ServerConnection, mut client: &TcpStream, mut server: &TcpStream) -> io::Result<()> {
    let mut bytes = vec![0; 64 << 10];
    loop {
        while session.wants_write() {
            session.write_tls(&mut client)?;
        }
        let (mut from_client, mut from_server) = (
            PollFd::new(client, PollFlags::IN),
            PollFd::new(server, PollFlags::IN),
        );
        let mut both = [from_client.clone(), from_server.clone()];
        poll(&mut both, None)?;
        [from_client, from_server] = both;
        if !from_client.revents().is_empty() {
            if session.read_tls(&mut client)? == 0 {
                return Ok(());
            }
            // What is wrong with the line is said to the other side before it ends.
            let state = session.process_new_packets();
            while session.wants_write() {
                session.write_tls(&mut client)?;
            }
            let state = state.map_err(io::Error::other)?;
            let mut plain = vec![0; state.plaintext_bytes_to_read()];
            session.reader().read_exact(&mut plain)?;
            server.write_all(&plain)?;
        }
        if !from_server.revents().is_empty() {
            let n = server.read(&mut bytes)?;
            if n == 0 {
                return Ok(());
            }
            session.writer().write_all(&bytes[..n])?;
        }
    }
}
