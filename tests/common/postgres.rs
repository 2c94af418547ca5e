//! A real PostgreSQL server on loopback: Debian's, run by nobody in a folder of its own, with fsync as it is for everybody.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};

use super::pty::{skip, wait_until};

/// A server. It ends with the value.
pub struct Postgres {
    /// Its folder: data below `data`, its log in `log`, its socket.
    pub folder: tempfile::TempDir,
    pub port: u16,
    /// What is said to it at its start besides the port.
    pub options: Vec<String>,
    child: Mutex<Option<Child>>,
    schemas: AtomicU32,
}

/// The folder of its programs; the newest that is installed.
pub fn programs() -> Option<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|bin| bin.join("postgres").exists() && bin.join("initdb").exists())
        .collect();
    all.sort();
    all.pop()
}

/// A command that runs as nobody where the test runs as root: the server refuses to be root's.
pub fn by_nobody(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if rustix::process::geteuid().is_root() {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    }
    // It goes where whoever started it goes, however that ends.
    command.args(["--pdeathsig=QUIT", "--"]).arg(program);
    command
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .env("PATH", "/usr/bin:/bin");
    command
}

impl Postgres {
    /// A server with nothing in it. `None`, said loudly, where there is none to be had.
    pub fn start(options: &[&str]) -> Option<Self> {
        Self::start_in(tempfile::tempdir().expect("a folder"), options)
    }

    /// The same in a folder.
    pub fn start_in(folder: tempfile::TempDir, options: &[&str]) -> Option<Self> {
        let Some(bin) = programs() else {
            skip("there is no PostgreSQL (Debian: postgresql)");
            return None;
        };
        own(folder.path());
        let data = folder.path().join("data");
        let made = by_nobody(&bin.join("initdb"))
            .args([
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--username=postgres",
                "--no-sync",
                "--wal-segsize=1",
                "-D",
            ])
            .arg(&data)
            .output()
            .expect("initdb");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Some(Self::of(folder, options))
    }

    /// A server over a folder that was made already: a copy of another one's.
    pub fn of(folder: tempfile::TempDir, options: &[&str]) -> Self {
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = free.local_addr().expect("its own").port();
        drop(free);
        let server = Self {
            folder,
            port,
            options: options.iter().map(|o| (*o).to_owned()).collect(),
            child: Mutex::default(),
            schemas: AtomicU32::default(),
        };
        server.up();
        server
    }

    /// Starts it, and waits until it answers.
    pub fn up(&self) {
        let bin = programs().expect("programs");
        let log = fs::File::options()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"))
            .expect("a log");
        let mut command = by_nobody(&bin.join("postgres"));
        command
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"])
            .args(["-c", &format!("port={}", self.port)])
            .args([
                "-c",
                &format!("unix_socket_directories={}", self.folder.path().display()),
            ])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log);
        for option in &self.options {
            command.args(["-c", option]);
        }
        *self.child() = Some(from_a_thread_that_stays(command));
        wait_until("the server answers", || self.answers());
    }

    fn child(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does it take connections?
    pub fn answers(&self) -> bool {
        let bin = programs().expect("programs");
        by_nobody(&bin.join("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
            .status()
            .is_ok_and(|s| s.success())
    }

    /// Ends it at once, as if the machine had stopped: what it had not made last is gone.
    pub fn kill(&self) {
        if let Some(mut child) = self.child().take() {
            let pid = rustix::process::Pid::from_child(&child);
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::QUIT);
            let _ = child.wait();
        }
    }

    /// Another server that follows this one and takes no writes; what it has not got is not confirmed from now on.
    pub fn standby(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        own(folder.path());
        let copied = by_nobody(&programs().expect("programs").join("pg_basebackup"))
            .args([
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "--no-sync",
                "-h",
                "127.0.0.1",
                "-U",
                "postgres",
            ])
            .args(["-p", &self.port.to_string(), "-D"])
            .arg(folder.path().join("data"))
            .output()
            .expect("pg_basebackup");
        assert!(
            copied.status.success(),
            "{}",
            String::from_utf8_lossy(&copied.stderr)
        );
        let standby = Self::of(folder, &[]);
        self.sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
        self.sql("SELECT pg_reload_conf()");
        wait_until("the standby is waited for", || {
            self.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                .trim()
                == "1"
        });
        standby
    }

    /// The process that watches over the others.
    pub fn pid(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_child(self.child().as_ref().expect("it runs"))
    }

    /// Says something in SQL as its administrator.
    pub fn sql(&self, sql: &str) -> String {
        self.sql_as("postgres", sql)
    }

    /// Says something in SQL; what it answers, or what it says of what was wrong.
    pub fn sql_as(&self, user: &str, sql: &str) -> String {
        let bin = programs().expect("programs");
        let psql = [bin.join("psql"), PathBuf::from("/usr/bin/psql")];
        let psql = psql.iter().find(|p| p.exists()).expect("psql");
        let said = by_nobody(psql)
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-U",
                user,
            ])
            .args(["-p", &self.port.to_string(), "-d", "postgres", "-c", sql])
            .output()
            .expect("psql");
        format!(
            "{}{}",
            String::from_utf8_lossy(&said.stdout),
            String::from_utf8_lossy(&said.stderr)
        )
    }

    /// The name of a store of its own on it.
    pub fn url(&self) -> String {
        let n = self.schemas.fetch_add(1, Ordering::Relaxed);
        format!(
            "postgres://postgres@127.0.0.1:{}/postgres?schema=house_{n}",
            self.port
        )
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The server that all tests of this program share; none where there is none.
pub fn shared() -> Option<&'static Postgres> {
    static SHARED: OnceLock<Option<Postgres>> = OnceLock::new();
    SHARED.get_or_init(|| Postgres::start(&[])).as_ref()
}

/// Gives a file or folder to whom the server runs as.
pub fn own(folder: &Path) {
    if rustix::process::geteuid().is_root() {
        let given = Command::new("chown").arg("65534:65534").arg(folder).status();
        assert!(given.expect("chown").success());
    }
}

/// A child is told of the end of the *thread* that started it, and tests are threads that end.
fn from_a_thread_that_stays(command: Command) -> Child {
    type Order = (Command, mpsc::Sender<Child>);
    static STAYS: OnceLock<Mutex<mpsc::Sender<Order>>> = OnceLock::new();
    let orders = STAYS.get_or_init(|| {
        let (tell, hear) = mpsc::channel::<Order>();
        std::thread::spawn(move || {
            for (mut command, answer) in hear {
                let _ = answer.send(command.spawn().expect("it starts"));
            }
        });
        Mutex::new(tell)
    });
    let (tell, hear) = mpsc::channel();
    let order = orders.lock().unwrap_or_else(PoisonError::into_inner);
    order.send((command, tell)).expect("the thread stays");
    drop(order);
    hear.recv().expect("a child")
}
