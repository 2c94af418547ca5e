//! A real sshd on loopback: the test's own process, on a free port, with keys and an access file of its own. Whoever
//! comes with a person's key gets `ketnoi session` as that person, and nothing else.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::pty::{ketnoi, skip, wait_until};

const SSHD: &str = "/usr/sbin/sshd";

/// The account that the test runs under, and so all sessions.
pub fn account() -> String {
    let out = Command::new("id").arg("-un").output().expect("id");
    String::from_utf8(out.stdout).expect("text").trim().to_owned()
}

/// Where clients log in.
pub fn target() -> String {
    format!("{}@127.0.0.1", account())
}

pub fn write(path: &Path, text: &str, mode: u32) {
    fs::write(path, text).expect("written");
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

fn keygen(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "drill", "-f"])
        .arg(path)
        .status();
    assert!(made.expect("ssh-keygen").success());
}

/// It ends with the value.
pub struct Sshd {
    pub folder: tempfile::TempDir,
    pub port: u16,
    child: Child,
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Sshd {
    /// `None`, said loudly, where there is no sshd to drill against. `people` are the access file's lines for `names`,
    /// each of whom gets a key; `config` is the file that all sessions read.
    pub fn start(names: &[&str], people: &str, config: &str) -> Option<Self> {
        let there = |tool: &str| Command::new(tool).arg("-V").output().is_ok();
        if !(there("ssh") && there("ssh-keygen") && Path::new(SSHD).exists()) {
            skip("openssh-server and openssh-client are not installed here");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
        let (me, names_) = (account(), names.join(", "));
        let access =
            format!("schema: 1\npeople:\n  - {{account: {me}, role: viewer, as: [{names_}]}}\n{people}");
        write(&at("access.yaml"), &access, 0o644);
        write(&at("config.yaml"), config, 0o644);
        keygen(&at("host"));
        let mut keys = String::new();
        for name in names {
            keygen(&at(name));
            let public = fs::read_to_string(at(&format!("{name}.pub"))).expect("a key");
            keys.push_str(&format!(
                "restrict,pty,command=\"{} session --as {name} --store sqlite:{} --config {} --lang en\" {public}",
                ketnoi(),
                at("k.db").display(),
                at("config.yaml").display(),
            ));
        }
        write(&at("authorized_keys"), &keys, 0o600);
        let (child, port) = listening(folder.path());
        Some(Self { folder, port, child })
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The words that begin every ssh command of that person.
    pub fn words(&self, name: &str, port: u16) -> Vec<String> {
        let mut words = vec!["-F".to_owned(), "/dev/null".to_owned()];
        for option in [
            "BatchMode=yes",
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "ConnectTimeout=30",
            "SendEnv=LANG LC_ALL",
        ] {
            words.extend(["-o".to_owned(), option.to_owned()]);
        }
        words.extend(["-i".to_owned(), self.at(name).display().to_string()]);
        words.extend(["-p".to_owned(), port.to_string()]);
        words
    }

    /// The program on the machine itself, by the account that the sessions run under.
    pub fn local(&self, words: &[&str]) -> Output {
        Command::new(ketnoi())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("KETNOI_LANG", "en")
            .env("KETNOI_STORE", format!("sqlite:{}", self.at("k.db").display()))
            .args(words)
            .output()
            .expect("it runs")
    }
}

/// On a free port; another one is tried if somebody else takes it in between.
fn listening(folder: &Path) -> (Child, u16) {
    if rustix::process::getuid().is_root() {
        // Where Debian's sshd shuts itself in; the service makes it at its start.
        let _ = fs::create_dir_all("/run/sshd");
    }
    for _ in 0..20 {
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        // The account's shell starts every command, and what it reads at its start may fail or speak: here it finds nothing.
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {0}/host\nPidFile none\nAuthorizedKeysFile {0}/authorized_keys\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             PermitRootLogin prohibit-password\nPermitUserEnvironment no\nAcceptEnv LANG LC_*\nSetEnv HOME={0}\nMaxStartups 100\nMaxSessions 4\n\
             Subsystem sftp internal-sftp\nLogLevel ERROR\n",
            folder.display()
        );
        write(&folder.join("sshd_config"), &config, 0o600);
        let log = folder.join("sshd.log");
        let mut child = Command::new(SSHD)
            .args(["-D", "-f"])
            .arg(folder.join("sshd_config"))
            .arg("-E")
            .arg(&log)
            .stdin(Stdio::null())
            .spawn()
            .expect("sshd starts");
        wait_until("sshd listens or ends", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok() || child.try_wait().expect("asked").is_some()
        });
        if child.try_wait().expect("asked").is_none() {
            return (child, port);
        }
        let said = fs::read_to_string(&log).unwrap_or_default();
        assert!(said.contains("Address already in use"), "sshd: {said}");
    }
    panic!("no free port in twenty attempts");
}
